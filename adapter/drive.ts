import type { Clock } from './clock.ts'
import type { Desk, Told } from './desk.ts'
import { GroupJournal, type Tail } from './journal/group.ts'
import type { Content, JournalError, Store } from './journal/journal.ts'
import type { Record } from './record.ts'

/** Whoever waits until an entry is on the disk. */
interface Waiting {
  readonly seq: number
  readonly done: () => void
}

/** What a drive tells its host. */
export interface Listener {
  /** Something that a stream is told; it is on the disk. */
  told(told: Told): void
  /** Nothing can be written any more: the process must end. */
  failed(error: JournalError): void
}

/** Pause in which entries gather for one commit, ms. */
const GATHER = 2
/** Entries between two snapshots. */
const BETWEEN = 20_000

/**
 * The core under a real clock: an entry goes into the journal, then to the desk; once it is on the
 * disk, and not before, anybody is told. One timer lets the router act by itself, by an entry too.
 */
export class Drive {
  readonly desk: Desk
  private readonly clock: Clock
  private readonly journal: GroupJournal
  private readonly listener: Listener
  private readonly save: (tail: Tail) => void
  private held: { readonly seq: number; readonly told: readonly Told[] }[] = []
  private waiting: Waiting[] = []
  private saved: number
  private isStopped = false
  /** Agents nobody has heard of since then: offline when the lease is over. */
  private readonly leases = new Map<number, number>()

  constructor(parts: {
    readonly desk: Desk
    readonly store: Store
    readonly tail: Tail
    readonly clock: Clock
    readonly listener: Listener
    readonly save: (tail: Tail) => void
  }) {
    const { clock, desk, listener, save, store, tail } = parts
    this.desk = desk
    this.clock = clock
    this.listener = listener
    this.save = save
    this.saved = tail.seq
    this.journal = new GroupJournal(store, tail, (act) => clock.after(GATHER, act))
    this.journal.onDurable = (seq) => this.durable(seq)
    this.journal.onFailure = (error) => this.fail(error)
  }

  /** The instant of the next entry: the clock, unless it went back. */
  get now(): number {
    return Math.max(this.journal.last.at, this.clock.now())
  }

  /** The last entry's sequence number. */
  get last(): number {
    return this.journal.last.seq
  }

  /** Takes a record. Returns its place at once; `done` is called when it is on the disk. */
  submit(record: Record, content?: Content, done?: () => void): number {
    const { type, ...payload } = record
    const at = this.now
    const { seq } = this.journal.append({ at, type, payload, ...(content && { content }) })
    const told = this.desk.step(record, at, seq)
    if (told.length > 0) this.held.push({ seq, told })
    if (done) this.waiting.push({ seq, done })
    this.arm()
    return seq
  }

  /** Calls once everything so far is on the disk. */
  whenDurable(done: () => void): void {
    if (this.held.length === 0 && this.waiting.length === 0) done()
    else this.waiting.push({ seq: this.journal.last.seq, done })
  }

  /** Does something after a pause, ms, unless the drive has stopped by then. */
  after(pause: number, act: () => void): void {
    if (!this.isStopped) this.clock.after(pause, act)
  }

  /** Nobody has heard of an agent from now on: offline after `lease` ms. */
  lease(agent: number, lease: number): void {
    this.leases.set(agent, this.clock.now() + lease)
    this.arm()
  }

  /** The agent was heard of again. */
  renew(agent: number): void {
    this.leases.delete(agent)
  }

  /** Writes what is left, and a snapshot. */
  stop(): void {
    if (this.isStopped) return
    this.journal.flush()
    this.isStopped = true
    this.clock.stop()
    this.save(this.journal.last)
  }

  private durable(seq: number): void {
    const held = this.held
    const waiting = this.waiting
    this.held = held.filter((one) => one.seq > seq)
    this.waiting = waiting.filter((one) => one.seq > seq)
    for (const one of held)
      if (one.seq <= seq) for (const told of one.told) this.listener.told(told)
    for (const one of waiting) if (one.seq <= seq) one.done()
    if (seq === this.journal.last.seq && seq - this.saved >= BETWEEN) {
      this.saved = seq
      this.save(this.journal.last)
    }
  }

  private fail(error: JournalError): void {
    this.isStopped = true
    this.clock.stop()
    this.held = []
    this.waiting = []
    this.listener.failed(error)
  }

  /** One timer, for the router's next deadline or the next lease that ends. */
  private arm(): void {
    const next = Math.min(this.desk.router.deadline, ...this.leases.values())
    if (next < Number.POSITIVE_INFINITY && !this.isStopped)
      this.clock.wakeAt(next, () => this.wake())
  }

  private wake(): void {
    if (this.isStopped) return
    const now = this.clock.now()
    for (const [agent, until] of this.leases)
      if (until <= now) {
        this.leases.delete(agent)
        this.submit({ type: 'agent.leaseExpired', agent })
      }
    if (this.desk.router.deadline <= this.now) this.submit({ type: 'clock.tick' })
    this.arm()
  }
}
