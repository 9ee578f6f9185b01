import { replying } from './facts.ts'
import { type Metric, ratio } from './metric.ts'

/** Upper bounds, inclusive, in elapsed time. */
const bounds = [
  ['5m', 'within 5 minutes', 300_000],
  ['10m', 'within 10 minutes', 600_000],
  ['30m', 'within 30 minutes', 1_800_000],
  ['60m', 'within an hour', 3_600_000],
  ['180m', 'within 3 hours', 10_800_000],
  ['24h', 'within a day', 86_400_000],
] as const

/** What is measured of whom: the first replies of agent segments, or all later ones. */
const kinds = {
  firstReply: { of: 'first_reply_ms', is: 'first_reply_ms IS NOT NULL', who: 'First replies' },
  nextReply: {
    ...{ of: 'response_ms', who: 'Later replies' },
    is: 'response_ms IS NOT NULL AND first_reply_ms IS NULL',
  },
} as const

/**
 * Shares of replies by fixed buckets (METRICS.md §4.7): `firstReplyWithin5m` is cumulative as it is
 * by default, `nextReplyIn5m` exclusive; each has the other form too.
 */
export const replyBuckets: Readonly<Record<string, Metric>> = Object.fromEntries(
  (['firstReply', 'nextReply'] as const).flatMap((kind) => [
    ...bounds.flatMap(([name, words, upper], i) => {
      const lower = i === 0 ? -1 : bounds[i - 1][2]
      const [cumulative, exclusive] =
        kind === 'firstReply'
          ? [`${kind}Within${name}`, `${kind}Within${name}Exclusive`]
          : [`${kind}In${name}Cumulative`, `${kind}In${name}`]
      return [
        bucket(kind, cumulative, words, `<= ${upper}`),
        bucket(kind, exclusive, `${words}, not sooner`, `> ${lower} AND of <= ${upper}`),
      ]
    }),
    bucket(kind, `${kind}After24h`, 'after more than a day', '> 86400000'),
  ]),
)

function bucket(kind: keyof typeof kinds, id: string, words: string, test: string) {
  const { is, of, who } = kinds[kind]
  const over = `(${of} ${test.replace(' of ', ` ${of} `)})::INTEGER::DOUBLE`
  const label = `${who} ${words}`
  const sentence = `${label}, of all ${who.toLowerCase()}; elapsed time, no calendar.`
  const about = { id, label, unit: 'share', sentence } as const
  const facts = { ...replying(is), over, without: who.toLowerCase() }
  return [id, ratio({ ...about, ...facts })] as const
}
