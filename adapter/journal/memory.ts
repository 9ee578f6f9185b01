import { DiskFull, type Entry, type Message, type Row, type Store } from './journal.ts'

/** What goes wrong, by the number of the commit, from 1. */
export interface Faults {
  /** This commit fails before anything is kept. */
  readonly failAt?: number
  /** This commit keeps only its first rows and then fails: a torn tail. */
  readonly tearAt?: { readonly commit: number; readonly rows: number }
}

/** What outlives a process: hand it to the next store as a disk would be. */
export interface Disk {
  readonly rows: Row[]
  charter: string | null
  epoch: number
  /** Bytes; nothing is written without any. */
  room: number
}

export const emptyDisk = (): Disk => ({ rows: [], charter: null, epoch: 0, room: Infinity })

/** A store in memory, for tests: it forgets and fails as it is told to. */
export class MemoryStore implements Store {
  readonly epoch: number
  commits = 0
  private readonly disk: Disk
  private readonly faults: Faults

  constructor(disk: Disk = emptyDisk(), faults: Faults = {}) {
    this.disk = disk
    this.faults = faults
    this.epoch = ++disk.epoch
  }

  get charter(): string | null {
    return this.disk.charter
  }

  setCharter(text: string): void {
    this.disk.charter = text
  }

  commit(rows: readonly Row[]): void {
    const { failAt, tearAt } = this.faults
    if (this.disk.room <= 0) throw new DiskFull('no space left on device')
    this.commits++
    if (this.commits === failAt) throw new Error('input/output error')
    if (this.commits === tearAt?.commit) {
      this.disk.rows.push(...rows.slice(0, tearAt.rows))
      throw new Error('no space left on device')
    }
    this.disk.rows.push(...rows)
  }

  *entries(after: number, type?: string): Generator<Entry> {
    for (const { entry } of this.disk.rows)
      if (entry.seq > after && (type === undefined || type === entry.type)) yield entry
  }

  free(): number {
    return this.disk.room
  }

  messages(conversation: number): readonly Message[] {
    return this.disk.rows.flatMap(({ content: { message }, entry: { at, seq } }) =>
      message?.conversation === conversation ? [{ seq, at, ...message }] : [],
    )
  }

  consumerOf(token: string): number | null {
    const found = this.disk.rows.find(({ content }) => content.consumer?.token === token)
    return found?.content.consumer?.consumer ?? null
  }

  close(): void {}
}
