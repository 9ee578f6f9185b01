import type { Fit } from '../scenarios/index.ts'
import { show } from './summary.ts'

/** What was fitted, in a few lines. */
export function fitWords({ conversations, gap, reply, source, turns, unanswered }: Fit): string {
  const at = (times: readonly number[], p: number) => show(times[p], 'ms')
  const quartiles = (times: readonly number[]) => [25, 50, 75].map((p) => at(times, p)).join(' / ')
  return [
    `${conversations.toLocaleString('en')} conversations in ${source}`,
    `  ${turns.mean.toFixed(2)} turns each, ${(unanswered * 100).toFixed(1)} % never answered`,
    `  replies after ${quartiles(reply.quantiles)} (quartiles, n = ${reply.n.toLocaleString('en')})`,
    `  consumers write again after ${quartiles(gap.quantiles)} (n = ${gap.n.toLocaleString('en')})`,
  ].join('\n')
}
