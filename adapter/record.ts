import type { AccountConfig, Answer, Presence } from '../core/index.ts'
import type { Texts } from '../scenarios/index.ts'

/** Who gave a command and its own id: the same command again has no further effect. */
export interface Command {
  /** `agent/3` or `consumer/17` */
  readonly by: string
  readonly id: string
}

/** What an entry of the journal says, beside its instant: whole numbers and ids of ours only. */
export type Record =
  | { readonly type: 'writer.started'; readonly code: string }
  | { readonly type: 'consumer.seen'; readonly consumer: number }
  | {
      readonly type: 'message.received'
      readonly conversation: number
      readonly consumer: number
      /** It opens the conversation, for this skill (−1: none). */
      readonly opens: { readonly skill: number } | null
      /** Characters; the text lies in the content store. */
      readonly size: number
      readonly command: Command
    }
  | {
      readonly type: 'message.submitted'
      readonly conversation: number
      readonly agent: number
      readonly size: number
      readonly command: Command
    }
  | {
      readonly type: 'presence.set'
      readonly agent: number
      readonly presence: Presence
      /** Place in `awayReasons`; null for none. Missing in older entries. */
      readonly reason?: number | null
      readonly command: Command
    }
  | {
      readonly type: 'transfer.requested'
      readonly conversation: number
      readonly agent: number
      readonly skill: number
      readonly command: Command
    }
  | {
      readonly type: 'return.requested'
      readonly conversation: number
      readonly agent: number
      readonly command: Command
    }
  | {
      readonly type: 'close.requested'
      readonly conversation: number
      readonly by: 'agent' | 'consumer'
      readonly command: Command
    }
  /** What an agent answers to an offer. */
  | (Asked & { readonly type: 'offer.accepted' })
  | (Asked & { readonly type: 'offer.declined' })
  /** A transfer to an agent: suggested to `to`. */
  | (Asked & { readonly type: 'suggest.requested'; readonly to: number })
  /** From whoever holds it, at once. */
  | (Asked & { readonly type: 'takeOver.requested' })
  /** From the queue. */
  | (Asked & { readonly type: 'take.requested' })
  /** A new conversation with a consumer who was here before. */
  | (Asked & {
      readonly type: 'resume.requested'
      readonly consumer: number
      readonly skill: number
    })
  /** A due by hand, ms; null takes it back. */
  | (Asked & { readonly type: 'target.requested'; readonly due: number | null })
  | (Said & { readonly type: 'urgent.requested'; readonly urgent: boolean })
  | (Said & {
      readonly type: 'survey.answered'
      readonly question: number
      readonly answer: Answer
      readonly value: number
    })
  | (Said & { readonly type: 'survey.skipped' })
  /** Another account from now on, and what its automatic messages say. */
  | {
      readonly type: 'config.changed'
      readonly account: AccountConfig
      readonly texts: Texts | null
    }
  /** An entry that the router threw at: it counts as never taken (its number, and why). */
  | { readonly type: 'event.refused'; readonly refused: number; readonly reason: string }
  /** Nobody has heard of the agent's browser for the length of the lease. */
  | { readonly type: 'agent.leaseExpired'; readonly agent: number }
  | { readonly type: 'clock.tick' }

/** Something that a consumer does with their conversation. */
interface Said {
  readonly conversation: number
  readonly command: Command
}
/** Something that an agent does with a conversation. */
interface Asked extends Said {
  readonly agent: number
}
