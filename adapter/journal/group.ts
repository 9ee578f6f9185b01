import {
  chainOf,
  DiskFull,
  type Draft,
  type Entry,
  JournalError,
  PAYLOAD_VERSION,
  type Row,
  type Store,
} from './journal.ts'

/** Where a journal goes on from. */
export interface Tail {
  readonly seq: number
  readonly chain: string
  readonly at: number
}

/** Bytes of payload that do not wait for more. */
const FULL = 65_536

/**
 * Group commit: entries get their place at once and become durable together, one commit at a time.
 * After an error of the store nothing is durable any more: the process must start anew.
 */
export class GroupJournal {
  /** Called after each commit with the last durable sequence number. */
  onDurable: (seq: number) => void = () => {}
  /** Called once when the store failed. */
  onFailure: (error: JournalError) => void = () => {}
  /** Called when there was no room: what was not durable has no place any more. */
  onFull: (error: DiskFull) => void = () => {}
  private readonly store: Store
  /** Runs something soon: 2 ms leave time for others to join. */
  private readonly soon: (act: () => void) => void
  private pending: Row[] = []
  private bytes = 0
  private isScheduled = false
  private failure: JournalError | null = null
  private tail: Tail
  private durable: Tail

  constructor(store: Store, tail: Tail, soon: (act: () => void) => void) {
    this.store = store
    this.tail = tail
    this.durable = tail
    this.soon = soon
  }

  /** The last entry that has a place, durable or not. */
  get last(): Tail {
    return this.tail
  }

  /** Gives an entry its place. @throws JournalError once the store has failed; DiskFull. */
  append({ at, content = {}, payload, type }: Draft): Entry {
    if (this.failure) throw this.failure
    const body = {
      ...{ seq: this.tail.seq + 1, epoch: this.store.epoch, at, type },
      ...{ version: PAYLOAD_VERSION, payload: JSON.stringify(payload) },
    }
    const entry = { ...body, chain: chainOf(this.tail.chain, body) }
    this.tail = entry
    this.pending.push({ entry, content })
    this.bytes += entry.payload.length + (content.message?.text.length ?? 0)
    if (this.bytes >= FULL) this.flush()
    else this.schedule()
    return entry
  }

  /** Commits what has a place. @throws JournalError if the store fails, now or before; DiskFull. */
  flush(): void {
    if (this.failure) throw this.failure
    const rows = this.pending
    if (rows.length === 0) return
    this.pending = []
    this.bytes = 0
    try {
      this.store.commit(rows)
    } catch (error) {
      if (error instanceof DiskFull) {
        this.tail = this.durable
        this.onFull(error)
        throw error
      }
      this.failure = new JournalError(
        `the journal cannot be written: ${(error as Error).message}`,
        error,
      )
      this.onFailure(this.failure)
      throw this.failure
    }
    this.durable = rows[rows.length - 1].entry
    this.onDurable(this.durable.seq)
  }

  private schedule(): void {
    if (this.isScheduled) return
    this.isScheduled = true
    this.soon(() => {
      this.isScheduled = false
      // Whoever is told of the failure has been told.
      if (!this.failure)
        try {
          this.flush()
        } catch (error) {
          if (!(error instanceof JournalError)) throw error
        }
    })
  }
}
