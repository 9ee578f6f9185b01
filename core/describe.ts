import type { Config } from './config/config.ts'
import type { Effect } from './effect.ts'
import type { Reason } from './reason.ts'
import { type AgentId, NO_AGENT, NO_KEY, NO_SKILL, type SkillId } from './units.ts'

/** Why the closest agent could not take what waits. */
export const reasonWords: { readonly [reason in keyof typeof Reason]: string } = {
  noPermission: 'nobody may handle messages',
  lacksSkill: 'nobody holds the skill',
  belowLevel: 'nobody has the level',
  outsideGroup: 'nobody belongs to the allocated group',
  reservedForOther: 'it is kept for another agent',
  notLoggedIn: 'nobody with the skill is logged in',
  notOnline: 'nobody with the skill is online',
  shiftEnding: 'every shift is about to end',
  avoided: 'who is left has just given it up',
  declined: 'who is left has declined it',
  botLimit: 'every bot is at its limit',
  warmUp: 'everyone is still warming up',
  blocked: 'other channels block everyone',
  classLimit: 'everyone has enough of its channel',
  full: 'everyone is full',
  eligible: 'someone could take it',
  offered: 'it is offered to somebody',
  offShift: 'its skill is off shift',
}

/** What decided between the best agent and the next. */
const rankWords: Readonly<Record<string, string>> = {
  onlyOne: 'the only agent eligible',
  avoidMark: 'had not given it up before',
  loadShare: 'least loaded',
  lastAssignment: 'longest since the last assignment',
  idleFirst: 'holds nothing',
  lastEnd: 'longest idle',
  history: 'knows the consumer',
  ownSkill: 'holds the skill itself',
  groupOrder: 'of the group that comes first',
  level: 'most skilled',
  readyTime: 'longest ready',
  fewestActive: 'fewest active conversations',
  residual: 'most free slots',
  random: 'drawn at random',
  idleness: 'its group is idle beyond its share',
  id: 'first by id, all else being equal',
}

/** The deciding rank in words; a policy's own rank speaks for itself. */
export const rankWord = (rank: string): string => rankWords[rank] ?? rank

/** An effect as it stands in a table: agents and skills by their names. */
export interface ToldRow {
  readonly at: number
  readonly kind: string
  readonly conversation: number | null
  readonly agent_id: string
  readonly skill_id: string
  readonly why: string | null
  readonly value: number | null
}

/** An effect as a sentence. */
export function describe(effect: Effect, config: Config): string {
  const skill = (id: SkillId) => (id === NO_SKILL ? 'no skill' : config.skills[id].id)
  const agent = (id: AgentId) => (id === NO_AGENT ? 'nobody' : (config.agents[id]?.id ?? `${id}`))
  if (effect.type === 'transferred')
    return `conversation ${effect.conversation} moves from ${skill(effect.from)} to ${skill(effect.skill)}`
  if (effect.type === 'refused') return `${effect.event} refused: ${effect.refusal}`
  if (effect.type === 'allocated') {
    const group = effect.group === null ? 'no group' : `group ${config.groups[effect.group].id}`
    return `conversation ${effect.conversation} is allocated to ${group}`
  }
  if (effect.type === 'widened') {
    const added =
      effect.added === null ? 'its own agents only' : `agents of ${skill(effect.added)} too`
    return `conversation ${effect.conversation} may go to ${added}`
  }
  const conversation = 'conversation' in effect ? effect.conversation : NO_KEY
  return tellRow({
    at: effect.at,
    kind: effect.type,
    conversation: conversation === NO_KEY ? null : conversation,
    agent_id: 'agent' in effect ? agent(effect.agent) : 'nobody',
    skill_id: 'skill' in effect ? skill(effect.skill) : '',
    ...whyOf(effect),
  })
}

/** The two columns that differ by kind. */
function whyOf(
  effect: Exclude<Effect, { type: 'transferred' | 'refused' | 'allocated' | 'widened' }>,
): Pick<ToldRow, 'why' | 'value'> {
  switch (effect.type) {
    case 'queued':
      return { why: effect.entry, value: effect.due }
    case 'waiting':
      return { why: effect.reason, value: null }
    case 'assigned':
      return { why: effect.by, value: effect.wait }
    case 'unassigned':
      return { why: effect.loss, value: null }
    case 'activity':
      return { why: effect.activity, value: effect.weight }
    case 'due':
      return { why: effect.target, value: effect.due }
    case 'closed':
      return { why: effect.cause, value: effect.duration }
    case 'offered':
      return { why: effect.by, value: effect.expiresAt }
    case 'offerEnded':
    case 'suggestionEnded':
    case 'surveyClosed':
      return { why: effect.end, value: null }
    case 'suggested':
      return { why: null, value: effect.until }
    case 'sent':
      return { why: effect.trigger, value: effect.expected }
    case 'presence':
      return { why: effect.presence, value: null }
    case 'relaxed':
      return { why: null, value: effect.step }
    case 'overdue':
    case 'surveyOpened':
    case 'configured':
      return { why: null, value: null }
  }
}

/** A row of a decisions table as a sentence; a kind that is not known speaks for itself. */
export function tellRow(row: ToldRow): string {
  const { agent_id: agent, at, kind, skill_id: skill, value } = row
  const why = row.why ?? ''
  const it = `conversation ${row.conversation}`
  switch (kind) {
    case 'queued': {
      const how = why === 'transferred' ? ' by transfer' : why === 'returned' ? ' by return' : ''
      return `${it} queues for ${skill}${how}${dueIn(at, value)}`
    }
    case 'waiting':
      return `${row.conversation === null ? 'the queue' : it} for ${skill} waits: ${reasonWord(why)}`
    case 'assigned':
      return `${it} goes to ${agent}: ${rankWord(why)}${value ? `, after ${span(value)}` : ''}`
    case 'unassigned':
      return `${it} leaves ${agent}: ${why}`
    case 'transferred':
      return `${it} moves to ${skill}`
    case 'activity':
      return `${it} is ${why} with ${agent}, ${(value ?? 0) / 1000} slot`
    case 'due':
      return value === null ? `${it} has nothing due` : `${it}: reply${dueIn(at, value)}`
    case 'overdue':
      return `${it} is overdue with ${agent}`
    case 'closed':
      return `${it} closes after ${span(value ?? 0)}: ${why}`
    case 'refused':
      return `refused: ${why}`
    case 'offered':
      return `${it} is offered to ${agent} for ${span((value ?? at) - at)}: ${rankWord(why)}`
    case 'offerEnded':
      return `the offer of ${it} to ${agent} is ${why}`
    case 'suggested':
      return `${it} is kept for ${agent}${value === null ? '' : ` for ${span(value - at)}`}`
    case 'suggestionEnded':
      return `${it} is kept for ${agent} no more: ${why}`
    case 'sent':
      return `${it} is told: ${why}${value === null ? '' : `, reply expected in ${span(value)}`}`
    case 'surveyOpened':
      return `${it} has its survey opened`
    case 'surveyClosed':
      return `${it} has its survey closed: ${why}`
    case 'presence':
      return `${agent} is set ${why}`
    case 'relaxed':
      return `${it} asks ${value === null ? 'for its skill only' : `for step ${value + 1} of ${skill}`}`
    case 'configured':
      return 'another configuration is in force'
    default:
      return [kind, why].filter(Boolean).join(': ')
  }
}

const reasonWord = (reason: string): string =>
  Object.hasOwn(reasonWords, reason) ? reasonWords[reason as keyof typeof reasonWords] : reason

function dueIn(at: number, due: number | null): string {
  if (due === null) return ''
  return due >= at ? `, due in ${span(due - at)}` : `, due ${span(at - due)} ago`
}

/** A duration in its two largest units: 26 h 59 min is "1 d 2 h". */
export function span(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const
  let rest = ms
  const parts = units.map(([name, size]) => {
    const n = Math.floor(rest / size)
    rest -= n * size
    return n === 0 ? '' : `${n} ${name}`
  })
  const first = parts.findIndex((part) => part !== '')
  if (first < 0) return '0 s'
  return [parts[first], parts[first + 1]].filter(Boolean).join(' ')
}
