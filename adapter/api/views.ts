import { type AccountConfig, type AgentId, presenceNames } from '../../core/index.ts'
import type { Desk, Open, Told } from '../desk.ts'
import type { Message } from '../journal/journal.ts'

/** What people are shown of a desk: words instead of places. */
export class Views {
  private readonly desk: Desk
  private readonly account: AccountConfig
  private readonly messagesOf: (conversation: number) => readonly Message[]

  constructor(
    desk: Desk,
    account: AccountConfig,
    messagesOf: (conversation: number) => readonly Message[],
  ) {
    this.desk = desk
    this.account = account
    this.messagesOf = messagesOf
  }

  /** Everything that an agent sees. */
  agent(agent: number) {
    const mine = [...this.desk.open.values()].filter((one) => one.agent === agent)
    return {
      me: this.account.agents[agent].id,
      presence: this.presenceOf(agent),
      load: this.load(agent),
      skills: this.account.skills.map(({ id }) => id),
      conversations: mine.map((one) => this.conversation(one, true)),
    }
  }

  /** Everything that a consumer sees: their latest conversation, open or not. */
  consumer(consumer: number) {
    const latest = this.desk.latest.get(consumer)
    const skills = this.account.skills.map(({ id }) => id)
    if (latest === undefined) return { skills, state: 'none', messages: [] }
    const one = this.desk.open.get(latest.conversation)
    return {
      skills,
      conversation: latest.conversation,
      state: !latest.isOpen ? 'closed' : one!.agent >= 0 ? 'assigned' : 'waiting',
      messages: this.messagesOf(latest.conversation).map((message) => this.message(message)),
    }
  }

  /** A frame for what a stream is told; null if nothing is left of it. */
  frame({ stream, what }: Told): object {
    const [side, number] = stream.split('/')
    switch (what.t) {
      case 'message': {
        const all = this.messagesOf(what.conversation)
        const message = all.find(({ seq }) => seq === what.seq)
        return { ...what, message: message ? this.message(message) : null }
      }
      case 'conversation.upsert': {
        const one = this.desk.open.get(what.conversation)
        const isMine = side === 'agent' && one?.agent === Number(number)
        const load = this.load(Number(number))
        // It may have gone on before this was on the disk: the frame that says so follows.
        const conversation = isMine ? this.conversation(one, what.isNew) : null
        return { t: what.t, conversation, load }
      }
      case 'conversation.removed':
        return { ...what, load: this.load(Number(number)) }
      case 'presence':
        return { t: what.t, presence: presenceNames[what.presence] }
      case 'conversation.state':
        return what
    }
  }

  private conversation(one: Open, withMessages: boolean) {
    const { conversation, due, openedAt, owed, skill } = one
    return {
      ...{ conversation, openedAt, due, owed },
      skill: this.account.skills[skill]?.id ?? null,
      ...(withMessages && {
        messages: this.messagesOf(conversation).map((message) => this.message(message)),
      }),
    }
  }

  private message({ agent, at, author, seq, text }: Message) {
    return { seq, at, author, by: agent === null ? null : this.account.agents[agent].id, text }
  }

  private presenceOf(agent: number) {
    return presenceNames[this.desk.router.view.agents.presence[agent as AgentId]]
  }

  private load(agent: number) {
    const { maxSlots, used } = this.desk.router.view.agents
    return { used: used[agent as AgentId] / 1000, max: maxSlots[agent as AgentId] / 1000 }
  }
}
