import { type AccountConfig, NO_SKILL, Presence } from '../../core/index.ts'
import { awayReasons } from '../account.ts'
import type { Desk } from '../desk.ts'
import type { Content } from '../journal/journal.ts'
import type { Open } from '../open.ts'
import type { Record } from '../record.ts'
import { type AgentCommand, Refused } from './frames.ts'

/** What a command comes to. */
export interface Deed {
  readonly record: Record
  readonly content?: Content
}

/** What an agent's command comes to on this desk. @throws Refused */
export function agentDeed(desk: Desk, agent: number, asked: AgentCommand): Deed {
  const command = { by: `agent/${agent}`, id: asked.id }
  if (asked.t === 'presence.set') {
    const presence = Presence[asked.presence]
    const reason = asked.reason === undefined ? null : awayReasons.indexOf(asked.reason)
    return { record: { type: 'presence.set', agent, presence, reason, command } }
  }
  const { conversation } = asked
  melt(desk, conversation)
  const what = { conversation, agent, command }
  switch (asked.t) {
    case 'accept':
    case 'decline': {
      const isThis = offerTo(desk, agent, conversation)?.seq === asked.offer
      if (!isThis) throw new Refused('OFFER_GONE', 'the offer is gone')
      const type = asked.t === 'accept' ? 'offer.accepted' : 'offer.declined'
      return { record: { type, ...what } }
    }
    case 'take':
    case 'takeOver':
      opened(desk, conversation)
      return {
        record: { type: asked.t === 'take' ? 'take.requested' : 'takeOver.requested', ...what },
      }
    case 'resume':
      return resumed(desk, agent, conversation, command)
  }
  held(desk, agent, conversation)
  return ownDeed(desk, what, asked)
}

/** What an agent does with a conversation that they hold. */
function ownDeed(
  { charter: { account } }: Desk,
  what: { conversation: number; agent: number; command: { by: string; id: string } },
  asked: AgentCommand,
): Deed {
  const { agent, conversation } = what
  switch (asked.t) {
    case 'message.send': {
      const { text } = asked
      const message = { conversation, author: 'agent', agent, text } as const
      const record = { type: 'message.submitted', ...what, size: text.length } as const
      return { record, content: { message } }
    }
    case 'transfer': {
      const skill = skillOf(account, asked.skill)
      return { record: { type: 'transfer.requested', ...what, skill } }
    }
    case 'suggest':
      return { record: { type: 'suggest.requested', ...what, to: agentOf(account, asked.agent) } }
    case 'return':
      return { record: { type: 'return.requested', ...what } }
    case 'target.set':
      return { record: { type: 'target.requested', ...what, due: asked.due } }
    case 'target.cancel':
      return { record: { type: 'target.requested', ...what, due: null } }
    default:
      return {
        record: { type: 'close.requested', conversation, by: 'agent', command: what.command },
      }
  }
}

/** A new conversation with the consumer of a closed one that this agent held last. */
function resumed(
  desk: Desk,
  agent: number,
  closed: number,
  command: { by: string; id: string },
): Deed {
  const found = [...desk.latest].find(([, { conversation }]) => conversation === closed)
  if (!found || found[1].agent !== agent)
    throw new Refused('NOT_FOUND', `conversation ${closed} is none that you closed lately`)
  const [consumer, { isOpen, skill = NO_SKILL }] = found
  if (isOpen) throw new Refused('CONFLICT', 'it is open')
  const conversation = desk.lastConversation + 1
  return { record: { type: 'resume.requested', conversation, agent, consumer, skill, command } }
}

/** An offer to this agent that stands. */
export const offerTo = (desk: Desk, agent: number, conversation: number) =>
  desk.open.get(conversation)?.offers.find((one) => one.agent === agent)

/** @throws Refused where a conversation could not go on twice: it waits for people. */
export function melt({ poisoned }: Desk, conversation: number): void {
  if ((poisoned.get(conversation) ?? 0) >= 2)
    throw new Refused('CONFLICT', `conversation ${conversation} is frozen: it failed twice`)
}

function opened(desk: Desk, conversation: number): Open {
  const one = desk.open.get(conversation)
  if (one === undefined) throw new Refused('CLOSED', `conversation ${conversation} is not open`)
  return one
}

/** A conversation that this agent holds. @throws Refused */
function held(desk: Desk, agent: number, conversation: number): Open {
  const one = opened(desk, conversation)
  if (one.agent !== agent)
    throw new Refused('NOT_ASSIGNED', `conversation ${conversation} is not yours any more`)
  return one
}

/** The place of a skill. @throws Refused naming those that there are. */
export const skillOf = ({ skills }: AccountConfig, id: string): number =>
  placeOf(
    'skill',
    skills.filter(({ deleted }) => !deleted).map((one) => one.id),
    skills,
    id,
  )

const agentOf = ({ agents }: AccountConfig, id: string): number =>
  placeOf(
    'agent',
    agents.filter(({ enabled = true }) => enabled).map((one) => one.id),
    agents,
    id,
  )

function placeOf(
  what: string,
  names: readonly string[],
  list: readonly { readonly id: string }[],
  id: string,
): number {
  if (names.includes(id)) return list.findIndex((one) => one.id === id)
  const known = names.length > 0 ? names.join(', ') : 'there are none'
  throw new Refused('NOT_FOUND', `unknown ${what} "${id.slice(0, 60)}"; known: ${known}`)
}
