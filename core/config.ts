import { policies, type PolicyName } from './policy/index.ts'
import {
  type Duration,
  hours,
  minutes,
  seconds,
  SLOT,
  type SkillId,
  slots,
  type Weight,
} from './units.ts'
import type { Policy } from './view.ts'

/** A skill as written. What is null or missing inherits the account's value. */
export interface SkillConfig {
  readonly id: string
  /** Response target; null for none. */
  readonly target?: Duration | null
  readonly weightActive?: Weight
  readonly weightInactive?: Weight
  readonly timeToInactive?: Duration
  /** Skills that conversations of this one may be transferred to; null for all. */
  readonly transferSkillIds?: readonly string[] | null
}

/** An agent as written. Without skills an agent takes unskilled conversations only. */
export interface AgentConfig {
  readonly id: string
  readonly skills: readonly string[]
  /** Most slots, whole; 0 never receives. Missing: the account's. */
  readonly maxSlots?: number
}

/** An account as written (SEMANTICS.md §22, as far as it is built). */
export interface AccountConfig {
  readonly skills: readonly SkillConfig[]
  readonly agents: readonly AgentConfig[]
  readonly ranking?: PolicyName
  /** Weights by activity; without it conversations are counted. */
  readonly smartCapacity?: boolean
  readonly maxSlots?: number
  readonly extraCapacity?: Weight
  readonly weightActive?: Weight
  readonly weightInactive?: Weight
  readonly timeToInactive?: Duration
  readonly target?: Duration | null
  readonly avoidHold?: Duration
  readonly skilledAgentsTakeUnskilled?: boolean
  readonly warmUp?: WarmUp | null
}

/** Gradual start of a shift (SEMANTICS.md §13). */
export interface WarmUp {
  readonly interval: Duration
  readonly maxDuration: Duration
  readonly cooldown: Duration
}

/** A skill with nothing left to inherit. */
export interface Skill {
  readonly id: string
  readonly target: Duration | null
  readonly weightActive: Weight
  readonly weightInactive: Weight
  readonly timeToInactive: Duration
  /** Null: to all. */
  readonly transfersTo: ReadonlySet<SkillId> | null
}

export interface Agent {
  readonly id: string
  readonly skills: readonly SkillId[]
  readonly maxSlots: Weight
}

/** A checked account: what a router trusts. Made by `configure` only. */
export interface Config {
  readonly skills: readonly Skill[]
  /** What conversations without a skill use. */
  readonly unskilled: Skill
  readonly agents: readonly Agent[]
  readonly policy: Policy
  readonly smartCapacity: boolean
  readonly extraCapacity: Weight
  readonly avoidHold: Duration
  readonly skilledAgentsTakeUnskilled: boolean
  readonly warmUp: WarmUp | null
}

/** The settings we chose (SEMANTICS.md §27). */
export const defaults = {
  ranking: 'balanced',
  smartCapacity: true,
  maxSlots: 4,
  extraCapacity: slots(0.5),
  weightActive: SLOT,
  weightInactive: slots(0.1),
  timeToInactive: minutes(4),
  target: minutes(60),
  avoidHold: seconds(60),
  skilledAgentsTakeUnskilled: true,
  warmUp: null,
} as const

/**
 * Checks an account and fills in what it inherits.
 * @throws RangeError naming the place, the value and the bound.
 */
export function configure(account: AccountConfig): Config {
  const skillIds = unique('skill', account.skills)
  unique('agent', account.agents)
  const smartCapacity = account.smartCapacity ?? defaults.smartCapacity
  const inherit = skillMaker(account, smartCapacity, skillIds)
  const { warmUp = defaults.warmUp } = account
  if (warmUp) checkWarmUp(warmUp)
  const avoidHold = account.avoidHold ?? defaults.avoidHold
  within('account: avoidHold', avoidHold, 0, hours(24), 'ms')
  const extraCapacity = account.extraCapacity ?? defaults.extraCapacity
  within('account: extraCapacity', extraCapacity, 0, 5000, 'thousandths of a slot')
  return {
    skills: account.skills.map(inherit),
    unskilled: inherit({ id: '(no skill)' }),
    agents: account.agents.map((agent) => makeAgent(agent, account, skillIds)),
    policy: policies[account.ranking ?? defaults.ranking] ?? unknownRanking(account.ranking),
    smartCapacity,
    extraCapacity: smartCapacity ? extraCapacity : (0 as Weight),
    avoidHold,
    skilledAgentsTakeUnskilled:
      account.skilledAgentsTakeUnskilled ?? defaults.skilledAgentsTakeUnskilled,
    warmUp,
  }
}

function skillMaker(account: AccountConfig, smart: boolean, ids: ReadonlyMap<string, number>) {
  return (skill: SkillConfig): Skill => {
    const place = `skill "${skill.id}"`
    const inherited = { ...defaults, ...stated(account), ...stated(skill) }
    const { weightActive, weightInactive, timeToInactive } = inherited
    // Null is a value here: a skill without a target.
    const targets = [skill.target, account.target, defaults.target]
    const target = targets.find((value) => value !== undefined) ?? null
    within(`${place}: weightActive`, weightActive, 100, 1000, 'thousandths of a slot')
    within(`${place}: weightInactive`, weightInactive, 100, weightActive, 'thousandths of a slot')
    within(`${place}: timeToInactive`, timeToInactive, 1, hours(24), 'ms')
    if (target !== null) within(`${place}: target`, target, 1, hours(720), 'ms')
    const transfers = skill.transferSkillIds
    return {
      id: skill.id,
      target,
      // Counting conversations is the case in which every one weighs a slot.
      weightActive: smart ? weightActive : SLOT,
      weightInactive: smart ? weightInactive : SLOT,
      timeToInactive,
      transfersTo: transfers ? new Set(transfers.map((id) => known(ids, id, place))) : null,
    }
  }
}

function makeAgent(agent: AgentConfig, account: AccountConfig, ids: ReadonlyMap<string, number>) {
  const maxSlots = agent.maxSlots ?? account.maxSlots ?? defaults.maxSlots
  const place = `agent "${agent.id}"`
  within(`${place}: maxSlots`, maxSlots, 0, 999, 'slots')
  const skills = agent.skills.map((id) => known(ids, id, place))
  if (new Set(skills).size < skills.length)
    throw new RangeError(`${place}: a skill is listed twice in ${agent.skills.join(', ')}`)
  return { id: agent.id, skills, maxSlots: slots(maxSlots) }
}

function checkWarmUp({ interval, maxDuration, cooldown }: WarmUp): void {
  within('account: warmUp.interval', interval, 1, hours(1), 'ms')
  within('account: warmUp.maxDuration', maxDuration, 0, hours(24), 'ms')
  within('account: warmUp.cooldown', cooldown, 0, hours(24), 'ms')
}

function unique(table: string, rows: readonly { readonly id: string }[]): Map<string, number> {
  const places = new Map<string, number>()
  rows.forEach(({ id }, place) => {
    if (id === '') throw new RangeError(`${table} ${place + 1}: the id is empty`)
    if (places.has(id)) throw new RangeError(`${table} "${id}" is defined twice`)
    places.set(id, place)
  })
  return places
}

function known(ids: ReadonlyMap<string, number>, id: string, place: string): SkillId {
  const found = ids.get(id)
  if (found === undefined)
    throw new RangeError(`${place}: unknown skill "${id}"; known: ${[...ids.keys()].join(', ')}`)
  return found as SkillId
}

function within(what: string, value: number, low: number, high: number, unit: string): void {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new RangeError(`${what} ${value} is not a whole number in ${low}..${high} ${unit}`)
}

function unknownRanking(name: string | undefined): never {
  throw new RangeError(`ranking "${name}" is none of ${Object.keys(policies).join(', ')}`)
}

/** What is really stated: undefined and null inherit. */
function stated<Settings extends object>(settings: Settings): Partial<NonNullable_<Settings>> {
  const entries = Object.entries(settings).filter(
    ([, value]) => value !== undefined && value !== null,
  )
  return Object.fromEntries(entries) as Partial<NonNullable_<Settings>>
}
type NonNullable_<Settings> = { [key in keyof Settings]: NonNullable<Settings[key]> }
