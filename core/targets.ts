import { Kind, Target } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { always, type Schedule } from './schedule/index.ts'
import { Pending } from './tables.ts'
import { Fact } from './view.ts'
import type { Triple } from './triples.ts'
import { type ConversationId, NEVER, type Time } from './units.ts'

/** The agent's side owes a reply from now: counts to the due of its skill. */
export function owe(ledger: Ledger, conversation: ConversationId): void {
  ledger.conversations.pending[conversation] = Pending.agent
  ledger.conversations.pendingSince[conversation] = ledger.now
  setDue(ledger, conversation, dueFrom(ledger, conversation))
}

/** `from` + the target that applies, in business time; NEVER without (SEMANTICS.md §14.3). */
export function dueFrom(
  ledger: Ledger,
  row: ConversationId,
  from: Time = ledger.conversations.pendingSince[row],
): Time {
  const { conversations: c, triples } = ledger
  const { firstTime, urgent, usual } = triples.at(c.targets[row])
  if (usual === null) return NEVER
  const schedule = scheduleOf(ledger, row)
  const facts = c.facts[row]
  if ((facts & Fact.urgent) !== 0)
    return urgentDue(ledger, row, from, schedule, { firstTime, urgent, usual })
  return schedule.addBusiness(from, (facts & Fact.firstTime) !== 0 ? firstTime : usual)
}

/** Urgency hastens and never delays, and counts from when it was asked for. */
function urgentDue(
  { config, sparse }: Ledger,
  row: ConversationId,
  from: Time,
  schedule: Schedule,
  { urgent, usual }: Triple,
): Time {
  if (config.urgentBase === 'pendingSince') return schedule.addBusiness(from, urgent)
  const base = Math.max(from, sparse.urgentSince.get(row) ?? from) as Time
  const hastened = schedule.addBusiness(base, urgent)
  return Math.min(schedule.addBusiness(from, usual!), hastened) as Time
}

function scheduleOf(ledger: Ledger, row: ConversationId): Schedule {
  const isFrozen = (ledger.conversations.facts[row] & Fact.frozen) !== 0
  return isFrozen ? always : ledger.skill(row).schedule
}

/** The skill changed: its targets are taken over; whoever is owed a reply is owed it by them. */
export function takeTargets(ledger: Ledger, row: ConversationId): void {
  const { config, conversations: c, now, triples } = ledger
  c.targets[row] = triples.of(c.skill[row])
  if (c.pending[row] === Pending.consumer) return
  const from = config.skillChangeDueBase === 'pendingSince' ? undefined : now
  setDue(ledger, row, dueFrom(ledger, row, from))
}

/** The due by its targets, whether or not a manual one stands before it. */
export function dueByTargets({ conversations: c, sparse }: Ledger, row: ConversationId): Time {
  return sparse.manual.get(row)?.under ?? c.due[row]
}

/** Sets the due by its targets: it is in force unless a manual one stands before it (§11.5). */
function setDue(ledger: Ledger, row: ConversationId, due: Time): void {
  const manual = ledger.sparse.manual.get(row)
  if (manual === undefined) enforce(ledger, row, due)
  else ledger.sparse.manual.set(row, { ...manual, under: due })
}

/** The same outside a queue entry: a row tells if what is in force changed. */
export function changeDue(ledger: Ledger, row: ConversationId, due: Time): void {
  const { conversations: c, sparse } = ledger
  if (sparse.manual.has(row)) return setDue(ledger, row, due)
  if (c.due[row] === due) return
  enforce(ledger, row, due)
  tellDue(ledger, row)
}

/** Puts a due in force. */
export function enforce(ledger: Ledger, conversation: ConversationId, due: Time): void {
  const { conversations: c, deadlines, now } = ledger
  c.due[conversation] = due
  if (due === NEVER) deadlines.cancel(DeadlineKind.duePassed, conversation)
  else {
    // One already past is told at once, dated to now; else a millisecond late, dated to the due.
    const tellAt = Math.max(due + 1, now) as Time
    deadlines.set(DeadlineKind.duePassed, conversation, tellAt, c.key[conversation])
  }
}

/** The row that tells of a due that changed outside a queue entry. */
export function tellDue(ledger: Ledger, conversation: ConversationId): void {
  const due = ledger.conversations.due[conversation]
  const target = targetOf(ledger, conversation)
  ledger.tell(conversation, Kind.due, ledger.holder(conversation), target, due)
}

/** The target in force: manual, urgent, first-time, default; default where nothing is due. */
function targetOf({ conversations: c, sparse }: Ledger, row: ConversationId): Target {
  if (sparse.manual.has(row)) return Target.manual
  if (c.due[row] === NEVER) return Target.default
  if ((c.facts[row] & Fact.urgent) !== 0) return Target.urgent
  return (c.facts[row] & Fact.firstTime) !== 0 ? Target.firstTime : Target.default
}

/** The due passed unanswered: dated to it, or to now if it was already past when it was set. */
export function overdue(ledger: Ledger, conversation: ConversationId): void {
  const { applied, conversations: c, trace } = ledger
  const due = c.due[conversation]
  // A transfer may bring a due that is past already: nobody missed it before that was told.
  const at = Math.max(due, trace.latest) as Time
  const agent = ledger.holder(conversation)
  const skill = c.skill[conversation]
  trace.push(at, Kind.overdue, c.key[conversation], agent, skill, 0, due, applied)
}
