import type { Reason } from './reason.ts'
import type { AgentId, ConversationKey, Duration, SkillId, Time, Weight } from './units.ts'

/**
 * What a router does about it. The numbers are stored in traces and in the tables made of them:
 * append, never reorder.
 */
export const Kind = {
  queued: 0,
  waiting: 1,
  assigned: 2,
  unassigned: 3,
  transferred: 4,
  activity: 5,
  due: 6,
  overdue: 7,
  closed: 8,
  refused: 9,
} as const
export type Kind = (typeof Kind)[keyof typeof Kind]
export const kindNames = Object.keys(Kind) as readonly (keyof typeof Kind)[]

/** Why a conversation entered a queue. */
export const Entry = { opened: 0, transferred: 1, returned: 2 } as const
export type Entry = (typeof Entry)[keyof typeof Entry]
export const entryNames = Object.keys(Entry) as readonly (keyof typeof Entry)[]

/** Why an agent lost a conversation. */
export const Loss = { transferred: 0, returned: 1, closed: 2 } as const
export type Loss = (typeof Loss)[keyof typeof Loss]
export const lossNames = Object.keys(Loss) as readonly (keyof typeof Loss)[]

/** The state of an assigned conversation (SEMANTICS.md §12.2). */
export const Activity = { active: 0, cooling: 1, inactive: 2 } as const
export type Activity = (typeof Activity)[keyof typeof Activity]
export const activityNames = Object.keys(Activity) as readonly (keyof typeof Activity)[]

/** Why a conversation ended. */
export const Cause = { agent: 0, consumer: 1, inactivity: 2, system: 3 } as const
export type Cause = (typeof Cause)[keyof typeof Cause]
export const causeNames = Object.keys(Cause) as readonly (keyof typeof Cause)[]

/** Which target set the due. */
export const Target = { default: 0, urgent: 1, firstTime: 2, manual: 3 } as const
export type Target = (typeof Target)[keyof typeof Target]
export const targetNames = Object.keys(Target) as readonly (keyof typeof Target)[]

/** Why an event could not apply. Races are ordinary: refused aloud, never thrown, never ignored. */
export const Refusal = {
  inThePast: 0,
  unknownConversation: 1,
  alreadyOpen: 2,
  unknownAgent: 3,
  unknownSkill: 4,
  notAssigned: 5,
  notTheHolder: 6,
  transferNotAllowed: 7,
  notAnInstant: 8,
  notAKey: 9,
} as const
export type Refusal = (typeof Refusal)[keyof typeof Refusal]
export const refusalNames = Object.keys(Refusal) as readonly (keyof typeof Refusal)[]

/** One effect as a readable row: what `trace.at(i)` gives. Every one says why. */
export type Effect =
  | {
      readonly type: 'queued'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly skill: SkillId
      /** Who gave it up, `NO_AGENT` when it is new. */
      readonly agent: AgentId
      readonly entry: keyof typeof Entry
      /** Null when the skill has no target. */
      readonly due: Time | null
    }
  /**
   * The nearest miss of everything that waits for `skill`: one row a need, not one a conversation.
   * A conversation that keeps clear of an agent has its own; `NO_KEY` otherwise.
   */
  | {
      readonly type: 'waiting'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly skill: SkillId
      readonly reason: keyof typeof Reason
    }
  | {
      readonly type: 'assigned'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      /** The rank that decided; `onlyOne` if no other agent was eligible. */
      readonly by: string
      /** Time in this stay of the queue. */
      readonly wait: Duration
    }
  | {
      readonly type: 'unassigned'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly loss: keyof typeof Loss
    }
  | {
      readonly type: 'transferred'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly from: SkillId
      readonly skill: SkillId
    }
  /** Of an assigned conversation. Being assigned means active; a row follows where it cools instead. */
  | {
      readonly type: 'activity'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly activity: keyof typeof Activity
      readonly weight: Weight
    }
  | {
      readonly type: 'due'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly skill: SkillId
      readonly target: keyof typeof Target
      /** Null: nothing is due any more. */
      readonly due: Time | null
    }
  /** The due passed unanswered. Dated to the due, told one millisecond after it. */
  | {
      readonly type: 'overdue'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
    }
  | {
      readonly type: 'closed'
      readonly at: Time
      readonly conversation: ConversationKey
      /** Who held it last, `NO_AGENT` if nobody ever did. */
      readonly agent: AgentId
      readonly skill: SkillId
      readonly cause: keyof typeof Cause
      readonly duration: Duration
    }
  | {
      readonly type: 'refused'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly refusal: keyof typeof Refusal
      readonly event: string
    }
