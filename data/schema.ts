/**
 * What a column of a table can be. Each kind has one form in memory, one type in DuckDB and one way
 * to say "unknown", so that no value ever means two things.
 *
 * | kind | in memory | in DuckDB | unknown |
 * |---|---|---|---|
 * | number | `Float64Array`: whole milliseconds, counts, keys, weights | DOUBLE | NaN |
 * | place | `Int32Array`: a place in a list of the configuration | INTEGER | `missing` |
 * | word | `Uint8Array` of places in `words` | ENUM | 255 |
 * | label | `Labels`: codes into the words that occur | ENUM of those | `NO_LABEL` |
 * | text | array of strings | VARCHAR | null |
 *
 * Whole numbers below 2^53 are exact in a DOUBLE, and so are their sums, in whatever order.
 */
export type Column = NumberColumn | PlaceColumn | WordColumn | LabelColumn | TextColumn

export interface NumberColumn {
  readonly kind: 'number'
  readonly unit: string
  readonly meaning: string
}
export interface PlaceColumn {
  readonly kind: 'place'
  readonly unit: string
  readonly meaning: string
  /** The value that stands for "none" in memory and becomes NULL. */
  readonly missing: number
}
export interface WordColumn {
  readonly kind: 'word'
  readonly unit: ''
  readonly meaning: string
  /** The closed set, in the order of its codes. */
  readonly words: readonly string[]
}
export interface LabelColumn {
  readonly kind: 'label'
  readonly unit: ''
  readonly meaning: string
}
export interface TextColumn {
  readonly kind: 'text'
  readonly unit: string
  readonly meaning: string
}

/** Words by code, where the set is known only when the run is: ranks, reasons of every kind. */
export interface Labels {
  readonly codes: Uint16Array
  readonly words: readonly string[]
}

/** Codes that stand for "none". */
export const NO_WORD = 255
export const NO_LABEL = 65_535
/** The value of a place that is never "none": −1 is a real queue, the unskilled one. */
export const NEVER_MISSING = -2_147_483_648

/** Plain numbers of any width; those of a column's own width are copied as they lie in memory. */
export type Numbers = Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array
export type Texts = readonly (string | null)[]

/** What may be given for a column. Words and labels may also come as strings. */
export type Values<C extends Column = Column> = C extends NumberColumn | PlaceColumn
  ? Numbers
  : C extends WordColumn
    ? Uint8Array | Texts
    : C extends LabelColumn
      ? Labels | Texts
      : Texts

export const number = (unit: string, meaning: string): NumberColumn => ({
  kind: 'number',
  unit,
  meaning,
})
export const place = (meaning: string): PlaceColumn => ({
  kind: 'place',
  unit: 'place',
  meaning,
  missing: -1,
})
/** A place whose −1 is a value. */
export const queue = (meaning: string): PlaceColumn => ({
  ...place(meaning),
  missing: NEVER_MISSING,
})
export const word = (words: readonly string[], meaning: string): WordColumn => ({
  kind: 'word',
  unit: '',
  meaning,
  words,
})
export const label = (meaning: string): LabelColumn => ({ kind: 'label', unit: '', meaning })
export const text = (meaning: string, unit = ''): TextColumn => ({ kind: 'text', unit, meaning })

export type Table = Readonly<Record<string, Column>>

/** The columns of a table, filled: all of one length. */
export type Data<T extends Table = Table> = { readonly [name in keyof T]: Values<T[name]> }

/** How many rows a value of a column has. */
export function rowsIn(values: Values): number {
  return 'codes' in values ? values.codes.length : values.length
}
