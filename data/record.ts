import type { Config, History, RouterEvent, Time, Trace } from '../core/index.ts'
import { eventTypes, Kind, time } from '../core/index.ts'
import { recordDecisions } from './record/decisions.ts'
import { Desk } from './record/desk.ts'
import { Lives } from './record/lives.ts'
import type { DataOf } from './tables.ts'

/** The tables of one history, and the names of what its places stand for. */
export interface Recorded {
  readonly skills: DataOf<'skills'>
  readonly agents: DataOf<'agents'>
  readonly conversations: DataOf<'conversations'>
  readonly turns: DataOf<'turns'>
  readonly segments: DataOf<'segments'>
  readonly agent_time: DataOf<'agent_time'>
  readonly messages: DataOf<'messages'>
  readonly decisions: DataOf<'decisions'>
}

/** Who may follow a history as it is told again: events that applied, and effects, in order. */
interface Follower {
  happened?(event: RouterEvent): void
  effect(row: number): void
}

/**
 * What happened and what the router did about it, folded into the tables of tables.ts. Events give
 * messages and presence, effects all else; both are read once, in the order in which they occurred.
 * @param until where unfinished pieces of agent time end; the last instant known if missing.
 * @throws RangeError if rows of the trace were forgotten.
 */
export function record(config: Config, history: History, trace: Trace, until?: Time): Recorded {
  if (trace.base > 0) throw new RangeError(`trace rows 0..${trace.base - 1} were forgotten`)
  const from = history.length > 0 ? time(history.time[0]) : time(0)
  const lives = new Lives(trace)
  const desk = new Desk(config, trace, from)
  retell(history, trace, [lives, desk])
  return {
    ...namesOf(config),
    ...lives.finish(),
    agent_time: desk.finish(until ?? lastInstant(history, trace, from)),
    decisions: recordDecisions(trace),
  }
}

/**
 * The order of events and effects: event `k` is followed by the effects of cause `k + 1`, which are
 * its own and those of the deadlines before the next event. A refused event has its refusal as its
 * first effect: it did not happen.
 */
function retell(history: History, trace: Trace, followers: readonly Follower[]): void {
  const { cause, kind } = trace.columns
  const ticked = eventTypes.indexOf('clock.ticked')
  let row = 0
  const tellEffects = (upTo: number) => {
    for (; row < trace.length && cause[row] <= upTo; row++)
      for (const follower of followers) follower.effect(row)
  }
  tellEffects(0)
  for (let k = 0; k < history.length; k++) {
    const refused = row < trace.length && cause[row] === k + 1 && kind[row] === Kind.refused
    if (!refused && history.type[k] !== ticked) {
      const event = history.at(k)
      for (const follower of followers) follower.happened?.(event)
    }
    tellEffects(k + 1)
  }
}

function lastInstant(history: History, trace: Trace, from: Time): Time {
  const event = history.length > 0 ? history.time[history.length - 1] : from
  // Only an overdue row is dated before what was told before it.
  const effect = trace.length > 0 ? trace.columns.at[trace.length - 1] : from
  return time(Math.max(event, effect))
}

/** Skills and agents by their places. */
export function namesOf(config: Config): Pick<Recorded, 'skills' | 'agents'> {
  const { agents, skills } = config
  return {
    skills: {
      skill: Int32Array.from(skills.keys()),
      id: skills.map(({ id }) => id),
      target_ms: Float64Array.from(skills, ({ target }) => target ?? Number.NaN),
    },
    agents: {
      agent: Int32Array.from(agents.keys()),
      id: agents.map(({ id }) => id),
      max_slots: Float64Array.from(agents, ({ maxSlots }) => maxSlots / 1000),
    },
  }
}
