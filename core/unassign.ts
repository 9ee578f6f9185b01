import { send } from './automatic.ts'
import { Entry, Loss, Trigger } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import { presenceNames } from './event.ts'
import { takeOut } from './holding.ts'
import type { Ledger } from './ledger.ts'
import { avoid } from './marks.ts'
import { requeue } from './moving.ts'
import { after, type AgentId, type ConversationId, NEVER, type Time } from './units.ts'

/** Waits for the holder's reply as long as their presence allows (SEMANTICS.md §10). */
export function watchReply(ledger: Ledger, row: ConversationId): void {
  const { conversations: c, deadlines } = ledger
  const at = givenUpAt(ledger, row)
  if (at === NEVER) deadlines.cancel(DeadlineKind.unassign, row)
  else deadlines.set(DeadlineKind.unassign, row, at, c.key[row])
}

/** A presence changed: the wait for each of its replies begins anew. */
export function watchReplies(ledger: Ledger, agent: AgentId): void {
  for (const row of ledger.hands.of(agent)) watchReply(ledger, row)
}

/** Nobody answered: back to its queue, the due keeps running. */
export function unanswered(ledger: Ledger, row: ConversationId): void {
  const holder = takeOut(ledger, row, Loss.unanswered)
  avoid(ledger, row, holder)
  requeue(ledger, row, Entry.unassigned, holder, ledger.conversations.skill[row])
  send(ledger, row, Trigger.backToQueue)
}

function givenUpAt(ledger: Ledger, row: ConversationId): Time {
  const { agents, config, conversations: c } = ledger
  const agent = c.agent[row]
  if (c.owedSince[row] === NEVER) return NEVER
  if (config.agents[agent].isBot && !config.botUnassign) return NEVER
  const { schedule, unassignAfter } = ledger.skill(row)
  const patience = unassignAfter[presenceNames[agents.presence[agent]]]
  if (patience === null) return NEVER
  const since = Math.max(c.owedSince[row], c.assignedAt[row], agents.presenceSince[agent]) as Time
  // Suspended off shift: only open time counts.
  return config.unassignOnShiftOnly ? schedule.addBusiness(since, patience) : after(since, patience)
}
