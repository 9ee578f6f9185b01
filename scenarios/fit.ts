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

/** A value with the interval that holds it in 95 % of cases. */
export interface Estimated {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** A family of durations that was fitted: ms. */
export interface Family {
  readonly dist: 'exponential' | 'gamma' | 'lognormal' | 'weibull'
  /** As a scenario has them: mean; mean and cv; shape and scale. */
  readonly parameters: Readonly<Record<string, Estimated>>
  /** Akaike's criterion: less is better. */
  readonly aic: number
  /** Largest distance of both distributions. */
  readonly ks: number
  /** At 1 … 99 %: quantiles observed and fitted, and the fitted probability of the observed ones. */
  readonly plot: {
    readonly p: readonly number[]
    readonly observed: readonly number[]
    readonly fitted: readonly number[]
    readonly probability: readonly number[]
  }
}

/** A duration with the families that were tried, the best first. */
export interface FittedFamilies {
  readonly n: number
  readonly families: readonly Family[]
}

/** Arrivals by hour of the week. */
export interface ArrivalsFit {
  readonly zone: string
  readonly weeks: number
  /** Variance ÷ mean of an hour's arrivals about the profile; 1 for Poisson arrivals. */
  readonly dispersion: number
  /** An hour, 168 of them from Monday 0:00, with how many were observed; null for none. */
  readonly rates: readonly ((Estimated & { readonly hours: number }) | null)[]
}

/** A survival curve: P(T > time), with 95 % intervals at each place. */
export interface SurvivalFit {
  readonly n: number
  readonly events: number
  readonly time: readonly number[]
  readonly survival: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** How consumers and agents behave. Durations in ms. */
export interface Behaviour {
  readonly conversations: number
  readonly arrivals: ArrivalsFit
  /** Answered turns of who is still there after the second; null if none is over. */
  readonly turns: Estimated | null
  /** Messages of a burst, as far as replies let it go on. */
  readonly burst: Estimated | null
  /** Reply → the consumer's next message. */
  readonly gap: FittedFamilies | null
  /** Agent's time for a reply, from those that waited for the reply before. */
  readonly attention: FittedFamilies | null
  /** Replies by how many conversations their agent served at the same time; 5 stands for more, too. */
  readonly concurrency: readonly {
    readonly served: number
    readonly n: number
    readonly median: number | null
  }[]
  /** Until the first reply. */
  readonly firstReply: SurvivalFit
  /** Until consumers gave up openly; null where the log does not say who did. */
  readonly patience: SurvivalFit | null
  /** Patience where some leave without a word; null if nobody left. */
  readonly silent: SilentFit | null
}

/** Exponential patience, where some leave without a word. */
export interface SilentFit {
  /** Mean patience, ms. */
  readonly mean: Estimated
  /** Of those who leave, the share without a word; exactly 1 or 0 where nobody was seen otherwise. */
  readonly silentShare: Estimated
  /** Of those who got a reply in time, the share that needed no more than one. */
  readonly oneReply: Estimated
  /** How many probably left without a word, and how many openly. */
  readonly silent: number
  readonly open: number
  /** Of the iteration. */
  readonly steps: number
}
