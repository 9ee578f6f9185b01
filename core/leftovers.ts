import { BotStatus } from './event.ts'
import type { Ledger } from './ledger.ts'
import type { Snapshot } from './snapshot.ts'
import { type AgentId, NO_GROUP } from './units.ts'

/**
 * What an earlier configuration left behind, and the one in force would not have made (SEMANTICS.md
 * §0): it is stopped, left and taken back as if it had, so that rooms that would stay shut are opened.
 * Under one configuration it changes nothing.
 */
export function openFor(ledger: Ledger, { conversations, timers }: Snapshot): void {
  const { asks, conversations: c, overflow, split } = ledger
  const { unassign, ...silences } = timers
  if (unassign.length > 0) ledger.unassigns = true
  if (Object.values(silences).some((running) => running.length > 0)) ledger.sends = true
  if (asks.steps.size > 0) ledger.relaxes = true
  if (conversations.group.some((group) => group !== NO_GROUP)) split.isUsed = true
  for (const row of asks.added.keys()) overflow.lookBack(c.skill[row])
  forgetRules(ledger)
  forgetStatuses(ledger)
  const { relaxes, unassigns } = ledger
  if (relaxes || unassigns || split.isUsed || overflow.isUsed) ledger.detours = true
}

/** A conversation remembers no rules of overflow that are there no more. */
function forgetRules(ledger: Ledger): void {
  const { overflowing } = ledger.exceptions
  for (const row of overflowing.keys()) {
    const { length } = ledger.skill(row).overflow
    const left = overflowing.get(row)!.filter((rule) => rule < length)
    if (left.length === 0) overflowing.delete(row)
    else overflowing.set(row, left)
  }
}

/** Only bots have a status. */
function forgetStatuses({ agents, config }: Ledger): void {
  config.agents.forEach(({ isBot }, agent) => {
    if (!isBot) agents.botStatus[agent as AgentId] = BotStatus.online
  })
}
