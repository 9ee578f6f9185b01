import { type AccountConfig, configure } from '../../index.ts'
import { holdsSkill } from './eligibility.ts'
import { changeSkill, enter, release } from './queueing.ts'
import { endSuggestion } from './suggestions.ts'
import { newAgent, type World } from './world.ts'

interface Named {
  readonly id: string
}

/** §0, §22: another configuration. What is stored keeps its values; places stay those of their ids. */
export function configured(w: World, account: AccountConfig): string | undefined {
  const gone = (list: readonly Named[], { id }: Named) => list.every((one) => one.id !== id)
  const deleted = w.account.skills.filter((one) => gone(account.skills, one))
  try {
    configure(account)
    w.account = merged(w.account, account)
    w.config = configure(w.account)
  } catch {
    return 'badConfiguration'
  }
  for (const { id } of w.config.agents.slice(w.agents.length))
    w.agents.push(newAgent(id, w.agents.length))
  w.tell({ type: 'configured' })
  for (const c of w.queued()) {
    const { suggested } = c
    if (deleted.some(({ id }) => id === w.config.skills[c.skill]?.id)) {
      release(w, c, 'transferred')
      changeSkill(w, c, w.config.defaultSkill, { agent: -1, move: 'skillDeleted' })
      enter(w, c, 'skillDeleted', null)
    } else if (suggested) {
      const { enabled } = w.settingsOf(suggested.agent)
      if (!enabled || !holdsSkill(w, suggested.agent, c)) endSuggestion(w, c, 'agentGone')
    }
  }
  return undefined
}

/** The new account with everything at the place that it had: what is gone stays, out of use. */
function merged(before: AccountConfig, account: AccountConfig): AccountConfig {
  const { agents, skills } = account
  const kept = <One extends Named>(old: readonly One[], now: readonly One[], gone: (one: One) => One) => [
    ...old.map((one) => now.find(({ id }) => id === one.id) ?? gone(one)),
    ...now.filter(({ id }) => old.every((one) => one.id !== id)),
  ]
  return {
    ...account,
    skills: kept(before.skills, skills, (one) => ({ id: one.id })),
    agents: kept(before.agents, agents, (one) => ({ ...one, enabled: false })),
    groups: kept(before.groups ?? [], account.groups ?? [], (one) => one),
    ...(account.channels && { channels: kept(before.channels ?? [], account.channels, (one) => one) }),
  }
}
