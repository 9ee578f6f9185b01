import type { Clock } from './clock.ts'
import type { Desk } from './desk.ts'
import { GroupJournal, type Tail } from './journal/group.ts'
import { type Content, DiskFull, type Draft } from './journal/journal.ts'
import type { Entry, JournalError, Store } from './journal/journal.ts'
import type { Poison } from './recover.ts'
import type { Record } from './record.ts'
import { ReadOnly, Room } from './room.ts'
import type { Told } from './told.ts'

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
  /** Something that whoever runs the desk should know; it goes on. */
  trouble(words: string): void
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
  /** Another one after an entry that could not be taken. */
  desk: Desk
  /** Entries that could not be taken since the process began. */
  refused = 0
  private readonly clock: Clock
  private readonly journal: GroupJournal
  private readonly listener: Listener
  private readonly save: (tail: Tail) => void
  private readonly rebuild: () => Desk
  private readonly room: Room
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
    /** The desk as what is on the disk has it. */
    readonly rebuild: () => Desk
    /** Bytes that stay free; 256 MiB unless told. */
    readonly reserve?: number
  }) {
    const { clock, desk, listener, rebuild, reserve, save, store, tail } = parts
    this.desk = desk
    this.rebuild = rebuild
    const say = (words: string) => listener.trouble(words)
    this.room = new Room(() => store.free(), say, reserve)
    this.clock = clock
    this.listener = listener
    this.save = save
    this.saved = tail.seq
    this.journal = new GroupJournal(store, tail, (act) => clock.after(GATHER, act))
    this.journal.onDurable = (seq) => this.durable(seq)
    this.journal.onFailure = (error) => this.fail(error)
    this.journal.onFull = (error) => this.fill(error)
  }

  /** Whether there is room for nothing more. */
  get isReadOnly(): boolean {
    return this.room.isFull
  }

  /** The instant of the next entry: the clock, unless it went back. */
  get now(): number {
    return Math.max(this.journal.last.at, this.clock.now())
  }

  /** The last entry's sequence number. */
  get last(): number {
    return this.journal.last.seq
  }

  /**
   * Takes a record. Returns its place at once; `done` is called when it is on the disk, or cannot be.
   * @throws ReadOnly while the disk is full.
   */
  submit(record: Record, content?: Content, done?: () => void): number {
    this.room.look(this.clock.now())
    if (this.room.isFull) {
      this.arm()
      throw new ReadOnly()
    }
    const { type, ...payload } = record
    const at = this.now
    const { seq } = this.append({ at, type, payload, ...(content && { content }) })
    if (done) this.waiting.push({ seq, done })
    try {
      const told = this.desk.step(record, at, seq)
      if (told.length > 0) this.held.push({ seq, told })
    } catch (error) {
      this.refuse([{ seq, reason: (error as Error).message }])
    }
    this.arm()
    return seq
  }

  /**
   * Entries that the desk threw at: the journal says so, and what they left half done is dropped. A
   * second one about a conversation freezes it.
   */
  refuse(poison: readonly Poison[]): void {
    for (const { reason, seq } of poison) {
      this.refused++
      const payload = { refused: seq, reason }
      this.journal.append({ at: this.now, type: 'event.refused', payload })
      this.listener.trouble(`entry ${seq} could not be taken: ${reason}`)
    }
    // Nobody is told anything before the desk is whole again.
    const { held, waiting } = this
    Object.assign(this, { held: [], waiting: [] })
    this.journal.flush()
    this.desk = this.rebuild()
    Object.assign(this, { held, waiting })
    this.durable(this.journal.last.seq)
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
      this.keep()
    }
  }

  /** Without a snapshot the next start takes longer, and nothing else. */
  private keep(): void {
    try {
      this.save(this.journal.last)
    } catch (error) {
      this.listener.trouble(`no snapshot could be written: ${(error as Error).message}`)
    }
  }

  private fail(error: JournalError): void {
    this.isStopped = true
    this.clock.stop()
    this.held = []
    this.waiting = []
    this.listener.failed(error)
  }

  private append(draft: Draft): Entry {
    try {
      return this.journal.append(draft)
    } catch (error) {
      throw error instanceof DiskFull ? new ReadOnly() : error
    }
  }

  /** What has no place on the disk never happened: whoever waits for it finds that it is not there. */
  private fill(error: DiskFull): void {
    const { waiting } = this
    this.held = []
    this.waiting = []
    this.desk = this.rebuild()
    this.room.fill(this.clock.now(), error.message)
    for (const { done } of waiting) done()
    this.arm()
  }

  /** One timer, for the router's next deadline or the next lease that ends. */
  private arm(): void {
    const acts = [this.desk.router.deadline, ...this.leases.values()]
    const next = this.room.isFull ? this.room.next : Math.min(...acts)
    if (next < Number.POSITIVE_INFINITY && !this.isStopped)
      this.clock.wakeAt(next, () => this.wake())
  }

  private wake(): void {
    if (this.isStopped) return
    const now = this.clock.now()
    this.room.look(now)
    if (this.room.isFull) return this.arm()
    try {
      this.act(now)
    } catch (error) {
      if (!(error instanceof ReadOnly)) throw error
    }
    this.arm()
  }

  private act(now: number): void {
    for (const [agent, until] of this.leases)
      if (until <= now) {
        this.submit({ type: 'agent.leaseExpired', agent })
        this.leases.delete(agent)
      }
    if (this.desk.router.deadline <= this.now) this.submit({ type: 'clock.tick' })
  }
}
