import { Cause, Kind, Trigger } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { onShift } from './shifts.ts'
import { Pending, Stage } from './tables.ts'
import { Fact } from './view.ts'
import {
  after,
  type AgentId,
  type ConversationId,
  type Duration,
  hours,
  NEVER,
  NO_AGENT,
  seconds,
  since,
} from './units.ts'

/** Sends an automatic message, if the skill has one for it and its macros have a value (§17). */
export function send(ledger: Ledger, row: ConversationId, trigger: Trigger, whose?: AgentId): void {
  if (!ledger.sends) return
  const agent = whose ?? ledger.holder(row)
  const message = ledger.skill(row).messages[trigger]
  if (!message) return
  if (message.usesAgentName && agent === NO_AGENT) return
  const expected = message.usesExpectedResponse ? expectedIn(ledger, row) : NONE
  if (expected === null) return
  ledger.tell(row, Kind.sent, agent, trigger, expected)
}

const NONE = -1 as Duration

/** Time left until the due; null where there is none, or less than can be said. */
function expectedIn({ conversations: c, now }: Ledger, row: ConversationId): Duration | null {
  const left = since(c.due[row], now)
  return left >= seconds(1) && c.due[row] < NEVER ? left : null
}

const AFTER_AUTO_CLOSE = hours(48)

/** The welcome: to a new consumer or one who returns, on or off shift, or soon after inactivity. */
export function welcome(ledger: Ledger, row: ConversationId): void {
  const { consumers, conversations: c, now } = ledger
  const last = consumers.last(c.consumer[row])
  if (last?.cause === Cause.inactivity && since(now, last.at) < AFTER_AUTO_CLOSE)
    return send(ledger, row, Trigger.openAfterAutoClose)
  const isFirst = (c.facts[row] & Fact.firstTime) !== 0
  if (onShift(ledger, row)) send(ledger, row, isFirst ? Trigger.openFirst : Trigger.open)
  else send(ledger, row, isFirst ? Trigger.openFirstOffHours : Trigger.openOffHours)
}

/** A change of urgency is told of only while a reply is owed and not late. */
export function sendUrgency(ledger: Ledger, row: ConversationId, trigger: Trigger): void {
  const { conversations: c, now } = ledger
  if (c.pending[row] === Pending.agent && now <= c.due[row]) send(ledger, row, trigger)
}

/** The end is told by whose it was, and names who held it last; inactivity is silent. */
export function farewell(ledger: Ledger, row: ConversationId, cause: Cause): void {
  const agent = ledger.conversations.agent[row]
  if (cause === Cause.agent) send(ledger, row, Trigger.endByAgent, agent)
  if (cause === Cause.consumer) send(ledger, row, Trigger.endByConsumer, agent)
  if (cause === Cause.system) send(ledger, row, Trigger.endBySystem, agent)
}

/** The three timers, and what each sends. */
const timers = {
  [DeadlineKind.consumerSilent]: Trigger.consumerSilent,
  [DeadlineKind.agentSilent]: Trigger.agentSilent,
  [DeadlineKind.queueWait]: Trigger.queueWait,
} as const
export type SilenceTimer = keyof typeof timers

/** Starts a timer, or starts it again, with the length that its skill has now. */
export function startTimer(ledger: Ledger, row: ConversationId, timer: SilenceTimer): void {
  const { conversations: c, deadlines, now } = ledger
  if (!ledger.sends) return
  const message = ledger.skill(row).messages[timers[timer]]
  if (message) deadlines.set(timer, row, after(now, message.after), c.key[row])
  else deadlines.cancel(timer, row)
}

/** A timer elapsed: each arming sends at most once, and nothing where its conditions fail. */
export function timerElapsed(ledger: Ledger, row: ConversationId, timer: SilenceTimer): void {
  const { config, conversations: c } = ledger
  const isAssigned = c.stage[row] === Stage.assigned
  if (timer === DeadlineKind.consumerSilent) {
    if (isAssigned || config.consumerSilentWhileQueued) send(ledger, row, timers[timer])
    return
  }
  if (timer === DeadlineKind.agentSilent && c.pending[row] === Pending.consumer) return
  if (onShift(ledger, row)) send(ledger, row, timers[timer])
  else if (config.offHoursTimerPolicy === 'defer') deferTimer(ledger, row, timer)
}

function deferTimer(ledger: Ledger, row: ConversationId, timer: SilenceTimer): void {
  const { conversations: c, deadlines, now } = ledger
  const opens = ledger.skill(row).schedule.nextEdge(now)
  if (opens < NEVER) deadlines.set(timer, row, opens, c.key[row])
}
