/** What one benchmark found: one question, one unit. */
export interface Result {
  readonly name: string
  readonly question: string
  readonly params: Readonly<Record<string, string | number>>
  readonly unit: string
  readonly median: number
  readonly min: number
  readonly runs: number
  /** Stands for what was computed: a change of meaning shows. */
  readonly hash: string
  /** What the median must reach. Missing: it is only reported. */
  readonly bar?: Bar
}
export type Bar = { readonly atMost: number } | { readonly atLeast: number }

/** A result from its figures. */
export function resultOf(
  about: Omit<Result, 'median' | 'min' | 'runs'>,
  figures: readonly number[],
): Result {
  const sorted = [...figures].sort((a, b) => a - b)
  const { bar, hash, name, params, question, unit } = about
  const [median, min, runs] = [sorted[sorted.length >> 1], sorted[0], sorted.length]
  return { name, question, params, unit, median, min, runs, hash, ...(bar && { bar }) }
}

/** Whether the median reaches the bar; undefined without one. */
export function isMet({ bar, median }: Result): boolean | undefined {
  if (bar === undefined) return undefined
  return 'atMost' in bar ? median <= bar.atMost : median >= bar.atLeast
}
