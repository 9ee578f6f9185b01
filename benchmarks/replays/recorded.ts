import { type AccountConfig, hours, type RouterEvent, time } from '../../core/index.ts'
import { simulate } from '../../sim/index.ts'
import { opening, plainCentre, wholeCentre, wholeOf } from '../centre.ts'
import { scenarioOf } from '../core.ts'
import { record } from '../crowd.ts'

/** A history to be replayed, and the account to replay it under. */
export interface Replay {
  readonly account: AccountConfig
  readonly events: readonly RouterEvent[]
}

export const replayNames = ['core-plain', 'core-whole', 'crowd-plain', 'crowd-whole'] as const
export type ReplayName = (typeof replayNames)[number]

/**
 * The history of `core-200`, under its own account or under one with everything; or that of a crowd
 * which was recorded under each.
 */
export function recorded(name: ReplayName, events: number): Replay {
  switch (name) {
    case 'core-plain':
      return coreHistory(events)
    case 'core-whole': {
      const { account, events: same } = coreHistory(events)
      return { account: wholeOf(account, opening, hours(48)), events: same }
    }
    case 'crowd-plain':
      return crowdHistory(plainCentre(crowd(events)), events)
    case 'crowd-whole':
      return crowdHistory(wholeCentre(crowd(events)), events)
  }
}

/** On a working day, within its hours: two events a conversation. */
function coreHistory(events: number): Replay {
  const scenario = scenarioOf(200, events / 2)
  const { history } = simulate(
    {
      ...{ ...scenario, start: opening },
      shifts: scenario.shifts.map(({ agent, from, to }) => ({
        ...{ agent, from: time(from + opening), to: time(to + opening) },
      })),
    },
    0,
    'sample',
  )
  return { account: scenario.account, events: [...history!] }
}

function crowdHistory(account: AccountConfig, events: number): Replay {
  const { before, events: after } = record(account, Math.min(10_000, events), events)
  return { account, events: [...before, ...after] }
}

/** Agents of a crowd: fewer for a history that is short. */
const crowd = (events: number) => Math.min(1000, Math.ceil(events / 20))
