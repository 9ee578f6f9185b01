import type { RouterEvent } from '../../index.ts'
import { configured } from './configured.ts'
import { close, open, resume } from './lifecycle.ts'
import * as messages from './messages.ts'
import { accept, decline } from './offers.ts'
import { joined, left, authenticated } from './participants.ts'
import { didSomething, leaseExpired, setBotStatus, setPresence } from './presence.ts'
import { answered, endSurvey, isOfSurvey } from './survey.ts'
import * as transfers from './transfers.ts'
import type { Agent, Conversation, World } from './world.ts'

/** The reason why it cannot apply, undefined if it did. */
type Refused = string | undefined

/** §1: what each event does, in the order of its list of events. */
export function happen(w: World, event: RouterEvent): Refused {
  const doer = doerOf(w, event)
  const refused = apply(w, event)
  if (!refused && doer) didSomething(w, doer)
  return refused
}

/** §19: the agent whose doing it is; a placement is a manager's. */
function doerOf(w: World, event: RouterEvent): Agent | null | undefined {
  const others = ['conversation.placed', 'bot.statusSet', 'agent.leaseExpired']
  if (others.includes(event.type)) return null
  if (event.type === 'conversation.closed' && event.by === 'agent')
    return w.open.find(({ key }) => key === event.conversation)?.holder
  return 'agent' in event ? w.agents[event.agent] : null
}

function apply(w: World, event: RouterEvent): Refused {
  switch (event.type) {
    case 'clock.ticked':
      return undefined
    case 'conversation.opened':
      return open(w, event)
    case 'conversation.resumed':
      return resume(w, event)
    case 'account.configured':
      return configured(w, event.account)
    case 'survey.answered':
      return answered(w, event)
    case 'survey.ended':
      return endSurvey(w, event)
    case 'agent.presenceSet':
    case 'agent.leaseExpired':
    case 'agent.focused':
    case 'bot.statusSet':
      return w.agents[event.agent] ? toAgent(w, event, w.agents[event.agent]) : 'unknownAgent'
    default:
      return toConversation(w, event)
  }
}

type OfAgent = Extract<
  RouterEvent,
  { type: 'agent.presenceSet' | 'agent.leaseExpired' | 'agent.focused' | 'bot.statusSet' }
>

function toAgent(w: World, event: OfAgent, agent: Agent): Refused {
  switch (event.type) {
    case 'agent.presenceSet':
      return setPresence(w, agent, event.presence, 'host')
    case 'agent.leaseExpired':
      return leaseExpired(w, agent)
    case 'agent.focused':
      // §1: it changes no routing, whether the conversation is open or not.
      return undefined
    case 'bot.statusSet':
      return setBotStatus(w, agent, event.status)
  }
}

type OfConversation = Exclude<
  RouterEvent,
  | OfAgent
  | {
      type:
        | 'clock.ticked'
        | 'conversation.opened'
        | 'conversation.resumed'
        | 'account.configured'
        | 'survey.answered'
        | 'survey.ended'
    }
>

function toConversation(w: World, event: OfConversation): Refused {
  const c = w.open.find(({ key }) => key === event.conversation)
  if (!c) return isOfSurvey(w, event) ? undefined : 'unknownConversation'
  switch (event.type) {
    case 'consumer.wrote':
      return messages.consumerWrote(w, c)
    case 'conversation.closed':
      return close(w, c, event.by, event)
    case 'urgent.set':
      return messages.setUrgent(w, c)
    case 'urgent.cleared':
      return messages.clearUrgent(w, c)
    case 'consumer.authenticated':
      return authenticated(w, c)
    case 'conversation.transferred':
      return transfers.toSkill(w, c, event)
    case 'conversation.suggested':
      return transfers.toAgent(w, c, event)
    case 'conversation.returned':
      return transfers.back(w, c, event.agent)
    default:
      return w.agents[event.agent] ? byAgent(w, event, c) : 'unknownAgent'
  }
}

type ByAgent = Extract<
  RouterEvent,
  {
    type:
      | 'agent.wrote'
      | 'conversation.takenOver'
      | 'conversation.placed'
      | 'conversation.taken'
      | 'offer.accepted'
      | 'offer.declined'
      | 'target.set'
      | 'target.cancelled'
      | 'participant.joined'
      | 'participant.left'
  }
>

/** What an agent who is known does with an open conversation. */
function byAgent(w: World, event: ByAgent, c: Conversation): Refused {
  const agent = w.agents[event.agent]
  switch (event.type) {
    case 'agent.wrote':
      return messages.agentWrote(w, c, agent)
    case 'conversation.takenOver':
      return transfers.takeOver(w, c, agent)
    case 'conversation.placed':
      return transfers.place(w, c, agent, event.overrides === true)
    case 'conversation.taken':
      return transfers.take(w, c, agent)
    case 'offer.accepted':
      return accept(w, c, agent)
    case 'offer.declined':
      return decline(w, c, agent)
    case 'target.set':
      return messages.setTarget(w, c, event.due)
    case 'target.cancelled':
      return messages.cancelTarget(w, c)
    case 'participant.joined':
      return joined(w, c, agent)
    case 'participant.left':
      return left(w, c, agent)
  }
}
