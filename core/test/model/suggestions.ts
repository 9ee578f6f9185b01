import type { SuggestionEnd } from '../../index.ts'
import { canTake } from './capacity.ts'
import { holdsSkill } from './eligibility.ts'
import { endOffers } from './offers.ts'
import { type Agent, byOrder, type Conversation, isOnline, type World } from './world.ts'

/** §7: only this agent may have it, until the timeout. */
export function suggest(
  w: World,
  c: Conversation,
  agent: Agent,
  { how, until }: { readonly how: 'suggested' | 'lastAgent'; readonly until: number },
): void {
  c.suggested = { agent, until, how }
  w.tell({ type: 'suggested', conversation: c.key, agent: agent.place, skill: c.skill, until })
}

/** §7: open to everybody with the skill. */
export function endSuggestion(w: World, c: Conversation, end: keyof typeof SuggestionEnd): void {
  endOffers(w, c)
  dropSuggestion(w, c, end)
}

export function dropSuggestion(w: World, c: Conversation, end: keyof typeof SuggestionEnd): void {
  if (c.suggested === null) return
  const row = { conversation: c.key, agent: c.suggested.agent.place, skill: c.skill }
  c.suggested = null
  w.tell({ type: 'suggestionEnded', ...row, end })
}

/**
 * §7: the skill after a transfer to an agent: their only one; the present or the chosen of several;
 * null where the chosen is none of them.
 */
export function skillFor(w: World, c: Conversation, agent: Agent, chosen?: number): number | null {
  const skills = w.settingsOf(agent).skills.filter((skill) => !w.skill(skill).deleted)
  if (skills.length === 0) return -1
  if (skills.length === 1) return skills[0]
  if (skills.includes(c.skill as never)) return c.skill
  if (chosen !== undefined) return skills.includes(chosen as never) ? chosen : null
  return skills.toSorted(byOrder([(skill) => w.skill(skill).id]))[0]
}

/** §8: the last agent of the consumer's last closed conversation, if every condition holds. */
export function lastAgentOf(w: World, c: Conversation): Agent | null {
  const { policy } = w.config
  const rule = w.config.lastAgent ?? (policy.name === 'lastAgentFirst' ? plain : null)
  const last = w.past.findLast(({ consumer }) => consumer >= 0 && consumer === c.consumer)
  const agent = last?.lastHolder ?? null
  if (rule === null || !last || agent === null) return null
  const ago = w.now - last.closedAt
  const suits =
    (!rule.requireOnline || isOnline(agent)) &&
    (!rule.requireCapacity || canTake(w, agent, c)) &&
    (!rule.requireSkill || holdsSkill(w, agent, c)) &&
    (rule.minScore === null || (last.score !== null && last.score > rule.minScore)) &&
    (rule.closedWithin === null || ago < rule.closedWithin) &&
    ago <= rule.lookback
  return suits ? agent : null
}

/** §3: the ranking `lastAgentFirst` is §8 with `maxWait` 0. */
const plain = {
  ...{ requireOnline: true, requireCapacity: true, requireSkill: true, minScore: null },
  ...{ closedWithin: null, lookback: 90 * 86_400_000, maxWait: 0 },
}
