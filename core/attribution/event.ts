import type {
  AgentId,
  ConsumerKey,
  ConversationKey,
  EntryKey,
  SkillId,
  Time,
  VisitKey,
} from '../units.ts'
import type { EngagementRecord, RecordSource } from './record.ts'

/** Whether a visit may see what the brand offers (SEMANTICS.md §21, control group). */
export const visitGroups = ['exposed', 'control'] as const
export type VisitGroup = (typeof visitGroups)[number]

interface At {
  readonly at: Time
}
/** Something that a visit brought about, under a name of its own. */
interface Entered extends At {
  readonly entry: EntryKey
}
/** One stay of a conversation with an agent: `segment` counts within the conversation. */
interface Stay extends At {
  readonly conversation: ConversationKey
  readonly segment: number
}

/**
 * What attribution is told. Each fact has a key, so that facts may arrive in any order, late and more
 * than once: an agent may leave before the conversation is known to have opened.
 */
export type AttributionEvent =
  /** Two names are one person's, and always were. */
  | { readonly type: 'consumers.merged'; readonly a: ConsumerKey; readonly b: ConsumerKey }
  /** A browser, device or app of a consumer began a visit; without a group it is exposed. */
  | (At & {
      readonly type: 'visit.began'
      readonly visit: VisitKey
      readonly consumer: ConsumerKey
      readonly group?: VisitGroup
    })
  | (Entered & {
      readonly type: 'page.viewed'
      readonly visit: VisitKey
      readonly url: string
      /** Names of the parts of the page. */
      readonly sections?: readonly string[]
    })
  /** Content was shown: an interaction without an agent. */
  | (Entered & {
      readonly type: 'content.shown'
      readonly visit: VisitKey
      readonly content: string
    })
  /** An engagement attribute. `at` is the server's time stamp, `sentAt` the sender's. */
  | (Entered & {
      readonly type: 'engagement.recorded'
      readonly consumer: ConsumerKey
      readonly visit?: VisitKey
      /** As whose outcome an agent submits it. */
      readonly conversation?: ConversationKey
      readonly source: RecordSource
      readonly sentAt?: Time
      readonly record: EngagementRecord
    })
  | (At & {
      readonly type: 'conversation.began'
      readonly conversation: ConversationKey
      readonly consumer: ConsumerKey
      readonly visit?: VisitKey
    })
  | (At & { readonly type: 'conversation.ended'; readonly conversation: ConversationKey })
  | (Stay & {
      readonly type: 'segment.began'
      readonly agent: AgentId
      readonly skill: SkillId
    })
  /** A message of the agent who holds it. */
  | (Stay & { readonly type: 'segment.answered' })
  | (Stay & { readonly type: 'segment.ended' })

export type AttributionEventType = AttributionEvent['type']
