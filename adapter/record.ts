import type {
  AgentId,
  ConversationKey,
  Presence,
  RouterEvent,
  SkillId,
  Time,
} from '../core/index.ts'

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
  /** Nobody has heard of the agent's browser for the length of the lease. */
  | { readonly type: 'agent.leaseExpired'; readonly agent: number }
  | { readonly type: 'clock.tick' }

/** What an entry means to the router. */
export function eventsOf(record: Record, instant: number): RouterEvent[] {
  const at = instant as Time
  const conversation = ('conversation' in record ? record.conversation : -1) as ConversationKey
  const agent = ('agent' in record ? record.agent : -1) as AgentId
  switch (record.type) {
    case 'writer.started':
    case 'consumer.seen':
      return []
    case 'message.received': {
      const wrote = { type: 'consumer.wrote', at, conversation } as const
      if (record.opens === null) return [wrote]
      const skill = record.opens.skill as SkillId
      return [{ type: 'conversation.opened', at, conversation, skill }, wrote]
    }
    case 'message.submitted':
      return [{ type: 'agent.wrote', at, conversation, agent }]
    case 'presence.set':
      return [{ type: 'agent.presenceSet', at, agent, presence: record.presence }]
    case 'agent.leaseExpired':
      return [{ type: 'agent.presenceSet', at, agent, presence: 0 }]
    case 'transfer.requested':
      return [
        {
          type: 'conversation.transferred',
          at,
          conversation,
          agent,
          skill: record.skill as SkillId,
        },
      ]
    case 'return.requested':
      return [{ type: 'conversation.returned', at, conversation, agent }]
    case 'close.requested':
      return [{ type: 'conversation.closed', at, conversation, by: record.by }]
    case 'clock.tick':
      return [{ type: 'clock.ticked', at }]
  }
}
