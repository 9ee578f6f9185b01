import type { Config } from './config/config.ts'
import { describe, span } from './describe.ts'
import type { Candidate, Explanation, Flip } from './explain.ts'
import type { Time } from './units.ts'

/** How the values of ranks are read: `at` is when it was decided. */
const read: Readonly<Record<string, (value: number, at: Time) => string>> = {
  loadShare: (share) => (Number.isInteger(share) && share > 1 ? `${share}` : percent(share)),
  lastAssignment: (last, at) => ago(last, at),
  lastEnd: (last, at) => ago(last, at),
  readyTime: (from, at) => span(at - from),
  level: (level) => `${-level}`,
  residual: (slots) => `${-slots / 1000} slots free`,
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`
const ago = (instant: number, at: Time) =>
  Number.isFinite(instant) ? `${span(at - instant)} ago` : 'never'

const valueOf = (name: string, value: number, at: Time): string =>
  read[name]?.(value, at) ?? String(Math.round(value * 10_000) / 10_000)

/**
 * An explanation as lines: the row as a sentence, a line an agent, and what would have changed it.
 * @param most so many agents are shown.
 */
export function tellExplanation(
  { candidates, conversation, flip, row }: Explanation,
  config: Config,
  most = 10,
): string[] {
  const name = ({ agent }: Candidate | Flip) => config.agents[agent]?.id ?? `${agent}`
  const { at } = row
  const what = row.type === 'waiting' ? ` (the first is conversation ${conversation})` : ''
  const more = candidates.length - most
  return [
    `${describe(row, config)}${what}`,
    ...candidates.slice(0, most).map((one) => `  ${name(one)}: ${standingOf(one, at)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(flip === null ? [] : [changeOf(flip, name(flip), at)]),
  ]
}

function standingOf({ ranks, reasons, until }: Candidate, at: Time): string {
  if (reasons.length === 0)
    return ranks.map(({ name, value }) => `${name} ${valueOf(name, value, at)}`).join(', ')
  const ends = until === null ? '' : `, for ${span(until - at)} yet`
  return `${reasons.join(' and ')}${ends}`
}

function changeOf({ rank, reasons }: Flip, name: string, at: Time): string {
  if (rank !== null) {
    const [own, best] = [rank.value, rank.winner].map((value) => valueOf(rank.name, value, at))
    if (own === best)
      return `${name} would have been first with ${rank.name} lower by more than ${rank.value - rank.winner}`
    return `${name} would have been first with ${rank.name} before ${best} instead of ${own}`
  }
  if (reasons.length === 0) return `${name} tied in everything: the id decided`
  return `${name} is nearest: kept away by ${reasons.join(' and ')} alone`
}
