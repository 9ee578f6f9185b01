import { rowsOf } from './csv.ts'
import { ImportError } from './error.ts'
import type { Mapping } from './mapping.ts'

/** Who wrote. */
export const Role = { consumer: 0, agent: 1 } as const

/** A message log as columns, grouped by conversation, in order within each. */
export interface ImportedMessages {
  readonly source: string
  /** The conversation's key: its own where all are whole numbers, else numbered as they appear. */
  readonly thread: Float64Array
  /** Instants, ms. */
  readonly at: Float64Array
  /** `Role` */
  readonly role: Uint8Array
  /** Place in `authors`; −1 where the log names none. */
  readonly author: Int32Array
  /** Names as the log has them, in order of first appearance. */
  readonly authors: readonly string[]
  readonly threads: number
}

/**
 * Reads the log that a mapping declares; columns that it does not name are ignored.
 * @throws ImportError naming file, line, column and value.
 */
export async function importMessages(mapping: Mapping): Promise<ImportedMessages> {
  const { columns, file, splitAfter } = mapping
  if (columns.answers !== null || columns.within !== null || splitAfter !== null)
    throw new ImportError(file, 0, 'its conversations must be found first: import it as a run')
  let log: Log | undefined
  for await (const { cells, line } of rowsOf(file))
    if (log === undefined) log = new Log(mapping, cells)
    else log.add(cells, line)
  if (log === undefined) throw new ImportError(file, 0, 'the file is empty')
  return log.finish()
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

/** Names as numbers, in order of first appearance. */
class Names {
  readonly list: string[] = []
  private readonly places = new Map<string, number>()

  placeOf(name: string): number {
    let place = this.places.get(name)
    if (place === undefined) {
      place = this.list.push(name) - 1
      this.places.set(name, place)
    }
    return place
  }
}

/** Rows as they come, and what is checked of them. */
class Log {
  private readonly mapping: Mapping
  private readonly place: Readonly<
    Record<'author' | 'at' | 'conversation' | 'order' | 'side', number>
  >
  private readonly conversations = new Names()
  private readonly authors = new Names()
  private readonly rows = {
    thread: [],
    order: [],
    at: [],
    role: [],
    author: [],
    line: [],
  } as Record<'thread' | 'order' | 'at' | 'role' | 'author' | 'line', number[]>

  constructor(mapping: Mapping, header: readonly string[]) {
    this.mapping = mapping
    const { at, author, conversation, order, side } = mapping.columns
    this.place = {
      conversation: this.find(header, conversation),
      at: this.find(header, at.column),
      side: this.find(header, side.column),
      order: order === null ? -1 : this.find(header, order),
      author: author === null ? -1 : this.find(header, author),
    }
  }

  add(cells: readonly string[], line: number): void {
    const { author, conversation, order } = this.place
    const { rows } = this
    const at = this.instant(cells, line)
    rows.thread.push(this.conversations.placeOf(cells[conversation]))
    rows.at.push(at)
    rows.role.push(this.role(cells, line))
    rows.author.push(author < 0 || cells[author] === '' ? -1 : this.authors.placeOf(cells[author]))
    rows.order.push(order < 0 ? at : this.whole(cells, order, line, this.mapping.columns.order!))
    rows.line.push(line)
  }

  finish(): ImportedMessages {
    const { at, author, role, thread } = this.rows
    if (thread.length === 0) throw this.error(1, 'there is a header, but no message')
    const inOrder = this.inOrder()
    const keys = keysOf(this.conversations.list)
    const pick = <Column extends { [i: number]: number }>(
      into: Column,
      from: readonly number[],
    ) => {
      inOrder.forEach((row, i) => (into[i] = from[row]))
      return into
    }
    const n = thread.length
    return {
      source: this.mapping.file,
      thread: pick(new Float64Array(n), thread).map((place) => keys[place]),
      at: pick(new Float64Array(n), at),
      role: pick(new Uint8Array(n), role),
      author: pick(new Int32Array(n), author),
      authors: this.authors.list,
      threads: keys.length,
    }
  }

  /** Rows by conversation, then order; each conversation goes forward in order and time. */
  private inOrder(): Uint32Array {
    const { at, line, order, thread } = this.rows
    const rows = Uint32Array.from(thread, (_, i) => i).sort(
      (a, b) => thread[a] - thread[b] || order[a] - order[b] || a - b,
    )
    for (let i = 1; i < rows.length; i++) {
      const [before, row] = [rows[i - 1], rows[i]]
      if (thread[row] !== thread[before]) continue
      const { at: instant, order: name } = this.mapping.columns
      if (name !== null && order[row] === order[before])
        throw this.error(
          line[row],
          `column "${name}": ${order[row]} stands in line ${line[before]} too`,
        )
      if (at[row] < at[before])
        throw this.error(
          line[row],
          `column "${instant.column}": it is earlier than the message before it, in line ${line[before]}`,
        )
    }
    return rows
  }

  private find(header: readonly string[], column: string): number {
    const names = header.map((name) => name.trim())
    const place = names.indexOf(column)
    if (place >= 0) return place
    throw this.error(1, `column "${column}" is missing; there are: ${names.join(', ')}`)
  }

  private instant(cells: readonly string[], line: number): number {
    const { column, unit } = this.mapping.columns.at
    if (unit !== 'iso')
      return this.whole(cells, this.place.at, line, column) * (unit === 's' ? 1000 : 1)
    const text = cells[this.place.at]
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Date.parse(text)
      : Number.NaN
    if (!Number.isNaN(at)) return at
    throw this.error(
      line,
      `column "${column}": "${text}" is no instant such as 2026-03-02T09:00:00Z`,
    )
  }

  private whole(cells: readonly string[], place: number, line: number, column: string): number {
    const text = cells[place]
    if (/^-?\d{1,15}$/.test(text)) return Number(text)
    throw this.error(line, `column "${column}": "${text}" is not a whole number`)
  }

  private role(cells: readonly string[], line: number): number {
    const { agent, column, consumer } = this.mapping.columns.side
    const text = cells[this.place.side]
    if (text === consumer) return Role.consumer
    if (text === agent) return Role.agent
    throw this.error(
      line,
      `column "${column}": "${text}" is neither ${consumer} (consumer) nor ${agent} (agent)`,
    )
  }

  private error(line: number, message: string): ImportError {
    return new ImportError(this.mapping.file, line, message)
  }
}

/** Their own keys where all of them are whole numbers, else 1, 2, 3 …. */
function keysOf(names: readonly string[]): number[] {
  const isWhole = names.every((name) => /^(0|-?[1-9]\d{0,14})$/.test(name))
  return names.map((name, place) => (isWhole ? Number(name) : place + 1))
}
