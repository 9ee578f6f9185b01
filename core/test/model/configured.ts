import { type AccountConfig, BotStatus, configure } from '../../index.ts'
import { holdsSkill } from './eligibility.ts'
import { changeSkill, enter, release } from './queueing.ts'
import { endSuggestion } from './suggestions.ts'
import { type Conversation, newAgent, type World } from './world.ts'

interface Named {
  readonly id: string
}

/** §0, §22: another configuration. What is stored keeps its values; whoever is known keeps the place. */
export function configured(w: World, account: AccountConfig): string | undefined {
  const isKept = (list: readonly Named[], now: readonly Named[] = []) =>
    list.every(({ id }, place) => now[place]?.id === id)
  if (!isKept(w.account.skills, account.skills) || !isKept(w.account.agents, account.agents))
    return 'badConfiguration'
  try {
    w.config = configure(account)
  } catch {
    return 'badConfiguration'
  }
  w.account = account
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
  for (const c of w.queued()) adjust(w, c)
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

/** §2, §7: what waits leaves a deleted skill, and whom it is kept for must be able to take it. */
function adjust(w: World, c: Conversation): void {
  if (w.settings(c).deleted) {
    release(w, c, 'transferred')
    changeSkill(w, c, w.config.defaultSkill, { agent: -1, move: 'skillDeleted' })
    enter(w, c, 'skillDeleted', null)
  } else if (c.suggested) {
    const { agent } = c.suggested
    if (!w.settingsOf(agent).enabled || !holdsSkill(w, agent, c)) endSuggestion(w, c, 'agentGone')
  }
}
