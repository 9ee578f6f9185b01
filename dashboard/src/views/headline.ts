import type { RunDetails } from '../data/api.ts'
import type { SummaryRow } from '../data/rows.ts'
import { percent, range, show, some } from '../data/words.ts'

/** The finding of a run in one sentence, and how sure it is in another. */
export interface Headline {
  readonly finding: string
  readonly sureness: string
}

/** Says of the replies what a consumer would feel first, of the run what a planner must know. */
export function headlineOf(run: RunDetails, rows: readonly SummaryRow[]): Headline {
  const row = (metric: string) => rows.find((one) => one.metric === metric)
  const p90 = row('responseTimeP90')
  const opened = row('opened')
  if (!opened || (opened.mean ?? 0) === 0)
    return { finding: 'Nothing was opened in the time that counts.', sureness: '' }
  return { finding: findingOf(run, row, p90), sureness: surenessOf(run, p90, row('slaMetRate')) }
}

function findingOf(
  { replications }: RunDetails,
  row: (metric: string) => SummaryRow | undefined,
  p90: SummaryRow | undefined,
): string {
  const met = row('slaMetRate')
  const share = met?.mean ?? null
  const promise =
    share === null ? 'No promise fell due.' : `${percent(share)} of promised replies came in time.`
  if (p90 === undefined || (p90.mean === null && p90.above === null))
    return `Nobody has been answered. ${promise}`
  const several = replications > 1
  if (p90.mean !== null) {
    const when = several ? 'On average, nine' : 'Nine'
    return `${when} of ten replies took ${show(p90.mean, 'ms')} or less. ${promise}`
  }
  const half = row('responseTimeP50')?.mean ?? null
  const most = half === null ? '' : `half of replies took ${show(half, 'ms')} or less, `
  const some = `${several ? 'in some runs ' : ''}one in ten took more than ${show(p90.above, 'ms')}`
  const told = several && most ? `on average ${most}${some}` : most + some
  return `${told[0].toUpperCase()}${told.slice(1)}. ${promise}`
}

function surenessOf(
  { replications, source }: RunDetails,
  p90: SummaryRow | undefined,
  met: SummaryRow | undefined,
): string {
  if (source !== 'simulated') return 'As recorded: these are counts, not estimates.'
  if (replications === 1)
    return 'One replication: another day like it may go otherwise. Run more for a typical day.'
  const parts = [
    ...(p90 && p90.low !== null && p90.high !== null
      ? [`the average lies in ${range(p90.low, p90.high, 'ms')} (95 %)`]
      : []),
    ...(p90 && p90.p05 !== null && p90.p95 !== null
      ? [`nine of ten runs in ${range(p90.p05, p90.p95, 'ms')}`]
      : []),
    ...(met && met.p05 !== null && met.p95 !== null
      ? [`${range(met.p05, met.p95, 'share')} in time in a typical run`]
      : []),
  ]
  const from = `From ${some(replications, 'replication')}`
  return parts.length > 0 ? `${from}: ${parts.join('; ')}.` : `${from}.`
}
