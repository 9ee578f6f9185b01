import { normalQuantile } from '../../sim/index.ts'
import type { Fit, FittedTime } from '../../scenarios/index.ts'
import { type ImportedMessages, Role } from '../import/index.ts'

/** Everything between two messages of a conversation, by what it was. */
interface Spans {
  readonly gap: number[]
  readonly reply: number[]
  readonly spacing: number[]
  turns: number
  messages: number
  unanswered: number
}

/**
 * Turns, gaps, replies and bursts of a message log. A turn is a run of consumer messages and the
 * reply to it; a run after the last reply counts as a turn, answered or not.
 * @throws RangeError if there is too little to fit: fewer than two of any time.
 */
export function fit(log: ImportedMessages): Fit {
  const spans: Spans = { gap: [], reply: [], spacing: [], turns: 0, messages: 0, unanswered: 0 }
  for (let i = 0; i < log.thread.length;) i = readThread(log, i, spans)
  const { turns, messages, unanswered } = spans
  return {
    source: log.source,
    conversations: log.threads,
    unanswered: unanswered / log.threads,
    turns: { mean: turns / log.threads, n: log.threads },
    gap: fitTime('gap', spans.gap),
    reply: fitTime('reply', spans.reply),
    burst: { mean: messages / turns, n: turns, spacing: fitTime('burst spacing', spans.spacing) },
  }
}

/** One thread from row `first`; says where the next begins. */
function readThread({ at, role, thread }: ImportedMessages, first: number, spans: Spans): number {
  let [owedSince, lastReply, answered] = [-1, -1, false]
  let i = first
  for (; i < thread.length && thread[i] === thread[first]; i++) {
    if (role[i] === Role.consumer) {
      spans.messages++
      if (owedSince >= 0) spans.spacing.push(at[i] - at[i - 1])
      else {
        spans.turns++
        owedSince = at[i]
        if (lastReply >= 0) spans.gap.push(at[i] - lastReply)
      }
      continue
    }
    if (owedSince >= 0) spans.reply.push(at[i] - owedSince)
    owedSince = -1
    lastReply = at[i]
    answered = true
  }
  if (!answered) spans.unanswered++
  return i
}

/** Lognormal by maximum likelihood, quantiles by nearest rank. Times below a second count as one. */
export function fitTime(what: string, values: readonly number[]): FittedTime {
  if (values.length < 2)
    throw new RangeError(`${what}: ${values.length} observed times are too few to fit`)
  const sorted = Float64Array.from(values).sort()
  const logs = Float64Array.from(sorted, (x) => Math.log(Math.max(1000, x)))
  const mu = logs.reduce((sum, x) => sum + x, 0) / logs.length
  const variance = logs.reduce((sum, x) => sum + (x - mu) ** 2, 0) / logs.length
  const n = sorted.length
  return {
    n,
    lognormal: { mean: Math.exp(mu + variance / 2), cv: Math.sqrt(Math.expm1(variance)) },
    quantiles: Array.from(
      { length: 101 },
      (_, p) => sorted[Math.max(0, Math.ceil((p * n) / 100) - 1)],
    ),
    ks: distance(logs, mu, Math.sqrt(variance)),
  }
}

/** Where the fitted quantiles of 1…99 % fall among the observed ones. */
function distance(logs: Float64Array, mu: number, sigma: number): number {
  let worst = 0
  for (let p = 1, i = 0; p < 100; p++) {
    const bound = mu + sigma * normalQuantile(p / 100)
    while (i < logs.length && logs[i] <= bound) i++
    worst = Math.max(worst, Math.abs(i / logs.length - p / 100))
  }
  return worst
}
