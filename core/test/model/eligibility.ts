import { BotStatus, Presence, type Reason, reasonNames, type Requirement } from '../../index.ts'
import { count, hasRoom, isBlocked, isEnough } from './capacity.ts'
import { stepInForce } from './relaxation.ts'
import { groupsToTry } from './split.ts'
import { gateIsOpen } from './warm-up.ts'
import {
  type Agent,
  byOrder,
  type Conversation,
  isLoggedIn,
  isOnline,
  loginOf,
  presenceOf,
  type World,
} from './world.ts'

type ReasonName = keyof typeof Reason

/** §3: the predicates in climbing order; the first that fails is the reason. */
const predicates: readonly (readonly [ReasonName, Predicate])[] = [
  ['noPermission', (w, a) => w.settingsOf(a).handles],
  ['lacksSkill', holdsSkill],
  ['belowLevel', (w, a, c) => meets(w, a, c.requires) && meets(w, a, requirementInForce(w, c))],
  ['outsideGroup', isInGroup],
  ['reservedForOther', (_, a, c) => c.suggested === null || c.suggested.agent === a],
  ['notLoggedIn', (w, a) => w.settingsOf(a).enabled && isLoggedIn(a)],
  ['notOnline', isThere],
  ['shiftEnding', (w, a, c) => isSuggested(a, c) || hasTimeLeft(w, a, c)],
  ['avoided', (w, a, c) => !c.marks.some(({ agent, until }) => agent === a && w.now < until)],
  ['declined', (w, a, c) => !hasDeclined(w, a, c)],
  ['botLimit', isWithinBotLimits],
  ['warmUp', (w, a) => gateIsOpen(w, a)],
  ['blocked', (w, a, c) => !isBlocked(w, a, c)],
  ['classLimit', (w, a, c) => !isEnough(w, a, c)],
  ['full', (w, a, c) => hasRoom(w, a, c)],
]
type Predicate = (w: World, agent: Agent, c: Conversation) => boolean

export function reasonOf(w: World, agent: Agent, c: Conversation): ReasonName {
  return predicates.find(([, holds]) => !holds(w, agent, c))?.[0] ?? 'eligible'
}

export const isEligible = (w: World, agent: Agent, c: Conversation): boolean =>
  reasonOf(w, agent, c) === 'eligible'

/** §4, §7: predicates 1–6, for those who take it or are given it by a manager. */
export function mayHave(w: World, agent: Agent, c: Conversation): boolean {
  const last = predicates.findIndex(([reason]) => reason === 'notOnline')
  return predicates.slice(0, last + 1).every(([, holds]) => holds(w, agent, c))
}

/** §4: still eligible; who has an offer has passed the gate of the warm-up. */
export function mayAccept(w: World, agent: Agent, c: Conversation): boolean {
  return predicates.every(([reason, passes]) => reason === 'warmUp' || passes(w, agent, c))
}

/** §3: the lasting predicates, whatever goes on: permission, skill, levels and group. */
export function matchesNeed(w: World, agent: Agent, c: Conversation): boolean {
  const lasting = predicates.findIndex(([reason]) => reason === 'outsideGroup')
  const need = { ...c, suggested: null }
  const asked = predicates.slice(0, lasting + 1).every(([, passes]) => passes(w, agent, need))
  return asked && w.settingsOf(agent).enabled
}

/** §3: of everybody's reasons the one furthest down; with nobody at all, that the skill is lacking. */
export function nearest(w: World, c: Conversation): ReasonName {
  const reasons = w.agents.map((agent) => reasonOf(w, agent, c))
  return reasonNames.findLast((name) => reasons.includes(name)) ?? 'lacksSkill'
}

/** §2, §26.4: the skill itself, or the one added by an overflow rule. */
export function holdsSkill(w: World, agent: Agent, c: Conversation): boolean {
  const { skills } = w.settingsOf(agent)
  if (c.skill < 0) return skills.length === 0 || w.config.skilledAgentsTakeUnskilled
  return holds(w, agent, c.skill) || (c.added >= 0 && holds(w, agent, c.added))
}

export const holds = (w: World, agent: Agent, skill: number): boolean =>
  w.settingsOf(agent).skills.includes(skill as never)

/** Whether conversations may enter this skill; −1 is the unskilled queue. */
export const isSkill = (w: World, skill: number): boolean =>
  skill === -1 || (w.config.skills[skill] !== undefined && !w.config.skills[skill].deleted)

/** §26.1: of a skill, or undefined: not holding it is unknown and fails every requirement. */
export function levelOf(w: World, agent: Agent, skill: number): number | undefined {
  const { levels, skills } = w.settingsOf(agent)
  return levels[skills.indexOf(skill as never)]
}

function meets(w: World, agent: Agent, requirement: Requirement): boolean {
  return requirement.every(({ minLevel, skill }) => (levelOf(w, agent, skill) ?? 0) >= minLevel)
}

/** §26.3: after the last step only the skill is asked for. */
export function requirementInForce(w: World, c: Conversation): Requirement {
  return stepInForce(w, c)?.requirement ?? []
}

/** §6: of the allocated group, or of one that is tried after it. */
function isInGroup(w: World, agent: Agent, c: Conversation): boolean {
  if (c.group < 0 || isSuggested(agent, c)) return true
  return groupsToTry(w, c).some((group) => belongs(w, agent, group))
}

const isSuggested = (agent: Agent, c: Conversation) => c.suggested?.agent === agent

/** §6: exactly this group, or also one below it. */
export function belongs(w: World, agent: Agent, group: number): boolean {
  let own: number = w.settingsOf(agent).group
  while (w.config.splitSubgroups && own >= 0 && own !== group) own = w.config.groups[own].parent
  return own === group
}

/** §19: online; back soon counts for what is suggested to the agent, if the account says so. */
function isThere(w: World, agent: Agent, c: Conversation): boolean {
  const isBack = presenceOf(agent) === Presence.backSoon && isSuggested(agent, c)
  return isOnline(agent) || (isBack && w.config.backSoonTakesTransfers)
}

/** §26.6. */
function hasTimeLeft(w: World, agent: Agent, c: Conversation): boolean {
  const end = shiftEnd(w, agent)
  return end - w.now >= minRemaining(w, c)
}

export function minRemaining(w: World, c: Conversation): number {
  const guard = w.config.shiftEndGuard
  if (guard === null) return -Infinity
  const expected = guard.factor * w.settings(c).expectedHandling
  return guard.mode === 'fixed' ? guard.minRemaining : expected
}

/** The rostered end of the shift that began last, over or not, if the agent logged in for it. */
function shiftEnd(w: World, agent: Agent): number {
  const login = loginOf(agent)
  const { roster } = w.settingsOf(agent)
  return roster.findLast(({ from, to }) => from <= w.now && login < to)?.to ?? Infinity
}

/** §26.5. */
function hasDeclined(w: World, agent: Agent, c: Conversation): boolean {
  return c.declines.some((one) => one.agent === agent && w.now < one.at + memory(w))
}

export const memory = ({ config }: World): number => config.declineMemoryTtl ?? Infinity

/** §9: takes nothing while its service is interrupted, and at most so many at once. */
function isWithinBotLimits(w: World, agent: Agent): boolean {
  if (!w.settingsOf(agent).isBot) return true
  return agent.status !== BotStatus.serviceInterruption && count(w, agent) < w.config.botMaxOpen
}

/** §26.5: when everyone online with the skill has declined it, all is forgotten but the last no. */
export function forgetDeclines(w: World, c: Conversation): void {
  const mayHandle = (a: Agent) => w.settingsOf(a).enabled && w.settingsOf(a).handles
  const online = w.agents.filter((a) => mayHandle(a) && isOnline(a) && holdsSkill(w, a, c))
  const all = online.length > 0 && online.every((a) => hasDeclined(w, a, c))
  if (!all) return
  const last = c.declines.toSorted(byOrder([({ at }) => at])).at(-1)!
  c.declines = []
  c.marks = c.marks.filter(({ agent }) => agent !== last.agent)
  c.marks.push({ agent: last.agent, until: last.at + (w.config.avoidHold ?? Infinity) })
}
