import {
  activityNames,
  causeNames,
  entryNames,
  howName,
  Kind,
  lossNames,
  moveNames,
  offerEndNames,
  refusalNames,
  suggestionEndNames,
  surveyEndNames,
  targetNames,
  triggerNames,
} from './codes.ts'
import type { Effect } from './effect.ts'
import { eventTypes, presenceNames } from './event.ts'
import { reasonNames } from './reason.ts'
import type { TraceColumns } from './trace.ts'
import type { AgentId, ConversationKey, Duration, GroupId, SkillId, Time, Weight } from './units.ts'

/** Row `i` of the columns, readable. `ranks`: the names of those that may decide. */
export function readRow(c: TraceColumns, i: number, ranks: readonly string[]): Effect {
  const at = c.at[i] as Time
  const conversation = c.conversation[i] as ConversationKey
  const agent = c.agent[i] as AgentId
  const skill = c.skill[i] as SkillId
  const why = c.why[i]
  const value = c.value[i]
  const instant = value === Number.POSITIVE_INFINITY ? null : (value as Time)
  const of = { at, conversation, agent, skill }
  switch (c.kind[i] as Kind) {
    case Kind.queued:
      return { type: 'queued', ...of, entry: entryNames[why], due: instant }
    case Kind.waiting:
      return { type: 'waiting', at, conversation, skill, reason: reasonNames[why] }
    case Kind.assigned:
      return { type: 'assigned', ...of, by: byName(why, ranks), wait: value as Duration }
    case Kind.unassigned:
      return { type: 'unassigned', ...of, loss: lossNames[why] }
    case Kind.transferred:
      return { type: 'transferred', ...of, from: value as SkillId, move: moveNames[why] }
    case Kind.activity:
      return { type: 'activity', ...of, activity: activityNames[why], weight: value as Weight }
    case Kind.due:
      return { type: 'due', at, conversation, skill, target: targetNames[why], due: instant }
    case Kind.overdue:
      return { type: 'overdue', ...of }
    case Kind.closed:
      return { type: 'closed', ...of, cause: causeNames[why], duration: value as Duration }
    case Kind.refused:
      return {
        ...{ type: 'refused', at, conversation, agent },
        ...{ refusal: refusalNames[why], event: eventTypes[value] },
      }
    case Kind.offered:
      return { type: 'offered', ...of, by: byName(why, ranks), expiresAt: value as Time }
    case Kind.offerEnded:
      return { type: 'offerEnded', ...of, end: offerEndNames[why] }
    case Kind.suggested:
      return { type: 'suggested', ...of, until: instant }
    case Kind.suggestionEnded:
      return { type: 'suggestionEnded', ...of, end: suggestionEndNames[why] }
    case Kind.allocated:
      return { type: 'allocated', at, conversation, skill, group: orNull(value as GroupId) }
    case Kind.sent:
      return {
        ...{ type: 'sent', ...of },
        ...{ trigger: triggerNames[why], expected: orNull(value as Duration) },
      }
    case Kind.surveyOpened:
      return { type: 'surveyOpened', ...of }
    case Kind.surveyClosed:
      return { type: 'surveyClosed', ...of, end: surveyEndNames[why] }
    case Kind.presence:
      return { type: 'presence', at, agent, presence: presenceNames[why] }
    case Kind.relaxed:
      return { type: 'relaxed', at, conversation, skill, step: orNull(value) }
    case Kind.widened:
      return { type: 'widened', at, conversation, skill, added: orNull(value as SkillId) }
    case Kind.configured:
      return { type: 'configured', at }
  }
}

const orNull = <Value extends number>(value: Value): Value | null => (value < 0 ? null : value)

/** What decided an assignment or an offer. */
function byName(why: number, ranks: readonly string[]): string {
  return why === 0 ? 'onlyOne' : (ranks[why - 1] ?? howName(why) ?? `${why}`)
}

/** The word for a row's `why`, whatever its kind; empty where the kind has none. */
export function whyName(kind: Kind, why: number, ranks: readonly string[]): string {
  if (kind === Kind.assigned || kind === Kind.offered) return byName(why, ranks)
  return names[kind]?.[why] ?? ''
}

const names: { readonly [kind in Kind]?: readonly string[] } = {
  [Kind.queued]: entryNames,
  [Kind.waiting]: reasonNames,
  [Kind.unassigned]: lossNames,
  [Kind.transferred]: moveNames,
  [Kind.activity]: activityNames,
  [Kind.due]: targetNames,
  [Kind.closed]: causeNames,
  [Kind.refused]: refusalNames,
  [Kind.offerEnded]: offerEndNames,
  [Kind.suggestionEnded]: suggestionEndNames,
  [Kind.sent]: triggerNames,
  [Kind.surveyClosed]: surveyEndNames,
  [Kind.presence]: presenceNames,
}
