import type { AgentId, ConsumerKey, ConversationKey } from '../core/index.ts'
import type { RouterEvent, SkillId, Time } from '../core/index.ts'
import type { Record } from './record.ts'

/** What an entry means to the router. */
export function eventsOf(record: Record, instant: number): RouterEvent[] {
  const at = instant as Time
  const conversation = ('conversation' in record ? record.conversation : -1) as ConversationKey
  const agent = ('agent' in record ? record.agent : -1) as AgentId
  switch (record.type) {
    case 'writer.started':
    case 'consumer.seen':
    case 'event.refused':
      return []
    case 'config.changed':
      return [{ type: 'account.configured', at, account: record.account }]
    case 'message.received': {
      const wrote = { type: 'consumer.wrote', at, conversation } as const
      if (record.opens === null) return [wrote]
      const skill = record.opens.skill as SkillId
      const consumer = record.consumer as ConsumerKey
      return [{ type: 'conversation.opened', at, conversation, skill, consumer }, wrote]
    }
    case 'message.submitted':
      return [{ type: 'agent.wrote', at, conversation, agent }]
    case 'presence.set':
      return [{ type: 'agent.presenceSet', at, agent, presence: record.presence }]
    case 'agent.leaseExpired':
      return [{ type: 'agent.leaseExpired', at, agent }]
    case 'offer.accepted':
    case 'offer.declined':
      return [{ type: record.type, at, conversation, agent }]
    case 'suggest.requested': {
      const to = record.to as AgentId
      return [{ type: 'conversation.suggested', at, conversation, agent, to }]
    }
    case 'takeOver.requested':
      return [{ type: 'conversation.takenOver', at, conversation, agent }]
    case 'take.requested':
      return [{ type: 'conversation.taken', at, conversation, agent }]
    case 'resume.requested': {
      const consumer = record.consumer as ConsumerKey
      const skill = record.skill as SkillId
      return [{ type: 'conversation.resumed', at, conversation, agent, consumer, skill }]
    }
    case 'target.requested':
      return [
        record.due === null
          ? { type: 'target.cancelled', at, conversation, agent }
          : { type: 'target.set', at, conversation, agent, due: record.due as Time },
      ]
    case 'urgent.requested':
      return [{ type: record.urgent ? 'urgent.set' : 'urgent.cleared', at, conversation }]
    case 'survey.answered': {
      const { answer, question, value } = record
      return [{ type: 'survey.answered', at, conversation, question, answer, value }]
    }
    case 'survey.skipped':
      return [{ type: 'survey.ended', at, conversation, by: 'skipped' }]
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
