import { type AccountConfig, NO_SKILL, Presence } from '../../core/index.ts'
import type { Desk, Open } from '../desk.ts'
import type { Content } from '../journal/journal.ts'
import type { Record } from '../record.ts'
import { type AgentCommand, type ConsumerCommand, Refused } from './frames.ts'

/** What a command comes to. */
export interface Deed {
  readonly record: Record
  readonly content?: Content
}

/** What an agent's command comes to on this desk. @throws Refused */
export function agentDeed(
  desk: Desk,
  account: AccountConfig,
  agent: number,
  asked: AgentCommand,
): Deed {
  const command = { by: `agent/${agent}`, id: asked.id }
  if (asked.t === 'presence.set') {
    const presence = Presence[asked.presence]
    return { record: { type: 'presence.set', agent, presence, command } }
  }
  const { conversation } = held(desk, agent, asked.conversation)
  switch (asked.t) {
    case 'message.send': {
      const { text } = asked
      const message = { conversation, author: 'agent', agent, text } as const
      const size = text.length
      const record = { type: 'message.submitted', conversation, agent, size, command } as const
      return { record, content: { message } }
    }
    case 'transfer': {
      const skill = skillOf(account, asked.skill)
      return { record: { type: 'transfer.requested', conversation, agent, skill, command } }
    }
    case 'return':
      return { record: { type: 'return.requested', conversation, agent, command } }
    case 'close':
      return { record: { type: 'close.requested', conversation, by: 'agent', command } }
  }
}

/** What a consumer's command comes to on this desk. @throws Refused */
export function consumerDeed(
  desk: Desk,
  account: AccountConfig,
  consumer: number,
  asked: ConsumerCommand,
): Deed {
  const command = { by: `consumer/${consumer}`, id: asked.id }
  const latest = desk.latest.get(consumer)
  if (asked.t === 'close') {
    if (!latest?.isOpen) throw new Refused('CLOSED', 'there is no open conversation to close')
    const { conversation } = latest
    return { record: { type: 'close.requested', conversation, by: 'consumer', command } }
  }
  const isOpen = latest?.isOpen === true
  const conversation = isOpen ? latest.conversation : desk.lastConversation + 1
  const skill = asked.skill === undefined ? defaultSkill(account) : skillOf(account, asked.skill)
  const { text } = asked
  return {
    record: {
      ...{ type: 'message.received', conversation, consumer, size: text.length, command },
      opens: isOpen ? null : { skill },
    },
    content: { message: { conversation, author: 'consumer', agent: null, text } },
  }
}

/** A conversation that this agent holds. @throws Refused */
function held(desk: Desk, agent: number, conversation: number): Open {
  const one = desk.open.get(conversation)
  if (one === undefined) throw new Refused('CLOSED', `conversation ${conversation} is not open`)
  if (one.agent !== agent)
    throw new Refused('NOT_ASSIGNED', `conversation ${conversation} is not yours any more`)
  return one
}

/** Without a word of the consumer's: the first skill, or none where there is none. */
const defaultSkill = ({ skills }: AccountConfig): number => (skills.length > 0 ? 0 : NO_SKILL)

function skillOf({ skills }: AccountConfig, id: string): number {
  const place = skills.findIndex((skill) => skill.id === id)
  if (place >= 0) return place
  const known = skills.length > 0 ? skills.map((skill) => skill.id).join(', ') : 'there are none'
  throw new Refused('NOT_FOUND', `unknown skill "${id.slice(0, 60)}"; known: ${known}`)
}
