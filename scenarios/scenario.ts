import type { AccountConfig, AgentId, ChannelId, Duration } from '../core/index.ts'
import type { SkillId, Time, TriggerName } from '../core/index.ts'
import type { Conduct } from './conduct.ts'
import type {
  Break,
  Bursts,
  Busyness,
  ChatModel,
  Consuming,
  CoproductionModel,
  Curve,
  Headcount,
  OtherDistribution,
} from './models.ts'

/**
 * A scenario as hosts take it: checked, compiled, nothing left to look up. Instants and durations
 * are whole milliseconds; rates are per hour. It is plain data: it can be cloned to a worker,
 * written as JSON and hashed.
 */
export interface Scenario {
  readonly name: string
  readonly description: string
  /** IANA zone for local labels. */
  readonly zone: string
  readonly start: Time
  /** Arrivals stop at `start + horizon`; so does the run. */
  readonly horizon: Duration
  /** Discarded before any metric. */
  readonly burnIn: Duration
  readonly seed: number
  readonly replications: number
  /** Grain of interval measures. */
  readonly interval: Duration
  readonly account: AccountConfig
  /** What its automatic messages say; missing where the file says nothing of it. */
  readonly texts?: Texts
  /** Online from `from` to `to`, by agent then time, never overlapping; offline elsewhere. */
  readonly shifts: readonly Shift[]
  /** By agent: how it keeps to its shifts and works; missing or null: to the letter, as everybody. */
  readonly conduct?: readonly (Conduct | null)[]
  /** Beside shifts, or instead of them: how many of some agents are wanted from when. */
  readonly headcounts?: readonly Headcount[]
  /** Headcounts and curves begin again each time that this has passed; missing: never. */
  readonly cycle?: Duration
  /** Most conversations at once: who comes then is turned away. Missing: no bound. */
  readonly lines?: number
  readonly demand: readonly Demand[]
  /** Missing: all days are alike. */
  readonly busyness?: Busyness
}

/** Texts by trigger; a skill's own replaces the account's. */
export interface Texts {
  readonly account: TextByTrigger
  readonly skills: Readonly<Record<string, TextByTrigger>>
}
export type TextByTrigger = { readonly [trigger in TriggerName]?: string }

export interface Shift {
  readonly agent: AgentId
  readonly from: Time
  readonly to: Time
  /** Within it, by time, apart from each other. */
  readonly breaks?: readonly Break[]
}

/** One named source of conversations. */
export interface Demand {
  readonly name: string
  readonly skill: SkillId
  readonly arrivals: Arrivals
  /** Each conversation is one of so many consumers'; missing: each is of somebody new. */
  readonly consumers?: number
  /** What shares of them bring along; missing: nobody anything. */
  readonly marks?: readonly Mark[]
  readonly conversation: ConversationModel
}

/** What a share of a source's conversations bring along beside their skill. */
export interface Mark {
  readonly share: number
  readonly channel?: ChannelId
  /** What rules may match on: a language, a value, whatever is known of it. */
  readonly tags?: readonly string[]
  /** The consumer says that it is, as soon as it is open. */
  readonly urgent?: boolean
}

export type Arrivals =
  /** Poisson at a constant rate. */
  | { readonly kind: 'rate'; readonly perHour: number }
  /** Poisson at a rate that is constant within intervals of `length`, counted from the start. */
  | { readonly kind: 'intervals'; readonly length: Duration; readonly perHour: readonly number[] }
  /** Recorded instants, ascending, the same in every replication. */
  | { readonly kind: 'replay'; readonly at: readonly number[] }
  | Curve
  | Bursts

export type ConversationModel = (CallModel | ChatModel | CoproductionModel | MessagingModel) &
  Consuming

/** One holding time: the agent closes when it is over. */
export interface CallModel {
  readonly model: 'call'
  readonly holding: Distribution
  /** Instead, by place of the agent's group; null: as `holding`. */
  readonly holdingByGroup?: readonly (Distribution | null)[]
  /** How long a consumer waits for an agent before leaving openly; null: for ever. */
  readonly patience: Distribution | null
}

/** Turn by turn: consumer burst, owed reply, agent attention, consumer gap, and again. */
export interface MessagingModel {
  readonly model: 'messaging'
  /** Turns until the conversation is over: 1 + a geometric number with this mean ≥ 1. */
  readonly turns: { readonly mean: number }
  /** Messages of one consumer burst: geometric, mean ≥ 1, `spacing` apart. */
  readonly burst: { readonly mean: number; readonly spacing: Distribution }
  /** Agent-time for one reply; an agent attends one conversation at a time. */
  readonly attention: Distribution
  /** Reply → the consumer's next burst. */
  readonly gap: Distribution
  /** After the last reply the agent closes once this has passed. */
  readonly closeAfter: Distribution
  /** Before the first reply; null: for ever. */
  readonly patience: Distribution | null
  /** Who was assigned has patience for ever. Missing: patience lasts until the first reply. */
  readonly patienceEnds?: 'assigned'
  /** What happens to it while the consumer's turn lasts. Missing: its agent keeps it. */
  readonly betweenTurns?: 'anyAgent'
  /** Share of impatient consumers who leave without a word: the slot stays taken. */
  readonly silentShare: number
}

/** Times in ms. Each has a mean, a quantile function and a source in `sim/distributions.ts`. */
export type Distribution =
  | { readonly dist: 'exponential'; readonly mean: number }
  | { readonly dist: 'deterministic'; readonly mean: number }
  | { readonly dist: 'uniform'; readonly low: number; readonly high: number }
  /** Mean and coefficient of variation of the time itself. */
  | { readonly dist: 'lognormal'; readonly mean: number; readonly cv: number }
  | {
      readonly dist: 'hyperexponential'
      readonly p: readonly number[]
      readonly means: readonly number[]
    }
  /** Equally likely quantiles, ascending; linear between them. */
  | { readonly dist: 'empirical'; readonly quantiles: readonly number[] }
  | OtherDistribution
