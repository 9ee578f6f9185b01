import type { Fit } from '../fit.ts'

/** A row of a CSV: its line in the file, from 1, and its cells. */
export interface InputRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** What a scenario refers to by file: read by the host. */
export interface Inputs {
  /** Openings of a recorded log in [from, to), ms, ascending. */
  readonly arrivals: (file: string, from: number, to: number) => readonly number[]
  readonly fit: Fit | null
  /** Rows of a forecast, the header first; missing where no file can be read. */
  readonly forecast?: (file: string) => readonly InputRow[]
}
