/** Something that the palette can do. */
export interface Entry {
  readonly label: string
  readonly hint: string
  readonly act: () => void
}

/** Entries with every word of a query, those that begin with it first. */
export function find(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const text = ({ hint, label }: Entry) => `${label} ${hint}`.toLowerCase()
  const found = entries.filter((entry) => words.every((word) => text(entry).includes(word)))
  const starts = (entry: Entry) => Number(words.length > 0 && text(entry).startsWith(words[0]))
  return [...found].sort((a, b) => starts(b) - starts(a))
}
