import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** Who wrote. */
export const Role = { consumer: 0, agent: 1 } as const

/** A message log as columns, grouped by thread, in order within each. */
export interface ImportedMessages {
  readonly source: string
  readonly thread: Float64Array
  /** Instants, ms. */
  readonly at: Float64Array
  /** `Role` */
  readonly role: Uint8Array
  readonly author: Float64Array
  readonly threads: number
}

/** An error of the file at a line: `file:line: message`. */
export class ImportError extends Error {
  constructor(file: string, line: number, message: string) {
    super(line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`)
    this.name = 'ImportError'
  }
}

const columns = ['thread', 'seq', 't_unix', 'role', 'author'] as const
type Column = (typeof columns)[number]

/**
 * A CSV of messages with the columns `thread, seq, t_unix (seconds), role (c or h), author`, further
 * ones ignored. Rows of a thread stand together, `seq` ascends.
 * @throws ImportError naming file, line, column and value.
 */
export async function importMessages(file: string): Promise<ImportedMessages> {
  const rows: number[][] = [[], [], [], []]
  let place: Record<Column, number> | undefined
  let [line, threads, lastThread, lastSeq] = [0, 0, Number.NaN, -1]
  for await (const text of linesOf(file)) {
    line++
    const cells = text.split(',')
    if (place === undefined) {
      place = header(file, cells)
      continue
    }
    if (cells.length < Math.max(...Object.values(place)) + 1)
      throw new ImportError(file, line, `${cells.length} cells are too few`)
    const at = place
    const whole = (column: Column) => wholeNumber(file, line, column, cells[at[column]])
    const [thread, seq] = [whole('thread'), whole('seq')]
    if (thread !== lastThread) threads++
    else if (seq <= lastSeq)
      throw new ImportError(file, line, `column "seq": ${seq} does not follow ${lastSeq}`)
    lastThread = thread
    lastSeq = seq
    rows[0].push(thread)
    rows[1].push(whole('t_unix') * 1000)
    rows[2].push(roleOf(file, line, cells[at.role]))
    rows[3].push(whole('author'))
  }
  if (place === undefined) throw new ImportError(file, 0, 'the file is empty')
  if (rows[0].length === 0) throw new ImportError(file, line, 'there is a header, but no message')
  const [thread, at, role, author] = rows
  return {
    source: file,
    thread: Float64Array.from(thread),
    at: Float64Array.from(at),
    role: Uint8Array.from(role),
    author: Float64Array.from(author),
    threads,
  }
}

/** Openings of conversations in [from, to), ascending: demand to be replayed. */
export function arrivalsOf(log: ImportedMessages, from: number, to: number): number[] {
  const found: number[] = []
  log.thread.forEach((thread, i) => {
    const isFirst = i === 0 || log.thread[i - 1] !== thread
    if (isFirst && log.at[i] >= from && log.at[i] < to) found.push(log.at[i])
  })
  return found.sort((a, b) => a - b)
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8')
  // Reading starts with the first line asked for: an error must not come before.
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  const lines = createInterface({ input: stream, crlfDelay: Infinity })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failed])
      if (next.done) return
      yield next.value
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    throw new ImportError(file, 0, `cannot be read: ${(error as Error).message}`)
  } finally {
    failed.catch(() => undefined)
    stream.destroy()
  }
}

function header(file: string, cells: readonly string[]): Record<Column, number> {
  const names = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim())
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw new ImportError(
      file,
      1,
      `column "${missing[0]}" is missing; there are: ${names.join(', ')}`,
    )
  const places = columns.map((column) => [column, names.indexOf(column)])
  return Object.fromEntries(places) as Record<Column, number>
}

function wholeNumber(file: string, line: number, column: Column, cell: string): number {
  if (!/^-?\d+$/.test(cell))
    throw new ImportError(file, line, `column "${column}": "${cell}" is not a whole number`)
  return Number(cell)
}

function roleOf(file: string, line: number, cell: string): number {
  if (cell === 'c') return Role.consumer
  if (cell === 'h') return Role.agent
  throw new ImportError(
    file,
    line,
    `column "role": "${cell}" is neither c (consumer) nor h (agent)`,
  )
}
