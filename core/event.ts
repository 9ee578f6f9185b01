import type { AgentId, ConversationKey, SkillId, Time } from './units.ts'

/** Presence (SEMANTICS.md §19). Offline means logged out. */
export const Presence = { offline: 0, away: 1, backSoon: 2, online: 3 } as const
export type Presence = (typeof Presence)[keyof typeof Presence]
export const presenceNames = ['offline', 'away', 'backSoon', 'online'] as const
export type PresenceName = (typeof presenceNames)[number]

/** Who ends a conversation. Inactivity is the router's own cause, hence an effect and not here. */
export type Closer = 'agent' | 'consumer' | 'system'

/**
 * What can happen to a router. Plain objects: journal, JSON and test input at once. `at` never
 * decreases; an event from the past is refused. Agents and skills are places in the configuration's
 * lists, conversations whole numbers that the host never reuses.
 */
export type RouterEvent =
  | {
      readonly type: 'conversation.opened'
      readonly at: Time
      readonly conversation: ConversationKey
      /** `NO_SKILL` enters the unskilled queue. */
      readonly skill: SkillId
    }
  /** One public message of the consumer. */
  | { readonly type: 'consumer.wrote'; readonly at: Time; readonly conversation: ConversationKey }
  /** One public message of the agent's side: `agent` is the author, assigned or not. */
  | {
      readonly type: 'agent.wrote'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
    }
  /** To a skill's queue. `agent` is who moved it, `NO_AGENT` for the system. */
  | {
      readonly type: 'conversation.transferred'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
      readonly skill: SkillId
    }
  /** Back to the queue it came from, by its assigned agent. */
  | {
      readonly type: 'conversation.returned'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly agent: AgentId
    }
  | {
      readonly type: 'conversation.closed'
      readonly at: Time
      readonly conversation: ConversationKey
      readonly by: Closer
    }
  | {
      readonly type: 'agent.presenceSet'
      readonly at: Time
      readonly agent: AgentId
      readonly presence: Presence
    }
  /** Time advanced. With no deadline due it changes nothing. */
  | { readonly type: 'clock.ticked'; readonly at: Time }

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
] as const satisfies readonly EventType[]
