import type { QuestionKind, Target } from '../core/index.ts'

/** A proposal to an agent that stands. */
export interface Offer {
  readonly agent: number
  /** The entry that made it: an answer names it, so that a late one cannot hit the next. */
  readonly seq: number
  readonly expiresAt: number
}

/** An open conversation as people see it. */
export interface Open {
  readonly conversation: number
  readonly consumer: number
  readonly openedAt: number
  skill: number
  /** Place of the agent who holds it, −1 in the queue. */
  agent: number
  /** For whom it is kept, −1 for nobody. */
  keptFor: number
  /** When the reply that is owed is due, ms; null while none is, or without a target. */
  due: number | null
  owed: boolean
  /** What set the due: by hand, as urgent, or as stated. */
  target: keyof typeof Target
  offers: readonly Offer[]
}

/** One that has just begun: its consumer wrote, or is about to be written to. */
export const begun = (
  one: Pick<Open, 'conversation' | 'consumer' | 'openedAt' | 'skill'>,
): Open => ({
  ...{ ...one, agent: -1, keptFor: -1, due: null, owed: true, target: 'default', offers: [] },
})

/** A consumer's latest conversation. */
export interface Latest {
  readonly conversation: number
  isOpen: boolean
  /** Who held it last and its skill, −1 for none; missing while it is open. */
  agent?: number
  skill?: number
}

/** An automatic message, as it was sent. */
export interface Notice {
  readonly seq: number
  /** Counts from 1 within its entry; what people wrote is 0. */
  readonly part: number
  readonly at: number
  readonly text: string
}

/** Questions that are open after a conversation. */
export interface OpenSurvey {
  readonly consumer: number
  readonly questions: readonly QuestionKind[]
  /** By question, whether it is settled. */
  readonly settled: readonly boolean[]
}
