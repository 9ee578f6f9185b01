import { type AgentId, Entry, NEVER, NO_AGENT, type SkillId, type Time } from '../../core/index.ts'

/** Who and what the rows are about, as far as they depend on it. */
export interface Cast {
  isBot(agent: number): boolean
  /** Open time of a skill between two instants; NaN if its hours are not known. */
  openTime(skill: number, from: number, to: number): number
  /** Words of `decided_by`, by code. */
  readonly ways: readonly string[]
}

/** What is remembered of a conversation while it is open; −1 for no row, NaN for no instant. */
export interface Life {
  readonly key: number
  /** Its row among the conversations. */
  readonly row: number
  skill: SkillId
  channel: number
  holder: AgentId
  /** When the holder got it. */
  heldSince: number
  due: Time
  /** What set the due, and the due that was in force before anybody set one by hand. */
  dueBy: number
  targetDue: Time
  firstMessageAt: number
  /** The open turn's row. */
  turn: number
  turns: number
  segments: number
  /** Rows of the running segments: of the skill, and of the queue or the agent. */
  skillSegment: number
  placeSegment: number
  /** What began the present or last queue stay, and when. */
  entry: number
  enteredAt: number
  /** Its skill when an agent last gave it to another. */
  suggestedFrom: SkillId
  /** Who held it before. */
  before: number
  /** When the present run of an agent's messages began; NaN if the consumer wrote last. */
  runSince: number
  /** An agent opened it. */
  isByAgent: boolean
  /** Agents wrote before. */
  isAnswered: boolean
  /** The holder has answered a turn in this segment. */
  isReplied: boolean
  /** The consumer wrote last. */
  isAsking: boolean
  /** It came back to a queue, and nobody has had it since. */
  isRequeued: boolean
  /** For which reasons it is counted in which queue; 0 for none: `actionable.ts`. */
  lookedAt: number
  /** Which agent counts it among the owed. */
  owedBy: AgentId
  /** Where it is counted among the waiting; −1 nowhere. */
  wait: number
  /** The nearest miss told of it alone; −1 if it waits in line. */
  ownReason: number
}

/** Spelled out and not spread: one shape for all, or reading it costs more than the rest. */
export const newLife = (key: number, row: number, skill: SkillId, at: number): Life => ({
  key,
  row,
  skill,
  channel: 0,
  holder: NO_AGENT,
  heldSince: Number.NaN,
  due: NEVER,
  dueBy: -1,
  targetDue: NEVER,
  firstMessageAt: Number.NaN,
  turn: -1,
  turns: 0,
  segments: 0,
  skillSegment: -1,
  placeSegment: -1,
  entry: Entry.opened,
  enteredAt: at,
  suggestedFrom: skill,
  before: -1,
  runSince: Number.NaN,
  isByAgent: false,
  isAnswered: false,
  isReplied: false,
  isAsking: false,
  isRequeued: false,
  lookedAt: 0,
  owedBy: NO_AGENT,
  wait: -1,
  ownReason: -1,
})
