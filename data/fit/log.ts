import { rowsOf, type Run } from '../index.ts'
import { endOf, type ImportedMessages, type Mapping, Role } from '../import/index.ts'

/** What was recorded, as far as behaviour can be read from it. Instants and durations in ms. */
export interface RecordedLog {
  readonly source: string
  readonly zone: string
  /** Messages grouped by conversation, in order within each. */
  readonly messages: Pick<ImportedMessages, 'thread' | 'at' | 'role' | 'author'>
  /** Nothing is known from here on. */
  readonly until: number
  /** By conversation: when it ended, and whether the consumer left it. */
  readonly ends: ReadonlyMap<number, { readonly at: number; readonly hasLeft: boolean }>
  /** Whether it is recorded how conversations end; else those are over that were quiet for long. */
  readonly knowsEnds: boolean
}

/** A message log: it says nothing of closes, so that what was quiet for `closeAfter` is over. */
export function fromMessages(log: ImportedMessages, mapping: Mapping): RecordedLog {
  const until = endOf(log)
  const ends = new Map<number, { at: number; hasLeft: boolean }>()
  const { closeAfter, zone } = mapping
  log.thread.forEach((key, i) => {
    const isLast = log.thread[i + 1] !== key
    if (isLast && closeAfter !== null && log.at[i] + closeAfter <= until)
      ends.set(key, { at: log.at[i] + closeAfter, hasLeft: false })
  })
  return { source: log.source, zone, messages: log, until, ends, knowsEnds: false }
}

/** The rows of a run, whatever it comes from. @throws FileError */
export async function fromRun(run: Run): Promise<RecordedLog> {
  const rows = async (sql: string) => rowsOf(await run.query(sql)) as Record<string, number>[]
  const told = await rows(`
    SELECT conversation, "at", (author = 'agent')::INTEGER AS role, coalesce(agent, -1) AS agent
    FROM messages WHERE author IN ('consumer', 'agent') ORDER BY conversation, "at"`)
  const closed = await rows(`
    SELECT conversation, closed_at, (close_cause = 'consumer')::INTEGER AS has_left
    FROM conversations WHERE closed_at IS NOT NULL`)
  const messages = {
    thread: Float64Array.from(told, ({ conversation }) => conversation),
    at: Float64Array.from(told, ({ at }) => at),
    role: Uint8Array.from(told, ({ role }) => (role === 1 ? Role.agent : Role.consumer)),
    author: Int32Array.from(told, ({ agent }) => agent),
  }
  const ends = new Map(
    closed.map((row) => [row.conversation, { at: row.closed_at, hasLeft: row.has_left === 1 }]),
  )
  const { ended_at: until, source, zone } = run.details
  // A log that was imported says nothing of closes: its mapping assumes them.
  return { source: run.file, zone, messages, until, ends, knowsEnds: source !== 'imported' }
}
