import { type AccountConfig, configure } from '../../index.ts'
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
  for (const { id } of w.config.agents.slice(w.agents.length))
    w.agents.push(newAgent(id, w.agents.length))
  w.tell({ type: 'configured' })
  for (const c of w.queued()) adjust(w, c)
  return undefined
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
