import type { Behaviour, Fit } from '../fit.ts'

/** A row of a CSV: its line in the file, from 1, and its cells. */
export interface InputRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** What of a fit scenarios use. */
export type BehaviourUsed = 'arrivals' | 'attention' | 'burst' | 'gap' | 'silent' | 'turns'

/** What a scenario refers to by file: read by the host. */
export interface Inputs {
  /** Openings of a recorded log in [from, to), ms, ascending. */
  readonly arrivals: (file: string, from: number, to: number) => readonly number[]
  readonly fit: Fit | null
  /** The rest of what was fitted; missing where nothing was. */
  readonly behaviour?: () => Pick<Behaviour, BehaviourUsed>
  /** Rows of a forecast, the header first; missing where no file can be read. */
  readonly forecast?: (file: string) => readonly InputRow[]
}
