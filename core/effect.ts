import type {
  Activity,
  Cause,
  Entry,
  Loss,
  Move,
  OfferEnd,
  Refusal,
  SuggestionEnd,
  SurveyEnd,
  Target,
  Trigger,
} from './codes.ts'
import type { PresenceName } from './event.ts'
import type { Reason } from './reason.ts'
import type { AgentId, ConversationKey, Duration, GroupId, SkillId, Time, Weight } from './units.ts'

/**
 * What a router does about it, as a readable row: what `trace.at(i)` gives. Every one says why; the
 * words are those of `codes.ts`.
 */
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
      /** Who moved it, `NO_AGENT` for the system. */
      readonly agent: AgentId
      readonly from: SkillId
      readonly skill: SkillId
      readonly move: keyof typeof Move
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
  /** A proposal to an agent, who may accept until `expiresAt`. */
  | {
      readonly type: 'offered'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly by: string
      readonly expiresAt: Time
    }
  | {
      readonly type: 'offerEnded'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly end: keyof typeof OfferEnd
    }
  /** Kept for an agent until then; null: for as long as it takes. */
  | {
      readonly type: 'suggested'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly until: Time | null
    }
  | {
      readonly type: 'suggestionEnded'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly end: keyof typeof SuggestionEnd
    }
  /** To a group of its skill's split; null: to none any more. */
  | {
      readonly type: 'allocated'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly skill: SkillId
      readonly group: GroupId | null
    }
  /** An automatic message. `expected` is the macro's duration, null without one. */
  | {
      readonly type: 'sent'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly trigger: keyof typeof Trigger
      readonly expected: Duration | null
    }
  | {
      readonly type: 'surveyOpened'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
    }
  | {
      readonly type: 'surveyClosed'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
      readonly end: keyof typeof SurveyEnd
    }
  /** A presence that the router set. */
  | {
      readonly type: 'presence'
      readonly at: Time
      readonly agent: AgentId
      readonly presence: PresenceName
    }
  /** A step of its skill's relaxation is in force, counted from 0; null: only the skill is asked. */
  | {
      readonly type: 'relaxed'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly skill: SkillId
      readonly step: number | null
    }
  /** Agents of `added` may take it too, after the skill's own; null: not any more. */
  | {
      readonly type: 'widened'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly skill: SkillId
      readonly added: SkillId | null
    }
  /** Another configuration is in force. */
  | { readonly type: 'configured'; readonly at: Time }
