import {
  type AccountConfig,
  type AgentId,
  type ChannelId,
  configure,
  type ConsumerKey,
  type ConversationKey,
  Kind,
  Presence,
  Router,
  type RouterEvent,
  type SkillId,
  type Time,
} from '../../core/index.ts'
import { opening, plainCentre, wholeCentre } from '../centre.ts'

export const accounts = ['plain', 'whole'] as const
export type AccountName = (typeof accounts)[number]

/** Conversations an agent: so many that half of all that are open are held, the others wait. */
const HELD = 500

/** The centre of fifty skills, its agents with room for half of so many conversations. */
export function accountOf(name: AccountName, open: number): AccountConfig {
  const agents = Math.max(10, Math.round(open / (2 * HELD)))
  const account = name === 'plain' ? plainCentre(agents) : wholeCentre(agents)
  // A shift that just began takes a few: with a warm-up nearly all would wait.
  return { ...account, maxSlots: Math.ceil(open / (2 * agents)), warmUp: null }
}

/**
 * A router with so many open conversations, each with a message of a consumer of its own. Half of
 * those that are held are answered. One comes each millisecond.
 */
export function filled(account: AccountConfig, open: number): Router {
  const router = new Router(configure(account))
  const isPlain = account.channels === undefined
  const tell = (event: RouterEvent) => {
    router.apply(event)
    const { trace } = router
    const { agent, conversation, kind } = trace.columns
    const count = trace.length - trace.base
    for (let i = 0; i < count; i++)
      if (kind[i] === Kind.assigned && conversation[i] % 2 === 0)
        replies.push([conversation[i] as ConversationKey, agent[i] as AgentId])
    trace.hash()
    trace.forget(trace.length)
  }
  let replies: [ConversationKey, AgentId][] = []
  account.agents.forEach((_, agent) =>
    tell({
      ...{ type: 'agent.presenceSet', at: opening, agent: agent as AgentId },
      presence: Presence.online,
    }),
  )
  for (let i = 0; router.open < open; i++) {
    const at = (opening + i) as Time
    const conversation = i as ConversationKey
    const skill = (i % account.skills.length) as SkillId
    const of = { consumer: i as ConsumerKey, channel: Number(i % 10 === 0) as ChannelId }
    tell({ type: 'conversation.opened', at, conversation, skill, ...(!isPlain && of) })
    tell({ type: 'consumer.wrote', at, conversation })
    const due = replies
    replies = []
    for (const [conversation, agent] of due) tell({ type: 'agent.wrote', at, conversation, agent })
  }
  return router
}
