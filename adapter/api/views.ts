import { type AgentId, presenceNames, scores } from '../../core/index.ts'
import { awayReasons } from '../account.ts'
import type { Desk } from '../desk.ts'
import type { Message } from '../journal/journal.ts'
import type { Notice, Open } from '../open.ts'
import type { Told } from '../told.ts'
import { offerTo } from './commands.ts'

/** Most conversations of a list that an agent asks for. */
const MOST = 50

/** What people are shown of a desk: words instead of places. */
export class Views {
  private readonly deskOf: () => Desk
  private readonly messagesOf: (conversation: number) => readonly Message[]

  constructor(deskOf: () => Desk, messagesOf: (conversation: number) => readonly Message[]) {
    this.deskOf = deskOf
    this.messagesOf = messagesOf
  }

  private get desk(): Desk {
    return this.deskOf()
  }

  private get account() {
    return this.desk.charter.account
  }

  /** Everything that an agent sees. */
  agent(agent: number) {
    const all = [...this.desk.open.values()]
    const mine = all.filter((one) => one.agent === agent)
    const offers = all.filter(({ offers: out }) => out.some((one) => one.agent === agent))
    return {
      me: this.account.agents[agent].id,
      ...this.presence(agent),
      load: this.load(agent),
      ...this.config(),
      conversations: mine.map((one) => this.conversation(one, true)),
      offers: offers.map(({ conversation }) => this.offer(agent, conversation)),
    }
  }

  /** What an agent may take: what waits, what colleagues hold, what was closed lately. */
  queue(agent: number) {
    const { latest, open, router } = this.desk
    const { skills } = router.view.config.agents[agent]
    const all = [...open.values()]
    const suits = ({ skill }: Open) => skill < 0 || skills.some((held) => held === skill)
    const waiting = all.filter((one) => one.agent < 0 && suits(one))
    const closed = [...latest.values()].filter((one) => !one.isOpen && one.agent === agent)
    return {
      waiting: waiting.slice(0, MOST).map((one) => ({
        ...this.conversation(one, false),
        keptFor: this.account.agents[one.keptFor]?.id ?? null,
      })),
      others: all
        .filter((one) => one.agent >= 0 && one.agent !== agent)
        .slice(0, MOST)
        .map((one) => ({
          ...this.conversation(one, false),
          agent: this.account.agents[one.agent].id,
        })),
      closed: closed.slice(-MOST).map(({ conversation, skill = -1 }) => ({
        ...{ conversation, skill: this.account.skills[skill]?.id ?? null },
      })),
    }
  }

  /** Everything that a consumer sees: their latest conversation, open or not. */
  consumer(consumer: number) {
    const latest = this.desk.latest.get(consumer)
    const { skills } = this.config()
    if (latest === undefined) return { skills, state: 'none', messages: [] }
    const { conversation, isOpen } = latest
    const one = this.desk.open.get(conversation)
    return {
      ...{ skills, conversation, urgent: one?.target === 'urgent' },
      state: !isOpen ? 'closed' : one!.agent >= 0 ? 'assigned' : 'waiting',
      messages: this.transcript(conversation),
      survey: this.survey(conversation),
    }
  }

  /** A frame for what a stream is told; null if nothing is left of it. */
  frame({ stream, what }: Told): object {
    const number = Number(stream.split('/')[1])
    switch (what.t) {
      case 'message':
        return { ...what, message: this.part(what) }
      case 'conversation.upsert': {
        const one = this.desk.open.get(what.conversation)
        // It may have gone on before this was on the disk: the frame that says so follows.
        const conversation = one?.agent === number ? this.conversation(one, what.isNew) : null
        return { t: what.t, conversation, load: this.load(number) }
      }
      case 'conversation.removed':
        return { ...what, load: this.load(number) }
      case 'presence':
        return { t: what.t, ...this.presence(number), presence: presenceNames[what.presence] }
      case 'offer':
        return { t: what.t, offer: this.offer(number, what.conversation) }
      case 'conversation.state': {
        const urgent = this.desk.open.get(what.conversation)?.target === 'urgent'
        return { ...what, urgent }
      }
      case 'survey':
        return { ...what, survey: this.survey(what.conversation) }
      case 'config':
        return { t: what.t, ...this.config() }
      case 'offer.closed':
        return what
    }
  }

  /** What everybody at the desk needs to know of the account. */
  private config() {
    const { agents, skills } = this.account
    return {
      skills: skills.filter(({ deleted }) => !deleted).map(({ id }) => id),
      colleagues: agents.filter(({ enabled = true }) => enabled).map(({ id }) => id),
      reasons: awayReasons,
    }
  }

  private offer(agent: number, conversation: number) {
    const { desk } = this
    const found = offerTo(desk, agent, conversation)
    if (found === undefined) return null
    const { expiresAt, seq } = found
    const one = this.conversation(desk.open.get(conversation)!, false)
    const { text } = this.messagesOf(conversation).at(-1) ?? { text: '' }
    return { ...one, offer: seq, expiresAt, text }
  }

  private survey(conversation: number) {
    const open = this.desk.surveys.get(conversation)
    if (open === undefined) return null
    const question = open.settled.indexOf(false)
    const kind = open.questions[question]
    return { conversation, question, kind, bounds: scores[kind] }
  }

  private conversation(one: Open, withMessages: boolean) {
    const { conversation, due, openedAt, owed, skill, target } = one
    return {
      ...{ conversation, openedAt, due, owed, target },
      skill: this.account.skills[skill]?.id ?? null,
      ...(withMessages && { messages: this.transcript(conversation) }),
    }
  }

  /** What people wrote and what was sent by itself, in order. */
  private transcript(conversation: number) {
    const written = this.messagesOf(conversation).map((message) => this.message(message))
    const sent = (this.desk.notices.get(conversation) ?? []).map(notice)
    return [...written, ...sent].sort((a, b) => a.seq - b.seq || a.part - b.part)
  }

  private part({ conversation, part, seq }: Told['what'] & { readonly t: 'message' }) {
    if (part === 0) {
      const found = this.messagesOf(conversation).find((one) => one.seq === seq)
      return found ? this.message(found) : null
    }
    const sent = this.desk.notices.get(conversation) ?? []
    const found = sent.find((one) => one.seq === seq && one.part === part)
    return found ? notice(found) : null
  }

  private message({ agent, at, author, seq, text }: Message) {
    const by = agent === null ? null : this.account.agents[agent].id
    return { seq, part: 0, at, author, by, text }
  }

  private presence(agent: number) {
    const reason = this.desk.reasons.get(agent)
    return {
      presence: presenceNames[this.desk.router.view.agents.presence[agent as AgentId]],
      reason: reason === undefined ? null : awayReasons[reason],
    }
  }

  private load(agent: number) {
    const { maxSlots, used } = this.desk.router.view.agents
    return { used: used[agent as AgentId] / 1000, max: maxSlots[agent as AgentId] / 1000 }
  }
}

const notice = ({ at, part, seq, text }: Notice) => ({
  ...{ seq, part, at, author: 'system' as const, by: null, text },
})
