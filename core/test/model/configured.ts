import { type AccountConfig, BotStatus, type Config, configure } from '../../index.ts'
import { holdsSkill } from './eligibility.ts'
import { endOffers } from './offers.ts'
import { allocate } from './split.ts'
import { enter, leaveGroupFor, release } from './queueing.ts'
import { endSuggestion } from './suggestions.ts'
import { byOrder, type Conversation, newAgent, type World } from './world.ts'

/** Each account is checked once, however often it comes into force. */
const known = new WeakMap<AccountConfig, Config | null>()

/** Null if it is wrong. */
function checked(account: AccountConfig): Config | null {
  if (!known.has(account)) known.set(account, configuredOrNull(account))
  return known.get(account)!
}

function configuredOrNull(account: AccountConfig): Config | null {
  try {
    return configure(account)
  } catch {
    return null
  }
}

/** §2: its skill is deleted by that configuration, and was not before. */
const isLost = (w: World, { skills }: Config, { skill }: Conversation) =>
  skill >= 0 && skills[skill].deleted && !w.skill(skill).deleted

interface Named {
  readonly id: string
}

/** §0, §22: another configuration. What is stored keeps its values; whoever is known keeps the place. */
export function configured(w: World, account: AccountConfig): string | undefined {
  const isKept = (list: readonly Named[], now: readonly Named[] = []) =>
    list.every(({ id }, place) => now[place]?.id === id)
  if (!isKept(w.account.skills, account.skills) || !isKept(w.account.agents, account.agents))
    return 'badConfiguration'
  const config = checked(account)
  if (config === null) return 'badConfiguration'
  if (config.deletedSkill === 'reject' && w.open.some((c) => isLost(w, config, c)))
    return 'skillInUse'
  w.config = config
  w.account = account
  w.routing = null
  forgetAllocations(w)
  forgetRules(w)
  for (const { id } of w.config.agents.slice(w.agents.length))
    w.agents.push(newAgent(id, w.agents.length))
  // §9: only bots have a status.
  for (const agent of w.agents) if (!w.settingsOf(agent).isBot) agent.status = BotStatus.online
  w.tell({ type: 'configured' })
  // §26.4: other rules begin as long after the entry as they say.
  for (const c of w.queued())
    c.rulesStart = w
      .settings(c)
      .overflow.map(({ after }) => c.enteredAt + after)
      .filter((at) => at > w.now)
  for (const c of w.open.toSorted(byOrder([({ key }) => key]))) adjust(w, c)
  return undefined
}

/** §6: a group that has no share of a skill any more has had nothing once it has one again. */
function forgetAllocations(w: World): void {
  const shares = w.config.skills.flatMap(({ id, split }) =>
    split.map(({ group }) => `${id} ${w.config.groups[group].id}`),
  )
  for (const name of w.allocations.keys()) if (!shares.includes(name)) w.allocations.delete(name)
}

/** §26.4: a rule that is there no more is not active when one comes to its place. */
function forgetRules(w: World): void {
  for (const name of w.activeRules) {
    const [id, place] = name.split(' ')
    const skill = w.config.skills.find((one) => one.id === id)!
    if (Number(place) >= skill.overflow.length) w.activeRules.delete(name)
  }
}

/**
 * §2, §6, §7: what waits leaves a deleted skill, everything a deleted group, and whom it is kept for
 * must be able to take it.
 */
function adjust(w: World, c: Conversation): void {
  if (c.holder === null && w.settings(c).deleted) {
    release(w, c, 'transferred')
    enter(w, c, 'skillDeleted', null)
  }
  if (w.config.groups[c.group]?.deleted) {
    endOffers(w, c)
    c.group = -1
    if (c.holder === null) allocate(w, c)
    if (c.group < 0) leaveGroupFor(w, c)
  }
  if (c.suggested) {
    const { agent } = c.suggested
    if (!w.settingsOf(agent).enabled || !holdsSkill(w, agent, c)) endSuggestion(w, c, 'agentGone')
  }
}
