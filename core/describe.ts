import type { Config } from './config.ts'
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
}

/** What decided between the best agent and the next. */
const rankWords: Readonly<Record<string, string>> = {
  onlyOne: 'the only agent eligible',
  avoidMark: 'had not given it up before',
  loadShare: 'lowest share of capacity in use',
  lastAssignment: 'longest since the last assignment',
  idleFirst: 'holds nothing',
  lastEnd: 'longest idle',
  id: 'first by id, all else being equal',
}

/** The deciding rank in words; a policy's own rank speaks for itself. */
export const rankWord = (rank: string): string => rankWords[rank] ?? rank

/** An effect as a sentence. */
export function describe(effect: Effect, config: Config): string {
  const skill = (id: SkillId) => (id === NO_SKILL ? 'no skill' : config.skills[id].id)
  const agent = (id: AgentId) => (id === NO_AGENT ? 'nobody' : (config.agents[id]?.id ?? `${id}`))
  const it = `conversation ${'conversation' in effect ? effect.conversation : ''}`
  switch (effect.type) {
    case 'queued': {
      const how = { opened: '', transferred: ' by transfer', returned: ' by return' }[effect.entry]
      return `${it} queues for ${skill(effect.skill)}${how}${dueIn(effect.at, effect.due)}`
    }
    case 'waiting': {
      const who = effect.conversation === NO_KEY ? 'the queue' : it
      return `${who} for ${skill(effect.skill)} waits: ${reasonWords[effect.reason]}`
    }
    case 'assigned':
      return (
        `${it} goes to ${agent(effect.agent)}: ${rankWord(effect.by)}` +
        (effect.wait > 0 ? `, after ${span(effect.wait)}` : '')
      )
    case 'unassigned':
      return `${it} leaves ${agent(effect.agent)}: ${effect.loss}`
    case 'transferred':
      return `${it} moves from ${skill(effect.from)} to ${skill(effect.skill)}`
    case 'activity':
      return `${it} is ${effect.activity} with ${agent(effect.agent)}, ${effect.weight / 1000} slot`
    case 'due':
      return effect.due === null
        ? `${it} has nothing due`
        : `${it}: reply${dueIn(effect.at, effect.due)}`
    case 'overdue':
      return `${it} is overdue with ${agent(effect.agent)}`
    case 'closed':
      return `${it} closes after ${span(effect.duration)}: ${effect.cause}`
    case 'refused':
      return `${effect.event} refused: ${effect.refusal}`
  }
}

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
