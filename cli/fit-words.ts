import type { Behaviour, Estimated, Fit, FittedFamilies } from '../scenarios/index.ts'
import { timeAt } from '../data/fit/index.ts'
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

/** How consumers and agents behave, a line each; what the log does not show is left out. */
export function behaviourWords(behaviour: Behaviour): string {
  const { arrivals, attention, burst, concurrency, firstReply, gap, patience, silent, turns } =
    behaviour
  const lines = [
    `behaviour of ${behaviour.conversations.toLocaleString('en')} conversations that a consumer opened (95 %)`,
    arrivalWords(arrivals),
    turns && `turns of who stays: ${within(turns, (x) => x.toFixed(2))} on average`,
    burst && `messages of a burst: ${within(burst, (x) => x.toFixed(2))} on average`,
    gap && `gap before the consumer's next turn: ${familyWords(gap)}`,
    attention && `attention of an agent for a reply: ${familyWords(attention)}`,
    concurrencyWords(concurrency),
    `first reply: median ${show(timeAt(firstReply, 0.5), 'ms')} over ${firstReply.n.toLocaleString('en')}, ${firstReply.events.toLocaleString('en')} answered`,
    patience && patienceWords(patience),
    silent && silentWords(silent),
  ]
  return lines.filter((line) => line !== null).join('\n  ')
}

const within = ({ high, low, value }: Estimated, word: (x: number) => string) =>
  `${word(value)} (${word(low)} … ${word(high)})`

const duration = (ms: number) => show(ms, 'ms')
const percent = (x: number) => show(x, 'share')

function arrivalWords({ dispersion, rates, weeks, zone }: Behaviour['arrivals']): string {
  const values = rates.map((rate) => rate?.value ?? -1)
  const busiest = values.indexOf(Math.max(...values))
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const hour = `${days[Math.floor(busiest / 24)]} ${String(busiest % 24).padStart(2, '0')}:00`
  const most = within(rates[busiest]!, (x) => x.toFixed(2))
  return `arrivals: at most ${most} an hour, ${hour} ${zone}; variance ÷ mean of an hour ${dispersion.toFixed(2)} over ${weeks.toFixed(1)} weeks`
}

function familyWords({ families: [best], n }: FittedFamilies): string {
  const parameters = Object.entries(best.parameters).map(([name, estimate]) => {
    const word = name === 'mean' || name === 'scale' ? duration : (x: number) => x.toPrecision(3)
    return `${name} ${within(estimate, word)}`
  })
  return `${best.dist}, ${parameters.join(', ')}; n = ${n.toLocaleString('en')}, distance ${best.ks.toFixed(3)}`
}

function concurrencyWords(concurrency: Behaviour['concurrency']): string | null {
  const known = concurrency.filter(({ median }) => median !== null)
  if (known.length === 0) return null
  const told = known.map(
    ({ median, served }) => `${served}${served === 5 ? '+' : ''}: ${show(median, 'ms')}`,
  )
  return `reply after the last line, by conversations served within five minutes: ${told.join(', ')} (medians)`
}

function patienceWords(patience: NonNullable<Behaviour['patience']>): string {
  const median = timeAt(patience, 0.5)
  const found = median === null ? 'more than half stay' : `median ${duration(median)}`
  return `patience as shown by those who left openly: ${found}; ${patience.events} of ${patience.n} left`
}

function silentWords({
  mean,
  open,
  silent,
  silentShare,
}: NonNullable<Behaviour['silent']>): string {
  const without = `${Math.round(silent).toLocaleString('en')} probably left without a word`
  const openly = `${open.toLocaleString('en')} openly, share without ${within(silentShare, percent)}`
  const told = `patience with silent abandonment: mean ${within(mean, duration)}; ${without}`
  return open > 0 ? `${told}, ${openly}` : `${told}; the log shows nobody who left openly`
}
