import type { RunDetails } from '../data/api.ts'
import type { AgentRow, CurveRow, HeatRow, LevelRow, LifeRow } from '../data/rows.ts'
import { duration, number, percent, show, some } from '../data/words.ts'
import { momentIn } from '../data/zone.ts'

/** What each chart found, in a sentence: its title, and what a screen reader says first. */

export const curveNames = {
  responseTime: 'Replies',
  firstResponseWait: 'First replies',
  assignmentWait: 'Assignments',
} as const

/** What the histograms resolve: up to three months. The rest is known by its number only. */
export const resolved = (rows: readonly CurveRow[]): readonly CurveRow[] =>
  rows.filter(({ upper_ms }) => upper_ms <= 93 * 86_400_000)

export function curveFinding(rows: readonly CurveRow[], name: keyof typeof curveNames): string {
  const what = curveNames[name]
  const known = resolved(rows)
  const half = known.find(({ share }) => share >= 0.5)
  const most = known.find(({ share }) => share >= 0.9)
  if (known.length === 0) return `How fast were ${what.toLowerCase()}?`
  const later = percent(1 - known[known.length - 1].share)
  if (half === undefined) return `${later} of ${what.toLowerCase()} took over three months`
  const end =
    most === undefined
      ? `${later} took over three months`
      : `nine in ten within ${duration(most.upper_ms)}`
  return `Half of ${what.toLowerCase()} within ${duration(half.upper_ms)}, ${end}`
}

export function levelFinding(rows: readonly LevelRow[], run: RunDetails): string {
  if (rows.length === 0) return 'How many waited?'
  const most = rows.reduce((a, b) => (b.owed > a.owed ? b : a))
  if (most.owed === 0) return 'Nobody was owed a reply'
  return `Replies owed peak at ${number(most.owed)}, ${whenIn(run, most.at)}`
}

export const heatNames = {
  owed: 'replies owed',
  queued: 'conversations in queue',
  opened: 'conversations opened',
  responseTime: 'response time',
} as const

export function heatFinding(
  rows: readonly HeatRow[],
  metric: keyof typeof heatNames,
  run: RunDetails,
): string {
  const known = rows.filter(({ value }) => value !== null)
  if (known.length === 0) return 'When was it busy?'
  const worst = known.reduce((a, b) => (b.value! > a.value! ? b : a))
  if (worst.value === 0 && metric !== 'responseTime') return `No ${heatNames[metric]}`
  const value = show(worst.value, metric === 'responseTime' ? 'ms' : '')
  const when = whenIn(run, worst.at)
  return metric === 'responseTime'
    ? `Slowest: ${value} for replies of ${when}`
    : `Most ${heatNames[metric]}: ${value}, ${when}`
}

const whenIn = ({ ended_at, started_at, zone }: RunDetails, at: number) =>
  momentIn(at, zone, ended_at - started_at)

export function agentFinding(rows: readonly AgentRow[]): string {
  const known = rows.filter(({ load }) => load !== null)
  if (known.length === 0) {
    const most = rows.reduce<AgentRow | null>(
      (a, b) => (a && a.answered >= b.answered ? a : b),
      null,
    )
    if (most === null) return 'Who answered?'
    if (most.answered === 0) return 'Nobody has answered yet'
    const who = rows.filter(({ answered }) => answered > 0).length.toLocaleString('en')
    return `${who} people answered, ${most.id} most often: ${number(most.answered)} turns`
  }
  const loads = known.map(({ load }) => load!)
  const [least, most] = [Math.min(...loads), Math.max(...loads)]
  return known.length === 1
    ? `One agent with a load of ${percent(most)}`
    : `Loads of ${known.length} agents lie between ${percent(least)} and ${percent(most)}`
}

/** Whether the replies that were owed in one conversation came, and in time. */
export function lifeFinding(rows: readonly LifeRow[]): string {
  const turns = rows.filter(({ lane }) => lane === 'owed')
  const all = some(turns.length, 'reply', 'replies')
  const isSole = turns.length === 1
  const ended = (outcome: string) => turns.filter((turn) => turn.outcome === outcome).length
  const missed = ended('missed')
  if (turns.length === 0) return 'No reply was owed'
  if (missed > 0)
    return isSole ? 'The reply missed its due' : `${missed} of ${all} missed their due`
  if (turns.some(({ ended_at }) => ended_at === null)) return 'A reply is still owed'
  if (ended('withdrawn') > 0)
    return isSole ? 'It ended before the reply came' : 'It ended before the last reply came'
  return ended('met') === turns.length ? 'Every reply came in time' : `${all}, none of them late`
}
