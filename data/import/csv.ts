import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { ImportError, unread } from './error.ts'

/** A row of a CSV: where it begins in the file, counted from 1, and its cells. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a CSV (RFC 4180: quotes, line ends within them, a byte-order mark), the header first.
 * @throws ImportError naming file and line: no such file, an unclosed quote, a ragged row.
 */
export async function* rowsOf(file: string): AsyncGenerator<Row> {
  const stream = createReadStream(file)
  const parser = parse({
    ...{ bom: true, info: true, skip_empty_lines: true },
    // Files that several programs wrote have several kinds of line ends.
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  stream.once('error', (error) => parser.destroy(error))
  let ended = 0
  try {
    for await (const { info, record } of stream.pipe(parser) as AsyncIterable<Parsed>) {
      // The parser says where a row ends; a quoted cell may hold line ends of its own.
      const inner = record.reduce((sum, cell) => sum + breaks(cell), 0)
      ended = info.lines
      yield { line: info.lines - inner, cells: record }
    }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof ImportError) throw error
    if (error instanceof CsvError) throw new ImportError(file, lineOf(error, ended), said(error))
    if ('syscall' in error) throw new ImportError(file, 0, unread(error))
    throw error
  } finally {
    stream.destroy()
  }
}

interface Parsed {
  readonly info: { readonly lines: number }
  readonly record: readonly string[]
}

function breaks(cell: string): number {
  return cell.includes('\n') ? cell.split('\n').length - 1 : 0
}

function lineOf(error: CsvError, ended: number): number {
  const lines: unknown = error['lines']
  return typeof lines === 'number' ? lines : ended + 1
}

function said({ code, message }: CsvError): string {
  const quote = 'a quote is opened that is never closed, or text stands beside a quote'
  const meanings: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: quote,
    CSV_INVALID_CLOSING_QUOTE: quote,
    INVALID_OPENING_QUOTE: quote,
    CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'the row has not as many cells as the header',
  }
  return meanings[code] ?? message.toLowerCase()
}
