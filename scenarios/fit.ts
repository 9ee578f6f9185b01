/** A time as fitted to recorded events: ms. */
export interface FittedTime {
  readonly n: number
  /** Maximum likelihood on the logarithms; mean and coefficient of variation of the time itself. */
  readonly lognormal: { readonly mean: number; readonly cv: number }
  /** 101 quantiles, ascending: of 0, 1, …, 100 %. */
  readonly quantiles: readonly number[]
  /** Largest distance between the lognormal's and the observed distribution (Kolmogorov–Smirnov). */
  readonly ks: number
}

/** What a recorded message log says of how consumers and agents behave. */
export interface Fit {
  readonly source: string
  readonly conversations: number
  /** Share of conversations without any reply. */
  readonly unanswered: number
  /** Consumer turns of a conversation; the log's end cuts some short. */
  readonly turns: { readonly mean: number; readonly n: number }
  /** Reply → the consumer's next message. */
  readonly gap: FittedTime
  /** Start of a turn → its reply. */
  readonly reply: FittedTime
  /** Messages of a turn, and the time between them. */
  readonly burst: { readonly mean: number; readonly n: number; readonly spacing: FittedTime }
}
