import { type Config, Kind, Router, type Snapshot, type Trace } from '../core/index.ts'
import { eventsOf, type Record } from './record.ts'

/** An open conversation as people see it. */
export interface Open {
  readonly conversation: number
  readonly consumer: number
  readonly openedAt: number
  skill: number
  /** Place of the agent who holds it, −1 in the queue. */
  agent: number
  /** When the reply that is owed is due, ms; null while none is, or without a target. */
  due: number | null
  owed: boolean
}

/** A consumer's latest conversation. */
export interface Latest {
  readonly conversation: number
  isOpen: boolean
}

/** Something that one stream is told. What it holds is looked up when it is sent. */
export interface Told {
  /** `agent/3` or `consumer/17` */
  readonly stream: string
  /** Its place in that stream: rises by one. */
  readonly s: number
  readonly what: What
}
export type What =
  | { readonly t: 'conversation.upsert'; readonly conversation: number; readonly isNew: boolean }
  | { readonly t: 'conversation.removed'; readonly conversation: number; readonly why: string }
  | { readonly t: 'conversation.state'; readonly conversation: number; readonly state: string }
  | { readonly t: 'message'; readonly conversation: number; readonly seq: number }
  | { readonly t: 'presence'; readonly presence: number }

/** How long a command is remembered, ms. */
const REMEMBERED = 24 * 3_600_000

/** All that follows from the journal: the router and what people see of it. A fold, like the core. */
export class Desk {
  readonly router: Router
  readonly open = new Map<number, Open>()
  readonly latest = new Map<number, Latest>()
  /** By stream: what it was last told. */
  readonly streams = new Map<string, number>()
  /** By command: the entry that did it. */
  readonly done = new Map<string, { readonly seq: number; readonly at: number }>()
  lastConversation = 0
  lastConsumer = 0
  private read: number
  private told: Told[] = []

  constructor(config: Config, from?: Snapshot) {
    this.router = new Router(config, undefined, from)
    this.read = this.router.trace.length
  }

  /** Takes one entry. Returns what it lets people know, in order. */
  step(record: Record, at: number, seq: number): readonly Told[] {
    this.told = []
    this.note(record, at, seq)
    for (const event of eventsOf(record, at)) {
      this.router.apply(event)
      this.follow(this.router.trace)
    }
    if (record.type === 'message.received' || record.type === 'message.submitted')
      this.tellMessage(record.conversation, seq)
    if ('presence' in record)
      this.tell(`agent/${record.agent}`, { t: 'presence', presence: record.presence })
    if (record.type === 'agent.leaseExpired')
      this.tell(`agent/${record.agent}`, { t: 'presence', presence: 0 })
    return this.told
  }

  /** What the desk remembers beside the router. */
  private note(record: Record, at: number, seq: number): void {
    if ('command' in record) {
      this.done.set(`${record.command.by} ${record.command.id}`, { seq, at })
      for (const [key, one] of this.done)
        if (one.at < at - REMEMBERED) this.done.delete(key)
        else break
    }
    if (record.type === 'consumer.seen') this.lastConsumer = record.consumer
    if (record.type !== 'message.received') return
    const { consumer, conversation, opens } = record
    if (opens !== null) {
      this.lastConversation = conversation
      this.latest.set(consumer, { conversation, isOpen: true })
      const { skill } = opens
      this.open.set(conversation, {
        ...{ conversation, consumer, openedAt: at, skill, agent: -1, due: null, owed: true },
      })
    } else this.open.get(conversation)!.owed = true
  }

  private follow(trace: Trace): void {
    for (; this.read < trace.length; this.read++) this.effect(trace, this.read - trace.base)
    if (this.read - trace.base > 4096) trace.forget(this.read)
  }

  private effect({ columns }: Trace, i: number): void {
    const one = this.open.get(columns.conversation[i])
    if (one === undefined) return
    const { conversation } = one
    const due = Number.isFinite(columns.value[i]) ? columns.value[i] : null
    switch (columns.kind[i] as Kind) {
      case Kind.queued:
        one.due = due
        one.owed ||= due !== null
        return this.tellConsumer(one, 'waiting')
      case Kind.assigned:
        one.agent = columns.agent[i]
        this.tell(`agent/${one.agent}`, { t: 'conversation.upsert', conversation, isNew: true })
        return this.tellConsumer(one, 'assigned')
      case Kind.unassigned: {
        const stream = `agent/${one.agent}`
        one.agent = -1
        const why = ['transferred', 'returned', 'closed'][columns.why[i]] ?? 'taken'
        return this.tell(stream, { t: 'conversation.removed', conversation, why })
      }
      case Kind.transferred:
        one.skill = columns.skill[i]
        return
      case Kind.due:
        one.due = due
        one.owed = due !== null
        return this.tellHolder(one)
      case Kind.activity:
      case Kind.overdue:
        return this.tellHolder(one)
      case Kind.closed:
        this.open.delete(conversation)
        this.latest.get(one.consumer)!.isOpen = false
        return this.tellConsumer(one, 'closed')
      case Kind.waiting:
      case Kind.refused:
    }
  }

  private tellMessage(conversation: number, seq: number): void {
    const one = this.open.get(conversation)
    if (one === undefined) return
    this.tell(`consumer/${one.consumer}`, { t: 'message', conversation, seq })
    if (one.agent >= 0) this.tell(`agent/${one.agent}`, { t: 'message', conversation, seq })
  }

  private tellHolder({ agent, conversation }: Open): void {
    if (agent >= 0)
      this.tell(`agent/${agent}`, { t: 'conversation.upsert', conversation, isNew: false })
  }

  private tellConsumer({ consumer, conversation }: Open, state: string): void {
    this.tell(`consumer/${consumer}`, { t: 'conversation.state', conversation, state })
  }

  private tell(stream: string, what: What): void {
    const s = (this.streams.get(stream) ?? 0) + 1
    this.streams.set(stream, s)
    this.told.push({ stream, s, what })
  }
}
