import type { AgentId, Duration, SkillId, Time } from '../core/index.ts'
import type { Distribution } from './scenario.ts'

/**
 * Several at once with one agent, who works on all of them: each is worked off at a pace that
 * depends on how many there are. The end of each is put off or brought forward when that changes.
 */
export interface ChatModel {
  readonly model: 'chat'
  /** ms that it takes at pace 1. */
  readonly work: Distribution
  readonly pace: Pace
  /** How long a consumer waits for an agent before leaving openly; null: for ever. */
  readonly patience: Distribution | null
}

/**
 * The part of a conversation that a bot has. It answers at once; after `time` it has closed the
 * conversation, or passes it to a skill where people go on. Patience begins anew then.
 */
export interface BotModel {
  /** From the assignment to a bot to the end of what it does. */
  readonly time: Distribution
  /** What consumers want, each with its share of them. */
  readonly intents: readonly Intent[]
}

export interface Intent {
  readonly name: string
  readonly share: number
  /** Of those who want it, the share with whom the bot comes to an end. */
  readonly contained: number
  /** Where the others go. */
  readonly skill: SkillId
  /** Instead of the model's. */
  readonly time?: Distribution
}

/** What all models may say beside how they go with people. */
export interface Consuming {
  readonly bot?: BotModel
  readonly returns?: Returns
  readonly satisfaction?: Satisfaction
}

/**
 * Messages that excite messages: a self-exciting (Hawkes) process of two sides, after Daw, Castellanos,
 * Yom-Tov, Pender and Gruendlinger (Management Science 71(3), 2025). A message of either side adds to
 * the rate at which each side writes; what it adds fades exponentially, with mean `fades`. The
 * consumer's opening message starts it; when neither side will write again the agent closes.
 */
export interface CoproductionModel {
  readonly model: 'coproduction'
  /** Mean time from a message to one that it causes, 1 ÷ b. */
  readonly fades: Duration
  /** Messages of the consumer that one message of each side causes by itself: a ÷ b. */
  readonly consumer: Causes
  /** The same of the agent, at speed 1. */
  readonly agent: Causes
  /**
   * Speed of an agent by how many such conversations it has: it multiplies the agent's rate, which
   * fades all the same. The last for all beyond.
   */
  readonly pace: readonly number[]
  readonly closeAfter: Distribution
  /** As of messaging. */
  readonly patience: Distribution | null
  readonly silentShare: number
}

/** How many messages follow from one. */
export interface Causes {
  readonly perConsumer: number
  readonly perAgent: number
}

/**
 * How fast each of an agent's chats is worked off: by how many there are, from one on, the last for
 * all beyond; or a speed that all of them share evenly.
 */
export type Pace = { readonly each: readonly number[] } | { readonly shared: number }

/** Poisson at a rate that changes with time, counted from the start or from that of the cycle. */
export interface Curve {
  readonly kind: 'curve'
  readonly perHour: Rate
  /** Nobody comes from then on; missing: until the horizon. */
  readonly until?: Duration
  /** It begins again each time that this has passed; missing: as the scenario says. */
  readonly cycle?: Duration
}

/** A rate over time; instants in ms. */
export type Rate =
  /** Constant from each point on; 0 before the first. */
  | { readonly form: 'steps'; readonly points: readonly (readonly [number, number])[] }
  /** Straight between points, constant outside them. */
  | { readonly form: 'linear'; readonly points: readonly (readonly [number, number])[] }
  /** base + amplitude × sin(2π × t ÷ period + phase), never below 0. */
  | {
      readonly form: 'sinusoid'
      readonly base: number
      readonly amplitude: number
      readonly period: number
      readonly phase: number
    }

/** Poisson at the rate of a hidden state (a Markov-modulated Poisson process of two states). */
export interface Bursts {
  readonly kind: 'bursts'
  /** By state. */
  readonly perHour: readonly [number, number]
  /** How often the first state turns into the second, and back. */
  readonly turnsPerHour: readonly [number, number]
}

/**
 * Days that are busier than others: a gamma factor of mean 1 on the rate of everything that is not
 * replayed. Each demand has its own; between any two of one day the correlation is that stated.
 */
export interface Busyness {
  /** Coefficient of variation of a factor. */
  readonly cv: number
  /** In 0..1. */
  readonly correlation: number
  /** When each day begins, the first at the start, ascending. */
  readonly days: readonly number[]
}

/**
 * How many of these agents are wanted from when. Where they are too many the idle ones leave at
 * once, then whoever ends a conversation first, whoever that is.
 */
export interface Headcount {
  readonly agents: readonly AgentId[]
  /** By instant since the start, or since that of the cycle. */
  readonly steps: readonly { readonly from: Duration; readonly agents: number }[]
}

/** Away from the desk within a shift; what is in hand is finished first. */
export interface Break {
  readonly from: Time
  readonly to: Time
  readonly presence: 'away' | 'backSoon'
}

/** Who comes again after a conversation, with the same consumer's identity. */
export interface Returns {
  /** After leaving without an answer; the time counts from the close. */
  readonly afterLeaving?: Return
  /** After a conversation that was served. */
  readonly afterService?: Return
}

export interface Return {
  /** Of consumers who come again, unless that would be later than `within`. */
  readonly share: number
  readonly after: Distribution
  /** Missing: however late. */
  readonly within?: Duration
}

/** What consumers answer to the survey of a skill that has one. */
export interface Satisfaction {
  /** Share of consumers who answer. */
  readonly answers: number
  /** From question to answer. */
  readonly after: Distribution
  /** By question; one that is not stated is answered without a score. */
  readonly scores: { readonly [kind in 'csat' | 'nps' | 'fcr']?: Score }
}

/**
 * best − Σ perMinute × wait + spread × a standard normal variable, rounded to what the question allows.
 * Waits in minutes: until an agent has it, from the first message to the first reply, and from burst to
 * reply on average.
 */
export interface Score {
  readonly best: number
  readonly spread: number
  readonly perMinute: {
    readonly wait: number
    readonly firstResponse: number
    readonly response: number
  }
}

/** More distributions, times in ms. */
export type OtherDistribution =
  /** Mean and coefficient of variation: shape 1 ÷ cv². */
  | { readonly dist: 'gamma'; readonly mean: number; readonly cv: number }
  /** `k` exponential stages, `mean` of them all. */
  | { readonly dist: 'erlang'; readonly k: number; readonly mean: number }
  | { readonly dist: 'weibull'; readonly shape: number; readonly scale: number }
  /** One of several, each with its share. */
  | {
      readonly dist: 'mixture'
      readonly of: readonly { readonly share: number; readonly part: Distribution }[]
    }
