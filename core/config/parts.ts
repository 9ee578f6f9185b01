import { days, type Duration, hours, minutes, seconds } from '../units.ts'
import type { AccountConfig } from './account.ts'
import { between, fail, known, within } from './checks.ts'
import type { Config, WarmUp } from './config.ts'
import type { Names } from './configure.ts'
import type { Match } from './order.ts'

/** A part with its defaults for what it does not state; null if it is off. */
export function filled<Part extends object>(
  part: Part | null | undefined,
  defaults: Required<Part>,
): Required<Part> | null {
  if (!part) return null
  const stated = Object.entries(part).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(stated) }
}

/** §13. */
export function makeWarmUp({ warmUp }: AccountConfig): WarmUp | null {
  const made = filled(warmUp, {
    ...{ interval: seconds(90), maxDuration: minutes(20), cooldown: hours(1) },
    ...{ countCarried: true, accumulate: true },
  })
  if (!made) return null
  within('account: warmUp.interval', made.interval, 1, hours(1), 'ms')
  within('account: warmUp.maxDuration', made.maxDuration, 0, hours(24), 'ms')
  within('account: warmUp.cooldown', made.cooldown, 0, hours(24), 'ms')
  return made
}

/** §8. */
export function makeLastAgent({ lastAgent, ranking }: AccountConfig): Config['lastAgent'] {
  // The ranking of that name is this preference without waiting, then `balanced` (§3).
  const stated = lastAgent ?? (ranking === 'lastAgentFirst' ? {} : null)
  const made = filled(stated, {
    ...{ requireOnline: true, requireCapacity: true, requireSkill: true, minScore: null },
    ...{ closedWithin: null, lookback: days(90), maxWait: 0 as Duration },
  })
  if (!made) return null
  within('account: lastAgent.lookback', made.lookback, 1, days(365), 'ms')
  within('account: lastAgent.maxWait', made.maxWait, 0, days(30), 'ms')
  return made
}

/** §11.3. */
export function makePrioritization(account: AccountConfig, names: Names): Config['prioritization'] {
  const made = filled(account.prioritization, {
    ...{ entrance: 1, tau: minutes(10), ageClock: 'business', draw: 'perPass', velocities: [] },
  })
  if (!made) return null
  between('account: prioritization.entrance', made.entrance, 0, 1)
  within('account: prioritization.tau', made.tau, 1, days(90), 'ms')
  made.velocities.forEach(({ velocity, when }, i) => {
    const place = `account: prioritization.velocities ${i + 1}`
    between(`${place}: velocity`, velocity, 0.01, 100)
    checkMatch(when, place, names)
  })
  return made
}

/** §26.7. */
export function makeClasses({ classes }: AccountConfig, names: Names): Config['classes'] {
  if (!classes) return null
  classes.forEach(({ cap, initial = 0, slope = 1, tier = 0, when }, i) => {
    const place = `account: classes ${i + 1}`
    checkMatch(when, place, names)
    within(`${place}: tier`, tier, -1000, 1000, '')
    between(`${place}: initial`, initial, -1e6, 1e6)
    if (slope < 0 && slope !== -1) fail(place, `slope ${slope} is neither at least 0 nor −1`)
    between(`${place}: slope`, slope, -1, 1e6)
    if (cap !== null && cap !== undefined) between(`${place}: cap`, cap, initial, 1e9)
  })
  return classes
}

function checkMatch(when: Match, place: string, names: Names): void {
  for (const id of [when.skill, when.transferredFrom, when.transferredTo])
    if (id !== undefined) known(names.skills, id, place, 'skill')
  if (when.channel !== undefined) known(names.channels, when.channel, place, 'channel')
}
