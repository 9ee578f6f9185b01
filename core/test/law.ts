import fc from 'fast-check'

/** A sentence that holds for whatever is drawn; its property throws where it does not. */
export interface Law {
  /** Short, for tables. */
  readonly name: string
  readonly title: string
  /** To be asserted or checked. */
  readonly property: fc.IProperty<unknown>
}

/** The law that `holds` throws for no values of these. */
export const law = <Values extends [unknown, ...unknown[]]>(
  name: string,
  title: string,
  arbitraries: { [k in keyof Values]: fc.Arbitrary<Values[k]> },
  holds: (...values: Values) => void,
): Law => ({ name, title, property: fc.property(...arbitraries, holds) })
