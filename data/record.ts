import {
  type Config,
  configure,
  eventTypes,
  type History,
  Kind,
  type RouterEvent,
  type Time,
  time,
  type Trace,
} from '../core/index.ts'
import { Asides } from './record/asides.ts'
import { recordDecisions } from './record/decisions.ts'
import { Desk } from './record/desk.ts'
import { type Names, namesOf } from './record/names.ts'
import { OpenLoad } from './record/open-load.ts'
import { Story } from './record/story.ts'
import { Surveys } from './record/surveys.ts'
import type { DataOf, TableName } from './tables.ts'

export { namesOf } from './record/names.ts'

/** The tables that a history fills, beside the names of its places. */
type Told =
  | ('conversations' | 'turns' | 'segments' | 'messages' | 'moves' | 'waiting' | 'offers')
  | ('suggestions' | 'dues' | 'automatic' | 'surveys' | 'survey_answers')
  | ('agent_time' | 'wake_ups' | 'open_load' | 'actionable' | 'decisions')

/** The tables of one history, and the names of what its places stand for. */
export type Recorded = Names & { readonly [T in Told & TableName]: DataOf<T> }

/** Who may follow a history as it is told again: events that applied, and effects, in order. */
interface Follower {
  happened?(event: RouterEvent): void
  effect(row: number): void
  /** Another configuration is in force: old places stay, new ones come after. */
  configured(config: Config, at: Time): void
}

/**
 * What happened and what the router did about it, folded into the tables of tables.ts. Events give
 * messages and presence, effects all else; both are read once, in the order in which they occurred.
 * @param until where unfinished pieces of time end; the last instant known if missing.
 * @throws RangeError if rows of the trace were forgotten.
 */
export function record(config: Config, history: History, trace: Trace, until?: Time): Recorded {
  if (trace.base > 0) throw new RangeError(`trace rows 0..${trace.base - 1} were forgotten`)
  const from = history.length > 0 ? time(history.time[0]) : time(0)
  const end = until ?? lastInstant(history, trace, from)
  const desk = new Desk(config, trace, from)
  const asides = new Asides(config, trace)
  const surveys = new Surveys(config, trace)
  const story = new Story(config, trace, desk, from)
  const load = new OpenLoad(desk.weights, trace, from)
  const last = retell(config, history, trace, [desk, story, load, asides, surveys])
  return {
    ...namesOf(last),
    ...story.finish(end),
    ...asides.finish(),
    ...surveys.finish(),
    ...desk.finish(end),
    ...load.finish(end),
    decisions: recordDecisions(trace),
  }
}

/**
 * The order of events and effects: event `k` is followed by the effects of cause `k + 1`, which are
 * its own and those of the deadlines before the next event. A refused event has its refusal as its
 * first effect: it did not happen. Returns the configuration that was in force at the end.
 */
function retell(
  config: Config,
  history: History,
  trace: Trace,
  followers: readonly Follower[],
): Config {
  const { cause, kind } = trace.columns
  const ticked = eventTypes.indexOf('clock.ticked')
  let present = config
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
      if (event.type === 'account.configured') {
        present = configure(event.account)
        for (const follower of followers) follower.configured(present, event.at)
      } else for (const follower of followers) follower.happened?.(event)
    }
    tellEffects(k + 1)
  }
  return present
}

function lastInstant(history: History, trace: Trace, from: Time): Time {
  const event = history.length > 0 ? history.time[history.length - 1] : from
  // Only an overdue row is dated before what was told before it.
  const effect = trace.length > 0 ? trace.columns.at[trace.length - 1] : from
  return time(Math.max(event, effect))
}
