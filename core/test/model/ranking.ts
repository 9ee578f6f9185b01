import { Presence } from '../../index.ts'
import { count, freeSlots, reserved, used } from './capacity.ts'
import { draw, streamOf } from '../../draw.ts'
import { hashText } from '../../hash.ts'
import { belongs, holds, isEligible, levelOf } from './eligibility.ts'
import { routedRanks } from './routings.ts'
import { groupsToTry, isCascading } from './split.ts'
import { type Agent, byOrder, type Conversation, loginOf, presenceOf, type World } from './world.ts'

/** What decides between two agents: lower first. */
type Rank = readonly [name: string, of: (agent: Agent) => number | string]

export interface Choice {
  readonly agent: Agent
  /** The first rank in which the best differs from the second best. */
  readonly by: string
}

/** §3: the best eligible agent. */
export function best(w: World, c: Conversation): Choice | undefined {
  return [...ranked(w, c)][0]
}

/** §3: all eligible agents, the best first, each with what sets it before the next. */
export function ranked(w: World, c: Conversation): Choice[] {
  const ranks = ranksOf(w, c)
  const agents = w.agents
    .filter((agent) => isEligible(w, agent, c))
    .sort(byOrder<Agent>(ranks.map(([, of]) => of)))
  return agents.map((agent, place) => {
    const next = agents[place + 1]
    const decisive = ranks.find(([, of]) => next !== undefined && of(agent) !== of(next))
    return { agent, by: decisive?.[0] ?? 'onlyOne' }
  })
}

/** §3: the avoid mark, the ranking that the account names, and the id. */
function ranksOf(w: World, c: Conversation): readonly Rank[] {
  const marked: Rank = ['avoidMark', (a) => Number(c.marks.some(({ agent }) => agent === a))]
  // §26.4: those whom an overflow rule adds come after the skill's own.
  const own: Rank[] = c.added < 0 ? [] : [['ownSkill', (a) => Number(!holds(w, a, c.skill))]]
  const group: Rank[] = isCascading(w, c) ? [['groupOrder', (a) => groupPlace(w, c, a)]] : []
  const pool: Rank[] =
    w.config.policy.name === 'queueIdleness' ? [['idleness', (a) => -idleness(w, a)]] : []
  if (w.routing) return [marked, ...routedRanks(w, c, w.routing), ['id', ({ id }) => id]]
  return [
    marked,
    ...pool,
    ...own,
    ...group,
    ...withLevels(w, c, named(w, c)),
    ['id', ({ id }) => id],
  ]
}

/** §6, `splitCascade`: the allocated group first, then the others by their priority. */
const groupPlace = (w: World, c: Conversation, agent: Agent) =>
  groupsToTry(w, c).findIndex((group) => belongs(w, agent, group))

/** §26.1: the level before everything, or after the load and before every clock. */
function withLevels(w: World, c: Conversation, ranks: readonly Rank[]): readonly Rank[] {
  const { levelRank, policy } = w.config
  const before = levelRank === 'beforeLoad' || policy.name === 'mostSkilled'
  // §26.4: in the added skill for those who only hold that.
  const own = (a: Agent) => levelOf(w, a, c.skill) ?? levelOf(w, a, c.added) ?? 0
  const level: Rank = ['level', (a) => -own(a)]
  if (before) return [level, ...ranks]
  if (levelRank === 'off') return ranks
  const load = ranks.findIndex(([name]) => loads.includes(name))
  return [...ranks.slice(0, load + 1), level, ...ranks.slice(load + 1)]
}

/** The ranks that say how much an agent has. */
const loads = ['loadShare', 'idleFirst', 'fewestActive', 'residual']

function named(w: World, c: Conversation): readonly Rank[] {
  const { config } = w
  const load: Rank = ['loadShare', (a) => loadOf(w, a)]
  const last: Rank =
    config.idleClock === 'readyTime'
      ? ['readyTime', (a) => -readyTime(w, a)]
      : ['lastAssignment', (a) => a.lastAssigned]
  const history: Rank = ['history', (a) => Number(!knows(w, a, c))]
  const idle: Rank = ['idleFirst', (a) => Number(w.held(a).length > 0)]
  const active: Rank = ['fewestActive', (a) => activeCount(w, a)]
  const free: Rank = ['residual', (a) => -freeSlots(w, a)]
  const dice: Rank = [
    'random',
    (a) => draw(streamOf(config.seed, 'random'), c.key, hashText(a.id) | 0),
  ]
  const rankings: Readonly<Record<string, readonly Rank[]>> = {
    balanced: [load, last, history],
    mostSkilled: [load, last, history],
    lastAgentFirst: [load, last, history],
    historyFirst: [history, load, last],
    leastLoaded: [load],
    roundRobin: [last],
    longestIdle: [idle, ['lastEnd', (a) => a.lastEnded]],
    fewestActive: [active, last],
    residual: [free, last],
    random: [dice],
    queueIdleness: [load, last],
  }
  return rankings[config.policy.name]
}

/** Gurvich and Whitt (2009): how far the free room of an agent's group is beyond the group's share. */
function idleness(w: World, agent: Agent): number {
  const { group } = w.settingsOf(agent)
  const idle = (some: readonly Agent[]) => some.reduce((sum, one) => sum + freeRoom(w, one), 0)
  const own = w.agents.filter((one) => w.settingsOf(one).group === group)
  return idle(own) - w.config.idleShares[group + 1] * idle(w.agents)
}

/** Of who is online and may handle messages, without what is extra. */
function freeRoom(w: World, agent: Agent): number {
  const { enabled, handles, maxSlots } = w.settingsOf(agent)
  if (!enabled || !handles || presenceOf(agent) !== Presence.online) return 0
  return Math.max(0, maxSlots - used(w, agent) - reserved(w, agent))
}

/** §3: share of the slots in use and reserved; how many where conversations are counted. */
function loadOf(w: World, agent: Agent): number {
  if (!w.config.smartCapacity) return count(w, agent)
  return (used(w, agent) + reserved(w, agent)) / w.settingsOf(agent).maxSlots
}

function activeCount(w: World, agent: Agent): number {
  return w.held(agent).filter(({ activity }) => activity !== 'inactive').length
}

/** §3: wrote in a closed conversation of this consumer, while it was theirs, not too long ago. */
function knows(w: World, agent: Agent, c: Conversation): boolean {
  return w.past.some(
    ({ closedAt, consumer, writers }) =>
      consumer >= 0 &&
      consumer === c.consumer &&
      w.now - closedAt <= w.config.historyLookback &&
      writers.has(agent.id),
  )
}

/** §26.9: the time online since the later of last assignment and login. */
export function readyTime(w: World, agent: Agent): number {
  const from = Math.max(agent.lastAssigned, loginOf(agent))
  return agent.presences.reduce((sum, { at, presence }, place) => {
    const until = agent.presences[place + 1]?.at ?? w.now
    const counted = presence === Presence.online ? until - Math.max(at, from) : 0
    return sum + Math.max(0, counted)
  }, 0)
}
