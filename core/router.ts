import { quietTooLong } from './autoclose.ts'
import { timerElapsed } from './automatic.ts'
import { rest } from './capacity/activity.ts'
import { Refusal } from './codes.ts'
import type { AccountConfig } from './config/account.ts'
import type { Config } from './config/config.ts'
import { DeadlineKind } from './deadlines.ts'
import { pass } from './dispatch.ts'
import { eventTypes, type RouterEvent } from './event.ts'
import { statusSet } from './events/bots.ts'
import { closed, opened } from './events/lifecycle.ts'
import { agentWrote, consumerWrote } from './events/messages.ts'
import { accepted, declinedBy } from './events/offers.ts'
import { agentFocused, authenticated, participantChanged } from './events/participants.ts'
import { placed, resumed, taken, takenOver } from './events/placing.ts'
import { leaseExpired, presenceSet } from './events/presence.ts'
import { surveyAnswered, surveyEnded } from './events/surveys.ts'
import { targetCancelled, targetSet, urgentCleared, urgentSet } from './events/targets.ts'
import { returned, suggested, transferred } from './events/transfers.ts'
import { Ledger } from './ledger.ts'
import { doerOf, logOut, stayActive } from './logout.ts'
import { manualStep } from './manual.ts'
import { holdEnded } from './marks.ts'
import { expire, suggestionTimeout } from './offers.ts'
import { armOverflow } from './overflow.ts'
import { reclass } from './queueing.ts'
import { reconfigured } from './reconfigure.ts'
import { stepExpired } from './relaxation.ts'
import { shiftChanged } from './shifts.ts'
import { rankNames } from './policy/rank-names.ts'
import { restore, type Snapshot, takeSnapshot } from './snapshot.ts'
import { surveyTimeout } from './survey.ts'
import { overdue } from './targets.ts'
import { Trace } from './trace.ts'
import {
  type AgentId,
  type ConversationId,
  NEVER,
  NO_AGENT,
  NO_KEY,
  type SkillId,
  type Time,
} from './units.ts'
import { unanswered } from './unassign.ts'
import type { View } from './view.ts'

/**
 * The router: a fold of events into a trace of effects. No clock, no coin, no I/O; the host gives
 * the time, journals the events and performs the effects (README.md has both host loops).
 */
export class Router {
  readonly trace: Trace
  private ledger: Ledger

  /** @param from a snapshot of a router with the same configuration, to go on from there. */
  constructor(config: Config, trace?: Trace, from?: Snapshot) {
    this.trace = trace ?? traceFor(config, from)
    this.ledger = new Ledger(config, this.trace)
    if (from) restore(this.ledger, from)
  }

  /** The tables, read-only; others after a new configuration. */
  get view(): View {
    return this.ledger
  }
  /** The instant of the last event or advance. */
  get now(): Time {
    return this.ledger.now
  }
  /** When the router next acts by itself, NEVER if it waits for events. */
  get deadline(): Time {
    return this.ledger.next
  }
  /** Open conversations. */
  get open(): number {
    const { count, surveys } = this.ledger.conversations
    return count - surveys
  }

  snapshot(): Snapshot {
    return takeSnapshot(this.ledger)
  }

  /** Everything due before the event, the event, and what follows from it at the same instant. */
  apply(event: RouterEvent): void {
    const { at } = event
    const { ledger } = this
    if (!Number.isSafeInteger(at) || at < ledger.now) return this.refuseTime(event)
    if (ledger.next <= at) this.advance(at)
    else ledger.now = at
    ledger.applied++
    const doer = ledger.logsOut ? doerOf(ledger, event) : NO_AGENT
    const refused = this.happen(event)
    if (refused !== undefined) this.refuse(event, refused)
    else if (ledger.hasClasses && 'conversation' in event) reclass(this.ledger, event.conversation)
    if (doer !== NO_AGENT && refused === undefined) stayActive(this.ledger, doer)
    // That time goes on calls for no pass. A new configuration has a new ledger.
    if (event.type !== 'clock.ticked') pass(this.ledger)
    if (this.ledger.next <= at) this.advance(at)
  }

  /**
   * Runs every deadline due by `to`, one pass after each instant. With none due it changes nothing.
   * @throws RangeError if `to` is no instant or lies in the past.
   */
  advance(to: Time): void {
    const { ledger } = this
    const { deadlines } = ledger
    if (!(to >= this.ledger.now && to < NEVER))
      throw new RangeError(`cannot advance from ${this.ledger.now} to ${to}`)
    while (ledger.next <= to) {
      const instant = (ledger.now = ledger.next)
      while (deadlines.next === instant) this.fire(deadlines.nextKind, deadlines.nextRow)
      pass(ledger)
    }
    ledger.now = to
  }

  private happen(event: RouterEvent): Refusal | undefined {
    const { ledger } = this
    // The commonest first: each name before costs a comparison.
    switch (event.type) {
      case 'conversation.opened':
        return opened(ledger, event)
      case 'consumer.wrote':
        return consumerWrote(ledger, event)
      case 'agent.wrote':
        return agentWrote(ledger, event)
      case 'conversation.closed':
        return closed(ledger, event)
      case 'conversation.transferred':
        return transferred(ledger, event)
      case 'conversation.returned':
        return returned(ledger, event)
      case 'agent.presenceSet':
        return presenceSet(ledger, event)
      case 'bot.statusSet':
        return statusSet(ledger, event)
      case 'clock.ticked':
        return undefined
      case 'urgent.set':
        return urgentSet(ledger, event)
      case 'urgent.cleared':
        return urgentCleared(ledger, event)
      case 'target.set':
        return targetSet(ledger, event)
      case 'target.cancelled':
        return targetCancelled(ledger, event)
      case 'participant.joined':
      case 'participant.left':
        return participantChanged(ledger, event)
      case 'agent.focused':
        return agentFocused(ledger, event)
      case 'consumer.authenticated':
        return authenticated(ledger, event)
      case 'survey.answered':
        return surveyAnswered(ledger, event)
      case 'survey.ended':
        return surveyEnded(ledger, event)
      case 'conversation.suggested':
        return suggested(ledger, event)
      case 'conversation.takenOver':
        return takenOver(ledger, event)
      case 'conversation.placed':
        return placed(ledger, event)
      case 'conversation.taken':
        return taken(ledger, event)
      case 'conversation.resumed':
        return resumed(ledger, event)
      case 'offer.accepted':
        return accepted(ledger, event)
      case 'offer.declined':
        return declinedBy(ledger, event)
      case 'agent.leaseExpired':
        return leaseExpired(ledger, event)
      case 'account.configured':
        return this.configure(event.account)
    }
  }

  private configure(account: AccountConfig): Refusal | undefined {
    const next = reconfigured(this.ledger, account)
    if (!(next instanceof Ledger)) return next
    this.ledger = next
    return undefined
  }

  private fire(kind: DeadlineKind, row: number): void {
    this.ledger.deadlines.cancel(kind, row)
    const conversation = row as ConversationId
    switch (kind) {
      case DeadlineKind.duePassed:
        return overdue(this.ledger, conversation)
      case DeadlineKind.askAgent:
        return this.ledger.touch(row as AgentId)
      case DeadlineKind.activity:
        return rest(this.ledger, conversation)
      case DeadlineKind.offerExpiry:
        return expire(this.ledger, conversation)
      case DeadlineKind.holdEnd:
        return holdEnded(this.ledger, conversation)
      case DeadlineKind.suggestionTimeout:
        return suggestionTimeout(this.ledger, conversation)
      case DeadlineKind.step:
        return stepExpired(this.ledger, conversation)
      case DeadlineKind.scheduleEdge:
        return shiftChanged(this.ledger, (row - 1) as SkillId)
      case DeadlineKind.manualTarget:
        return manualStep(this.ledger, conversation)
      case DeadlineKind.overflow:
        return armOverflow(this.ledger, conversation)
      case DeadlineKind.unassign:
        return unanswered(this.ledger, conversation)
      case DeadlineKind.surveyTimeout:
        return surveyTimeout(this.ledger, conversation)
      case DeadlineKind.consumerSilent:
      case DeadlineKind.agentSilent:
      case DeadlineKind.queueWait:
        return timerElapsed(this.ledger, conversation, kind)
      case DeadlineKind.logout:
        return logOut(this.ledger, row as AgentId)
      case DeadlineKind.autoClose:
        return quietTooLong(this.ledger, conversation)
    }
  }

  private refuseTime(event: RouterEvent): void {
    this.ledger.applied++
    const isInstant = Number.isSafeInteger(event.at)
    this.refuse(event, isInstant ? Refusal.inThePast : Refusal.notAnInstant)
  }

  private refuse(event: RouterEvent, refusal: Refusal): void {
    const conversation = 'conversation' in event ? event.conversation : NO_KEY
    const agent = 'agent' in event ? event.agent : NO_AGENT
    this.ledger.refuse(conversation, agent, refusal, eventTypes.indexOf(event.type))
  }
}

/** The whole history at once: what simulation, recovery and every test come down to. */
export function play(config: Config, events: Iterable<RouterEvent>): Trace {
  const router = new Router(config)
  for (const event of events) router.apply(event)
  return router.trace
}

function traceFor({ policy }: Config, from?: Snapshot): Trace {
  const trace = new Trace(rankNames(policy))
  if (from) trace.base = trace.length = from.effects
  return trace
}
