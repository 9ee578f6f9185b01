import { type Config } from './config.ts'
import { DeadlineKind } from './deadlines.ts'
import { dispatch } from './dispatch.ts'
import { Activity, Cause, Entry, Kind, Loss, Refusal } from './effect.ts'
import { eventTypes, Presence, type RouterEvent } from './event.ts'
import { Ledger } from './ledger.ts'
import { restore, type Snapshot, takeSnapshot } from './snapshot.ts'
import { Pending, Stage } from './tables.ts'
import { Trace } from './trace.ts'
import {
  type AgentId,
  type ConversationId,
  NO_AGENT,
  NO_CONVERSATION,
  NO_KEY,
  NO_SKILL,
  NEVER,
  since,
  type SkillId,
  SLOT,
  type Time,
} from './units.ts'
import type { View } from './view.ts'

type Event<Type extends RouterEvent['type']> = Extract<RouterEvent, { type: Type }>

/**
 * The router: a fold of events into a trace of effects. No clock, no coin, no I/O; the host gives
 * the time, journals the events and performs the effects (README.md has both host loops).
 */
export class Router {
  readonly trace: Trace
  private readonly ledger: Ledger

  /** @param from a snapshot of a router with the same configuration, to go on from there. */
  constructor(config: Config, trace?: Trace, from?: Snapshot) {
    this.trace = trace ?? traceFor(config, from)
    this.ledger = new Ledger(config, this.trace)
    if (from) restore(this.ledger, from)
  }

  /** The tables, read-only. */
  get view(): View {
    return this.ledger
  }
  /** The instant of the last event or advance. */
  get now(): Time {
    return this.ledger.now
  }
  /** When the router next acts by itself, NEVER if it waits for events. */
  get deadline(): Time {
    return this.ledger.deadlines.next
  }
  /** Open conversations. */
  get open(): number {
    return this.ledger.conversations.count
  }

  snapshot(): Snapshot {
    return takeSnapshot(this.ledger)
  }

  /** Everything due before the event, the event, and what follows from it at the same instant. */
  apply(event: RouterEvent): void {
    const { ledger } = this
    const { at } = event
    const refusal = Number.isSafeInteger(at) ? Refusal.inThePast : Refusal.notAnInstant
    const refused = refusal === Refusal.notAnInstant || at < ledger.now
    if (!refused) {
      if (ledger.deadlines.next <= at) this.advance(at)
      else ledger.now = at
    }
    ledger.applied++
    if (refused) return this.refuse(event, refusal)
    this.happen(event)
    dispatch(ledger)
    if (ledger.deadlines.next <= at) this.advance(at)
  }

  /**
   * Runs every deadline due by `to`, one pass after each instant. With none due it changes nothing.
   * @throws RangeError if `to` is no instant or lies in the past.
   */
  advance(to: Time): void {
    const { deadlines } = this.ledger
    if (!(to >= this.ledger.now && to < NEVER))
      throw new RangeError(`cannot advance from ${this.ledger.now} to ${to}`)
    while (deadlines.next <= to) {
      const instant = (this.ledger.now = deadlines.next)
      while (deadlines.next === instant) this.fire(deadlines.nextKind, deadlines.nextRow)
      dispatch(this.ledger)
    }
    this.ledger.now = to
  }

  private happen(event: RouterEvent): void {
    switch (event.type) {
      case 'conversation.opened':
        return this.opened(event)
      case 'consumer.wrote':
        return this.consumerWrote(event)
      case 'agent.wrote':
        return this.agentWrote(event)
      case 'conversation.transferred':
        return this.transferred(event)
      case 'conversation.returned':
        return this.returned(event)
      case 'conversation.closed':
        return this.closed(event)
      case 'agent.presenceSet':
        return this.presenceSet(event)
      case 'clock.ticked':
        return
    }
  }

  private opened(event: Event<'conversation.opened'>): void {
    const { conversations: c, now } = this.ledger
    if (c.find(event.conversation) !== NO_CONVERSATION)
      return this.refuse(event, Refusal.alreadyOpen)
    if (!Number.isSafeInteger(event.conversation)) return this.refuse(event, Refusal.notAKey)
    if (!this.knowsSkill(event.skill)) return this.refuse(event, Refusal.unknownSkill)
    const row = c.take(event.conversation)
    c.skill[row] = event.skill
    c.agent[row] = NO_AGENT
    c.requeued[row] = 0
    // A row that is used again remembers nothing: a snapshot would tell.
    c.activity[row] = Activity.active
    c.weight[row] = 0 as never
    c.openedAt[row] = now
    c.inactiveAt[row] = NEVER
    this.ledger.owe(row)
    this.ledger.enqueue(row, Entry.opened, NO_AGENT)
  }

  private consumerWrote(event: Event<'consumer.wrote'>): void {
    const { conversations: c } = this.ledger
    const row = c.find(event.conversation)
    if (row === NO_CONVERSATION) return this.refuse(event, Refusal.unknownConversation)
    // A further message of the same run moves nothing: the first one counts.
    if (c.pending[row] === Pending.agent) return
    if (c.stage[row] === Stage.assigned) {
      this.oweAloud(row)
      this.ledger.wake(row)
    } else {
      if (c.requeued[row] === 0) c.actionableSince[row] = this.ledger.now
      this.ledger.reline(row, () => this.oweAloud(row))
    }
  }

  private agentWrote(event: Event<'agent.wrote'>): void {
    const { conversations: c } = this.ledger
    const row = c.find(event.conversation)
    if (row === NO_CONVERSATION) return this.refuse(event, Refusal.unknownConversation)
    if (!this.knowsAgent(event.agent)) return this.refuse(event, Refusal.unknownAgent)
    const answered = () => {
      c.pending[row] = Pending.consumer
      if (c.due[row] === NEVER) return
      this.ledger.setDue(row, NEVER)
      this.ledger.tellDue(row)
    }
    if (c.stage[row] === Stage.assigned) {
      answered()
      this.ledger.cool(row)
    } else if (c.pending[row] === Pending.agent) this.ledger.reline(row, answered)
  }

  private transferred(event: Event<'conversation.transferred'>): void {
    const { conversations: c, trace, now, applied } = this.ledger
    const row = c.find(event.conversation)
    if (row === NO_CONVERSATION) return this.refuse(event, Refusal.unknownConversation)
    if (!this.knowsSkill(event.skill)) return this.refuse(event, Refusal.unknownSkill)
    if (event.agent !== NO_AGENT && !this.knowsAgent(event.agent))
      return this.refuse(event, Refusal.unknownAgent)
    const from = c.skill[row]
    if (!this.mayTransfer(row, event.skill)) return this.refuse(event, Refusal.transferNotAllowed)
    const holder = this.takeOut(row, Loss.transferred)
    trace.push(
      now,
      Kind.transferred,
      event.conversation,
      event.agent,
      event.skill,
      0,
      from,
      applied,
    )
    if (event.skill !== from) this.ledger.clearMarks(row)
    c.skill[row] = event.skill
    this.requeue(row, Entry.transferred, holder)
  }

  private returned(event: Event<'conversation.returned'>): void {
    const { conversations: c } = this.ledger
    const row = c.find(event.conversation)
    if (row === NO_CONVERSATION) return this.refuse(event, Refusal.unknownConversation)
    if (c.stage[row] !== Stage.assigned) return this.refuse(event, Refusal.notAssigned)
    if (c.agent[row] !== event.agent) return this.refuse(event, Refusal.notTheHolder)
    const holder = this.takeOut(row, Loss.returned)
    this.ledger.avoid(row, holder)
    this.requeue(row, Entry.returned, holder)
  }

  private closed(event: Event<'conversation.closed'>): void {
    const row = this.ledger.conversations.find(event.conversation)
    if (row === NO_CONVERSATION) return this.refuse(event, Refusal.unknownConversation)
    this.takeOut(row, Loss.closed)
    const { by } = event
    const cause = by === 'agent' ? Cause.agent : by === 'consumer' ? Cause.consumer : Cause.system
    this.ledger.close(row, cause)
  }

  private presenceSet({ agent, at, presence, ...event }: Event<'agent.presenceSet'>): void {
    const { agents, config } = this.ledger
    if (!this.knowsAgent(agent))
      return this.refuse({ ...event, agent, at, presence }, Refusal.unknownAgent)
    const before = agents.presence[agent]
    if (before === presence) return
    agents.presence[agent] = presence
    if (presence === Presence.offline) agents.warming[agent] = 0
    if (before === Presence.offline) {
      const carried = agents.held[agent]
      const away = since(at, agents.lastAssignedAt[agent])
      agents.loggedInAt[agent] = at
      agents.given[agent] = 0
      agents.carried[agent] = carried
      const cold = config.warmUp !== null && away >= config.warmUp.cooldown
      agents.warming[agent] = Number(cold && carried < agents.maxSlots[agent] / SLOT)
    }
    this.ledger.touch(agent)
  }

  private fire(kind: DeadlineKind, row: number): void {
    const { aside, conversations: c, deadlines, now } = this.ledger
    deadlines.cancel(kind, row)
    const conversation = row as ConversationId
    switch (kind) {
      case DeadlineKind.duePassed:
        return this.ledger.overdue(conversation)
      case DeadlineKind.askAgent:
        return this.ledger.touch(row as AgentId)
      case DeadlineKind.activity:
        return this.ledger.rest(conversation)
      case DeadlineKind.holdEnd: {
        const next = aside.nextHoldEnd(conversation, now)
        if (next < NEVER) deadlines.set(kind, row, next, c.key[conversation])
        this.ledger.stir(c.need[conversation])
        return this.ledger.missed.add(c.need[conversation])
      }
    }
  }

  /** Out of its agent's hands or out of the line. Says who held it, NO_AGENT if nobody. */
  private takeOut(row: ConversationId, loss: Loss): AgentId {
    const { conversations: c } = this.ledger
    if (c.stage[row] === Stage.assigned) {
      this.ledger.release(row, loss)
      return c.agent[row]
    }
    this.ledger.unline(row)
    return NO_AGENT
  }

  /** Back in a queue: whoever was owed nothing is owed from now (SEMANTICS.md §14.3). */
  private requeue(row: ConversationId, entry: Entry, holder: AgentId): void {
    const { conversations: c } = this.ledger
    c.requeued[row] = 1
    if (c.pending[row] === Pending.consumer) this.ledger.owe(row)
    else if (entry === Entry.transferred) this.ledger.setDue(row, this.ledger.dueFrom(row))
    this.ledger.enqueue(row, entry, holder)
  }

  private oweAloud(row: ConversationId): void {
    this.ledger.owe(row)
    if (this.ledger.conversations.due[row] !== NEVER) this.ledger.tellDue(row)
  }

  private mayTransfer(row: ConversationId, to: SkillId): boolean {
    const { transfersTo } = this.ledger.skill(row)
    return (
      transfersTo === null || transfersTo.has(to) || to === this.ledger.conversations.skill[row]
    )
  }

  private knowsAgent(agent: AgentId): boolean {
    return Number.isInteger(agent) && agent >= 0 && agent < this.ledger.agents.count
  }

  private knowsSkill(skill: SkillId): boolean {
    return Number.isInteger(skill) && skill >= NO_SKILL && skill < this.ledger.config.skills.length
  }

  private refuse(event: RouterEvent, refusal: Refusal): void {
    const { applied, now, trace } = this.ledger
    const conversation = 'conversation' in event ? event.conversation : NO_KEY
    const agent = 'agent' in event ? event.agent : NO_AGENT
    const type = eventTypes.indexOf(event.type)
    trace.push(now, Kind.refused, conversation, agent, NO_SKILL, refusal, type, applied)
  }
}

/** The whole history at once: what simulation, recovery and every test come down to. */
export function play(config: Config, events: Iterable<RouterEvent>): Trace {
  const router = new Router(config)
  for (const event of events) router.apply(event)
  return router.trace
}

function traceFor({ policy }: Config, from?: Snapshot): Trace {
  const trace = new Trace(['avoidMark', ...policy.agents.map(({ name }) => name)])
  if (from) trace.base = trace.length = from.effects
  return trace
}
