import { Temporal } from 'temporal-polyfill'
import type { Duration } from '../../core/index.ts'
import { durationOf } from '../duration.ts'
import { FormError } from '../form.ts'
import type { Written } from '../read.ts'
import type { Arrivals } from '../scenario.ts'
import type { InputRow, Inputs } from './inputs.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

/** An interval of a forecast: when it begins, how many are expected in it, and its row. */
interface Expected {
  readonly at: number
  readonly n: number
  readonly row: InputRow
}

/**
 * Arrivals from a forecast: column `start` (local, or with an offset) and one that is called like the
 * demand, the number that is expected. The shortest step between rows is the length of all; what a
 * forecast leaves out has nobody.
 * @throws FormError of the CSV, at line and column of what makes no sense.
 */
export function forecastOf(
  { error, value }: Written,
  i: number,
  inputs: Inputs,
  start: Temporal.ZonedDateTime,
): Arrivals {
  const { forecast: file = '', name } = value.demand[i]
  const place = ['demand', i, 'forecast'] as const
  if (inputs.forecast === undefined) throw error(place, `${file} cannot be read here`)
  const sheet = new Sheet(file, inputs.forecast(file))
  const all = sheet.expected(name, start)
  const length = stepOf(sheet, all)
  const from = start.epochMilliseconds
  const count = Math.ceil(durationOf(value.horizon) / length)
  const perHour = Array.from({ length: count }, () => 0)
  for (const { at, n, row } of all) {
    const place = (at - from) / length
    if (!Number.isInteger(place))
      throw sheet.wrong(
        row,
        0,
        `does not begin a whole number of ${length / MINUTE} min after another`,
      )
    if (place >= 0 && place < count) perHour[place] = (n * HOUR) / length
  }
  if (perHour.every((n) => n === 0))
    throw error(place, `nobody in ${file} arrives within the horizon`)
  return { kind: 'intervals', length: length as Duration, perHour }
}

/** The shortest step between rows that follow each other. */
function stepOf(sheet: Sheet, all: readonly Expected[]): number {
  const steps = all.slice(1).map(({ at, row }, k) => {
    if (at > all[k].at) return at - all[k].at
    throw sheet.wrong(row, 0, 'is not later than the row before')
  })
  return steps.reduce((a, b) => Math.min(a, b), HOUR)
}

/** Rows of a CSV, and where they are wrong. */
class Sheet {
  private readonly file: string
  private readonly header: InputRow
  private readonly rows: readonly InputRow[]

  constructor(file: string, [header = { line: 1, cells: [] }, ...rows]: readonly InputRow[]) {
    this.file = file
    this.header = header
    this.rows = rows
  }

  expected(name: string, start: Temporal.ZonedDateTime): Expected[] {
    const [time, count] = [this.column('start'), this.column(name)]
    return this.rows.map((row) => ({
      at: this.instant(row, time, start.timeZoneId),
      n: this.number(row, count),
      row,
    }))
  }

  /** Line and column count from 1; the column is that of the cell in a row without quotes. */
  wrong({ cells, line }: InputRow, cell: number, what: string): FormError {
    const before = cells.slice(0, cell).reduce((sum, text) => sum + text.length + 1, 0)
    const message = `"${cells[cell] ?? ''}" ${what}`
    return new FormError(this.file, [{ line, column: before + 1, message }])
  }

  private column(name: string): number {
    const place = this.header.cells.indexOf(name)
    if (place >= 0) return place
    const known = this.header.cells.join(', ')
    const message = `no column "${name}"; known: ${known}`
    throw new FormError(this.file, [{ line: this.header.line, column: 1, message }])
  }

  private number(row: InputRow, cell: number): number {
    const text = (row.cells[cell] ?? '').trim()
    const n = Number(text)
    if (text !== '' && Number.isFinite(n) && n >= 0) return n
    throw this.wrong(row, cell, 'is no number from 0')
  }

  private instant(row: InputRow, cell: number, zone: string): number {
    const text = (row.cells[cell] ?? '').trim().replace(' ', 'T')
    try {
      if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds
      return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
    } catch {
      throw this.wrong(row, cell, 'is no date and time such as 2026-03-02T08:30')
    }
  }
}
