import { type Metric, metricOf } from '../metrics/index.ts'
import { buckets, type Grain, grains, places } from './buckets.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import { grouped } from './grouped.ts'
import { askedOf } from './kept.ts'
import type { Grouping } from './placed.ts'
import { replicationFilter } from './replication.ts'
import { type Given, type Parameter, type Report, ReportError } from './report.ts'

/** What contributions may be filtered by. */
export const filters = {
  skill: { kind: 'skill', meaning: 'Only this skill' },
  lineOfBusiness: { kind: 'lineOfBusiness', meaning: 'Only skills of this line of business' },
  agent: { kind: 'agent', meaning: 'Only this agent' },
  group: { kind: 'group', meaning: 'Only agents of this group' },
  kind: { kind: 'choice', meaning: 'Only humans or only bots', values: ['human', 'bot'] },
  channel: { kind: 'channel', meaning: 'Only this class of channels' },
} as const satisfies Record<string, Parameter>

/** What some metrics are asked with; missing, they take their own. */
const settings = {
  within: {
    ...{ kind: 'whole', meaning: 'T of the service levels, ms; 20 s if missing' },
    ...{ low: 0, high: 31_536_000_000 },
  },
  patience: {
    ...{
      kind: 'whole',
      meaning: 'After so long a silent consumer had left, ms; not told if missing',
    },
    ...{ low: 0, high: 31_536_000_000 },
  },
  occupancy: {
    ...{ kind: 'whole', meaning: 'At which a backlog is worked off, %; 85 if missing' },
    ...{ low: 1, high: 100 },
  },
  contract: {
    ...{ kind: 'whole', meaning: 'Hours of a full-time week; 40 if missing' },
    ...{ low: 1, high: 168 },
  },
} as const satisfies Record<string, Parameter>

const MOST_BUCKETS = 200_000
const shortest: Readonly<Record<Grain, number>> = {
  ...{ '5min': 300_000, '15min': 900_000, '30min': 1_800_000, '1h': 3_600_000 },
  ...{ '2h': 7_200_000, '4h': 14_400_000, '6h': 21_600_000, '12h': 43_200_000 },
  ...{ day: 82_800_000, week: 601_200_000, month: 2_415_600_000, all: Infinity },
}

export const metricsReport: Report = {
  name: 'metrics',
  question: 'Any metrics over time: by bucket, broken down, and beside another range.',
  parameters: {
    metric: {
      ...{ kind: 'list', meaning: 'Which metrics, with commas between them', most: 200 },
      values: [...metricOf.keys()],
    },
    grain: { kind: 'choice', meaning: 'Width of a bucket; all if missing', values: grains },
    by: {
      ...{ kind: 'list', meaning: 'Broken down by up to three', most: 3 },
      values: Object.keys(dimensions),
    },
    from: { kind: 'instant', meaning: 'From this instant or local date on; the start if missing' },
    to: { kind: 'instant', meaning: 'Before this instant or local date; the end if missing' },
    zone: { kind: 'zone', meaning: 'Time zone of buckets and labels; the run’s if missing' },
    compare: { kind: 'instant', meaning: 'Start of an equally long range to compare with' },
    ...settings,
    ...filters,
    replication: replicationFilter,
  },
  required: ['metric'],
  ask: (given, run) => {
    const { from = run.counted_from, to = run.ended_at, zone = run.zone } = given as Range
    const { by, compare, grain = 'all' } = given as Range
    checkRange(from, to, grain)
    const dims = (by === undefined ? [] : by.split(',')) as Dimension[]
    const wanted = (Object.keys(filters) as Dimension[]).filter((name) => given[name] !== undefined)
    const ids = String(given.metric).split(',')
    const asked = ids.map((id) => askedOf(metricOf.get(id)!, given, run, grain))
    const isCompared = compare !== undefined
    const grouping = { grain, by: dims, filters: wanted, longest: run.ended_at - run.started_at }
    const covered = (suffix: string, since: number, until: number) => ({
      ...{ [`from${suffix}`]: since, [`to${suffix}`]: until },
      [`low${suffix}`]: Math.max(since, run.counted_from),
      [`high${suffix}`]: Math.min(until, run.ended_at),
    })
    return {
      sql: question(asked, grouping, isCompared),
      values: {
        ...{ ...covered('', from, to), zone, ...defaultsOf(asked), ...whatIsGiven(given) },
        ...(isCompared ? covered('_before', compare, compare + (to - from)) : {}),
      },
    }
  },
}

interface Range {
  readonly from?: number
  readonly to?: number
  readonly zone?: string
  readonly compare?: number
  readonly grain?: Grain
  readonly by?: string
}

const named = [...Object.keys(filters), ...Object.keys(settings), 'replication']

/** Filters and settings; what is missing stays as it is by default. */
const whatIsGiven = (given: Given) =>
  Object.fromEntries(
    named.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  )

const defaultsOf = (asked: readonly Metric[]) =>
  Object.assign({}, ...asked.map(({ parameters }) => parameters)) as Record<string, number | null>

function checkRange(from: number, to: number, grain: Grain): void {
  if (!(from < to)) throw new ReportError(`report "metrics": from ${from} is not before to ${to}`)
  if ((to - from) / shortest[grain] > MOST_BUCKETS)
    throw new ReportError(
      `report "metrics": grain "${grain}" makes more than ${MOST_BUCKETS} buckets of the range`,
    )
}

type Asked = Omit<Grouping, 'suffix'>

function question(asMetrics: readonly Metric[], asked: Asked, isCompared: boolean): string {
  const { by, grain } = asked
  const keys = by.map((name) => `"${name}"`)
  const ranges = isCompared ? ['', '_before'] : ['']
  const ctes = ranges.flatMap((suffix) => {
    const { ctes: batches, relations } = grouped(asMetrics, { ...asked, suffix })
    const all = relations.map((sql, place) => `SELECT ${place} AS place, * FROM (${sql})`)
    return [
      ...[buckets(grain, suffix), places(grain, suffix), ...batches],
      `told${suffix}_all AS (${all.join('\nUNION ALL ')})`,
    ]
  })
  const labels = asMetrics.map(({ id, label, unit }, place) => {
    return `(${place}, '${id}', '${label.replaceAll("'", "''")}', '${unit}')`
  })
  const same = ['place', 'k', ...keys].join(', ')
  const before = isCompared ? `LEFT JOIN told_before_all o USING (${same})` : ''
  return `
WITH ${ctes.join(',\n')},
labels(place, metric, label, unit) AS (VALUES ${labels.join(', ')})
SELECT b."at", strftime(timezone($zone, make_timestamptz((b."at" * 1000)::BIGINT)), '%Y-%m-%d %H:%M') AS local,
  ${keys.map((key) => `t.${key}, `).join('')}metric, label, unit, t.n, t.value${isCompared ? ', o.value AS before' : ''},
  t.min, t.max, t.p50, t.p90, t.p95, t.p99
FROM told_all t JOIN labels USING (place) JOIN buckets b USING (k) ${before}
ORDER BY place, k${keys.map((key) => `, t.${key}`).join('')}`
}
