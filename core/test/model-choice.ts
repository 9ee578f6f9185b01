import {
  type Config,
  Presence,
  type Reason,
  reasonNames,
  type SkillId,
  type Time,
} from '../index.ts'

/** An agent as the model sees it. */
export interface Agent {
  readonly place: number
  readonly id: string
  readonly skills: readonly SkillId[]
  readonly maxSlots: number
  presence: Presence
  lastAssigned: number
  lastEnded: number
  login: number
  given: number
  carried: number
  warming: boolean
}

/** An open conversation as the model sees it: with a holder it is assigned, without it is queued. */
export interface Conversation {
  readonly key: number
  readonly openedAt: number
  skill: SkillId
  holder: Agent | null
  lastHolder: number
  enteredAt: number
  actionableSince: number
  requeued: boolean
  pending: 'agent' | 'consumer'
  pendingSince: number
  due: number
  tellOverdueAt: number
  activity: 'active' | 'cooling' | 'inactive'
  inactiveAt: number
  marks: { readonly agent: Agent; readonly until: number }[]
}

/** What a choice looks at: the model, of which it changes nothing. */
interface Facts {
  readonly config: Config
  readonly now: number | Time
  readonly agents: readonly Agent[]
  held(agent: Agent): readonly Conversation[]
  weight(c: Conversation): number
  settings(c: Conversation): { readonly weightActive: number }
}

type Measure<Thing> = (thing: Thing) => number | string

/** Compares by the first measure in which two things differ. */
export function byOrder<Thing>(measures: readonly Measure<Thing>[]) {
  return (a: Thing, b: Thing): number => {
    const of = measures.find((measure) => measure(a) !== measure(b))
    return of === undefined ? 0 : of(a) < of(b) ? -1 : 1
  }
}

/** §11.2: due, then since when it could be acted on, then id. */
export const queueOrder = byOrder<Conversation>([
  (c) => c.due,
  (c) => c.actionableSince,
  (c) => c.key,
])

/** §3: the first predicate that fails, in climbing order. */
export function reasonOf(facts: Facts, agent: Agent, c: Conversation): keyof typeof Reason {
  const { config, now } = facts
  const holds =
    c.skill >= 0
      ? agent.skills.includes(c.skill)
      : agent.skills.length === 0 || config.skilledAgentsTakeUnskilled
  if (!holds) return 'lacksSkill'
  if (agent.presence === Presence.offline) return 'notLoggedIn'
  if (agent.presence !== Presence.online) return 'notOnline'
  if (c.marks.some((mark) => mark.agent === agent && now < mark.until)) return 'avoided'
  if (!gateIsOpen(facts, agent)) return 'warmUp'
  return hasRoom(facts, agent, c) ? 'eligible' : 'full'
}

/** §13: one conversation at login, one more an interval, until the warm-up ends. */
function gateIsOpen({ config: { warmUp }, now }: Facts, agent: Agent): boolean {
  if (warmUp === null || !agent.warming) return true
  const elapsed = now - agent.login
  return elapsed >= warmUp.maxDuration || agent.given < 1 + Math.floor(elapsed / warmUp.interval)
}

/** §12.3: by weight, or by count without smart capacity. */
function hasRoom(facts: Facts, agent: Agent, c: Conversation): boolean {
  const { config } = facts
  if (agent.maxSlots === 0) return false
  if (!config.smartCapacity) return facts.held(agent).length < agent.maxSlots / 1000
  const wanted = used(facts, agent) + facts.settings(c).weightActive
  return wanted <= agent.maxSlots + config.extraCapacity
}

const used = (facts: Facts, agent: Agent) =>
  facts.held(agent).reduce((sum, c) => sum + facts.weight(c), 0)

/** The named rankings of §3, between the avoid mark and the id. */
function ranking(facts: Facts): readonly (readonly [string, Measure<Agent>])[] {
  const { smartCapacity, policy } = facts.config
  const count = (a: Agent) => facts.held(a).length
  const load = (a: Agent) => (smartCapacity ? used(facts, a) / a.maxSlots : count(a))
  const loadShare = ['loadShare', load] as const
  const lastAssignment = ['lastAssignment', (a: Agent) => a.lastAssigned] as const
  const idleFirst = ['idleFirst', (a: Agent) => (count(a) === 0 ? 0 : 1)] as const
  const lastEnd = ['lastEnd', (a: Agent) => a.lastEnded] as const
  const named: Record<string, readonly (readonly [string, Measure<Agent>])[]> = {
    balanced: [loadShare, lastAssignment],
    leastLoaded: [loadShare],
    roundRobin: [lastAssignment],
    longestIdle: [idleFirst, lastEnd],
  }
  return named[policy.name]
}

/** The best eligible agent, and the rank in which it differs from the second best. */
export function decide(facts: Facts, c: Conversation): { agent: Agent; by: string } | undefined {
  const marked = (a: Agent) => (c.marks.some((mark) => mark.agent === a) ? 1 : 0)
  const ranks = [['avoidMark', marked], ...ranking(facts), ['id', (a: Agent) => a.id]] as const
  const measures = ranks.map(([, of]) => of)
  const eligible = facts.agents.filter((agent) => reasonOf(facts, agent, c) === 'eligible')
  const [agent, second] = eligible.sort(byOrder<Agent>(measures))
  if (agent === undefined) return undefined
  const decisive = ranks.find(([, of]) => second !== undefined && of(agent) !== of(second))
  return { agent, by: decisive?.[0] ?? 'onlyOne' }
}

/** §3: of everybody's reasons the one furthest down; with nobody at all, that the skill is lacking. */
export function nearest(facts: Facts, c: Conversation): keyof typeof Reason {
  const reasons = facts.agents.map((agent) => reasonOf(facts, agent, c))
  return reasonNames.findLast((name) => reasons.includes(name)) ?? 'lacksSkill'
}
