import type { AccountConfig, SkillRequirement } from './config/account.ts'
import type { AgentId, ChannelId, ConsumerKey, ConversationKey, SkillId, Time } from './units.ts'

/** Presence (SEMANTICS.md §19). Offline means logged out. */
export const Presence = { offline: 0, away: 1, backSoon: 2, online: 3 } as const
export type Presence = (typeof Presence)[keyof typeof Presence]
export const presenceNames = ['offline', 'away', 'backSoon', 'online'] as const
export type PresenceName = (typeof presenceNames)[number]

/** What a bot's host says of it (§9): interrupted by its vendor it takes and passes on. */
export const BotStatus = {
  offline: 0,
  online: 1,
  vendorInterruption: 2,
  serviceInterruption: 3,
} as const
export type BotStatus = (typeof BotStatus)[keyof typeof BotStatus]

/** Who ends a conversation. Inactivity is the router's own cause, hence an effect and not here. */
export type Closer = 'agent' | 'consumer' | 'system'
/** How an answer to a survey's question went. */
export const Answer = { valid: 0, unrecognised: 1, skipped: 2 } as const
export type Answer = (typeof Answer)[keyof typeof Answer]

interface At {
  readonly at: Time
}
/** Something that happens to a conversation. */
interface Of extends At {
  readonly conversation: ConversationKey
}
/** Something that an agent does with a conversation; `NO_AGENT` is the system. */
interface By extends Of {
  readonly agent: AgentId
}

/** What a conversation brings along: all of it may be missing. */
interface Opening extends Of {
  /** `NO_SKILL` enters the unskilled queue. */
  readonly skill: SkillId
  /** Whose it is; without one nobody knows the consumer again. */
  readonly consumer?: ConsumerKey
  /** Its class of channels, the first if missing. */
  readonly channel?: ChannelId
  /** Skills and levels beyond its own skill (§26.1, §26.2). */
  readonly requires?: readonly SkillRequirement[]
  /** What rules may match on: intents, attributes. */
  readonly tags?: readonly string[]
}

/**
 * What can happen to a router. Plain objects: journal, JSON and test input at once. `at` never
 * decreases; an event from the past is refused. Agents and skills are places in the configuration's
 * lists, conversations whole numbers that the host never reuses.
 */
export type RouterEvent =
  | (Opening & { readonly type: 'conversation.opened' })
  /** One public message of the consumer. */
  | (Of & { readonly type: 'consumer.wrote' })
  /** One public message of the agent's side: `agent` is the author, assigned or not. */
  | (By & { readonly type: 'agent.wrote' })
  /** To a skill's queue. `agent` is who moved it. */
  | (By & { readonly type: 'conversation.transferred'; readonly skill: SkillId })
  /** Back to the queue it came from, by its assigned agent. */
  | (By & { readonly type: 'conversation.returned' })
  /** `skipsSurvey`: the conversation itself was closed, not its dialog (§18). */
  | (Of & {
      readonly type: 'conversation.closed'
      readonly by: Closer
      readonly skipsSurvey?: true
      /** Its connection score, −100…100. */
      readonly score?: number
    })
  | (At & {
      readonly type: 'agent.presenceSet'
      readonly agent: AgentId
      readonly presence: Presence
    })
  /** Time advanced. With no deadline due it changes nothing. */
  | (At & { readonly type: 'clock.ticked' })
  /** To an agent: suggested to `to`. `skill` is the one chosen where the destination has several. */
  | (By & {
      readonly type: 'conversation.suggested'
      readonly to: AgentId
      readonly skill?: SkillId
    })
  /** A manager takes it over at once. */
  | (By & { readonly type: 'conversation.takenOver' })
  /** A manager gives a queued conversation to `agent`; `overrides` asks no condition. */
  | (By & { readonly type: 'conversation.placed'; readonly overrides?: true })
  /** An agent takes it from the queue. */
  | (By & { readonly type: 'conversation.taken' })
  /** An agent opens a new conversation with a consumer, assigned from the start. */
  | (Opening & { readonly type: 'conversation.resumed'; readonly agent: AgentId })
  | (By & { readonly type: 'offer.accepted' })
  | (By & { readonly type: 'offer.declined' })
  | (Of & { readonly type: 'urgent.set' })
  | (Of & { readonly type: 'urgent.cleared' })
  /** A manual target: the new due instant (§11.5). */
  | (By & { readonly type: 'target.set'; readonly due: Time })
  | (By & { readonly type: 'target.cancelled' })
  | (At & { readonly type: 'bot.statusSet'; readonly agent: AgentId; readonly status: BotStatus })
  /** Nobody has heard of the agent for the length of the lease (§19). */
  | (At & { readonly type: 'agent.leaseExpired'; readonly agent: AgentId })
  | (By & { readonly type: 'participant.joined' })
  | (By & { readonly type: 'participant.left' })
  /** Which conversation an agent has in front. Changes no routing. */
  | (By & { readonly type: 'agent.focused' })
  | (Of & { readonly type: 'consumer.authenticated' })
  /** `question` counts from 0; `value` is the score, or 0. */
  | (Of & {
      readonly type: 'survey.answered'
      readonly question: number
      readonly answer: Answer
      readonly value: number
    })
  /** The consumer, or its channel, ends the survey. */
  | (Of & {
      readonly type: 'survey.ended'
      readonly by: 'consumer' | 'skipped' | 'notSupported' | 'error'
    })
  /** Another configuration from now on (§0, inheritance): agents and skills keep their ids. */
  | (At & { readonly type: 'account.configured'; readonly account: AccountConfig })

export type EventType = RouterEvent['type']
/** The event types; their places are the codes of recorded histories: append, never reorder. */
export const eventTypes = [
  'conversation.opened',
  'consumer.wrote',
  'agent.wrote',
  'conversation.transferred',
  'conversation.returned',
  'conversation.closed',
  'agent.presenceSet',
  'clock.ticked',
  'conversation.suggested',
  'conversation.takenOver',
  'conversation.placed',
  'conversation.taken',
  'conversation.resumed',
  'offer.accepted',
  'offer.declined',
  'urgent.set',
  'urgent.cleared',
  'target.set',
  'target.cancelled',
  'bot.statusSet',
  'agent.leaseExpired',
  'participant.joined',
  'participant.left',
  'agent.focused',
  'consumer.authenticated',
  'survey.answered',
  'survey.ended',
  'account.configured',
] as const satisfies readonly EventType[]
