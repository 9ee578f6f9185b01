import { createHash } from 'node:crypto'

/** A row of the journal: an input fact, in the one order of its account. */
export interface Entry {
  readonly seq: number
  /** Of the writer: one more at every start. */
  readonly epoch: number
  /** Logged clock, ms: never goes back. */
  readonly at: number
  readonly type: string
  readonly version: number
  /** JSON without any text that people wrote and without any name of theirs. */
  readonly payload: string
  /** SHA-256 over the previous row's chain and this row: damage anywhere shows. */
  readonly chain: string
}

/** What people wrote, apart from the journal: it can be erased, the journal cannot. */
export interface Message {
  /** The entry that speaks of it. */
  readonly seq: number
  readonly conversation: number
  readonly at: number
  readonly author: 'consumer' | 'agent'
  /** Place of the agent who wrote; null for the consumer. */
  readonly agent: number | null
  readonly text: string
}

/** What an entry brings along into the content store. */
export interface Content {
  readonly message?: Omit<Message, 'seq' | 'at'>
  /** A consumer who is new, and the digest of the token by which the browser knows them. */
  readonly consumer?: { readonly consumer: number; readonly token: string }
}

/** An entry before it has a place. */
export interface Draft {
  readonly at: number
  readonly type: string
  readonly payload: object
  readonly content?: Content
}

/** Entries and their content: they become durable together or not at all. */
export interface Row {
  readonly entry: Entry
  readonly content: Content
}

/**
 * Where rows are kept. `commit` returns once they are on the disk; whatever it throws is fatal, but for
 * a `DiskFull`: then none of them is kept, and it may be tried again once there is room.
 * One writer at a time: opening a store that another process writes is refused.
 */
export interface Store {
  readonly epoch: number
  /** What was agreed on at the first start, such as the account; null before it. */
  readonly charter: string | null
  setCharter(text: string): void
  commit(rows: readonly Row[]): void
  /** Entries after a sequence number, in order; of one type only, if it is named. */
  entries(after: number, type?: string): Iterable<Entry>
  /** Bytes that may still be written. */
  free(): number
  messages(conversation: number): readonly Message[]
  consumerOf(token: string): number | null
  close(): void
}

/** A journal that cannot be trusted or used: the message says where and why. */
export class JournalError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'JournalError'
  }
}

/** There is no room for what should be written. */
export class DiskFull extends JournalError {}

/** The version of payloads that this code writes; it reads no later one. */
export const PAYLOAD_VERSION = 1
/** The chain before the first entry. */
export const GENESIS = '0'.repeat(64)

/** The chain of an entry that follows `before`. */
export function chainOf(before: string, entry: Omit<Entry, 'chain'>): string {
  const { at, epoch, payload, seq, type, version } = entry
  return createHash('sha256')
    .update([before, seq, epoch, at, type, version, payload].join('\n'))
    .digest('hex')
}

/**
 * The entries after `from`, each checked against the one before it.
 * @throws JournalError naming the sequence number of a gap, a broken chain, an epoch or a clock that
 * goes back, or a version that is not known.
 */
export function* checked(
  entries: Iterable<Entry>,
  from: { readonly seq: number; readonly chain: string } = { seq: 0, chain: GENESIS },
): Generator<Entry> {
  let { chain, seq } = from
  let [at, epoch] = [-Infinity, 0]
  for (const entry of entries) {
    const problem = problemOf(entry, { seq, chain, at, epoch })
    if (problem) throw new JournalError(`journal, entry ${entry.seq}: ${problem}`)
    ;({ at, chain, epoch, seq } = entry)
    yield entry
  }
}

function problemOf(
  entry: Entry,
  before: {
    readonly seq: number
    readonly chain: string
    readonly at: number
    readonly epoch: number
  },
): string | null {
  if (entry.seq !== before.seq + 1) return `it follows entry ${before.seq}: entries are missing`
  if (entry.version > PAYLOAD_VERSION)
    return `version ${entry.version} was written by a later program than this one (${PAYLOAD_VERSION})`
  if (chainOf(before.chain, entry) !== entry.chain) return 'it is damaged: its chain does not match'
  if (entry.epoch < before.epoch) return `epoch ${entry.epoch} is before ${before.epoch}`
  return entry.at < before.at ? `its clock ${entry.at} is before ${before.at}` : null
}
