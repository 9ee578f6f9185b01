import { configure, type Effect, type Refusal, Router, type Snapshot } from '../core/index.ts'
import { presenceNames } from '../core/index.ts'
import type { Charter } from './charter.ts'
import { eventsOf } from './events.ts'
import { begun, type Latest, type Notice, type Open, type OpenSurvey } from './open.ts'
import type { Record } from './record.ts'
import { type Done, forget, removed, type Told, type What } from './told.ts'
import { noticeText } from './texts.ts'

/** All that follows from the journal: the router and what people see of it. A fold, like the core. */
export class Desk {
  readonly router: Router
  charter: Charter
  readonly open = new Map<number, Open>()
  readonly latest = new Map<number, Latest>()
  /** By conversation, the latest of each consumer: what was sent by itself. */
  readonly notices = new Map<number, readonly Notice[]>()
  readonly surveys = new Map<number, OpenSurvey>()
  /** By agent: the place of the reason why they are away. */
  readonly reasons = new Map<number, number>()
  /** By stream: what it was last told. */
  readonly streams = new Map<string, number>()
  /** By command: the entry that did it. */
  readonly done = new Map<string, Done>()
  /** By conversation: how often an entry about it could not be taken; two freeze it. */
  readonly poisoned = new Map<number, number>()
  /** The entry that set the account; 0 what it was begun with. */
  configuredBy = 0
  lastConversation = 0
  lastConsumer = 0
  private read: number
  private told: Told[] = []
  private seq = 0
  private parts = 0
  private closing: Open | null = null
  private refusal: keyof typeof Refusal | undefined

  constructor(charter: Charter, from?: Snapshot) {
    this.charter = charter
    this.router = new Router(configure(charter.account), undefined, from)
    this.read = this.router.trace.length
  }

  /** Takes one entry. Returns what it lets people know, in order. */
  step(record: Record, at: number, seq: number): readonly Told[] {
    Object.assign(this, { told: [], seq, parts: 0, closing: null, refusal: undefined })
    this.note(record, at)
    // Before what is sent by itself, which answers it.
    if (record.type === 'message.received') this.tellMessage(record.conversation, seq, 0)
    for (const event of eventsOf(record, at)) {
      this.router.apply(event)
      this.follow()
    }
    if (record.type === 'config.changed' && this.refusal === undefined) this.reform(record)
    if (record.type === 'survey.answered' && this.refusal === undefined) this.settle(record)
    if (record.type === 'message.submitted') this.tellMessage(record.conversation, seq, 0)
    if ('presence' in record) {
      if (typeof record.reason === 'number') this.reasons.set(record.agent, record.reason)
      else this.reasons.delete(record.agent)
      this.tell(`agent/${record.agent}`, { t: 'presence', presence: record.presence })
    }
    if ('command' in record) this.remember(record.command, at)
    return this.told
  }

  /** An entry that could not be taken; the conversation that it was about may freeze. */
  poison(record: Record): void {
    if (!('conversation' in record)) return
    const { conversation } = record
    this.poisoned.set(conversation, (this.poisoned.get(conversation) ?? 0) + 1)
  }

  private remember({ by, id }: { by: string; id: string }, at: number): void {
    const { refusal, seq } = this
    this.done.set(`${by} ${id}`, { seq, at, ...(refusal && { refusal }) })
    forget(this.done, at)
  }

  /** What the desk remembers beside the router. */
  private note(record: Record, at: number): void {
    if (record.type === 'consumer.seen') this.lastConsumer = record.consumer
    if (record.type === 'message.received') {
      if (record.opens !== null) this.begin(record, record.opens.skill, at)
      else this.open.get(record.conversation)!.owed = true
    }
    if (record.type === 'resume.requested') this.begin(record, record.skill, at)
  }

  private begin(
    { consumer, conversation }: { readonly consumer: number; readonly conversation: number },
    skill: number,
    at: number,
  ): void {
    this.notices.delete(this.latest.get(consumer)?.conversation ?? 0)
    this.lastConversation = conversation
    this.latest.set(consumer, { conversation, isOpen: true })
    this.open.set(conversation, begun({ conversation, consumer, openedAt: at, skill }))
  }

  private reform({ account, texts }: Charter): void {
    Object.assign(this, { charter: { account, texts }, configuredBy: this.seq })
    for (const [agent] of account.agents.entries()) this.tell(`agent/${agent}`, { t: 'config' })
  }

  private follow(): void {
    const { trace } = this.router
    for (; this.read < trace.length; this.read++) this.effect(trace.at(this.read))
    if (this.read - trace.base > 4096) trace.forget(this.read)
  }

  /** Effects that nobody is told of at a desk have no case of their own. */
  private effect(row: Effect): void {
    if (row.type === 'refused') this.refusal ??= row.refusal
    if (row.type === 'presence')
      return this.setPresence(row.agent, presenceNames.indexOf(row.presence))
    if (row.type === 'surveyClosed') return this.endSurvey(row.conversation)
    if (!('conversation' in row)) return
    const one = this.open.get(row.conversation) ?? this.closing
    if (one?.conversation !== row.conversation) return
    this.happen(one, row)
  }

  private happen(one: Open, row: Effect): void {
    const { conversation } = one
    switch (row.type) {
      case 'queued':
        one.due = row.due
        one.owed ||= row.due !== null
        return this.tellConsumer(one, 'waiting')
      case 'assigned':
        return this.assign(one, row.agent)
      case 'unassigned':
        one.agent = -1
        return this.tell(`agent/${row.agent}`, removed(conversation, row.loss))
      case 'transferred':
        one.skill = row.skill
        return
      case 'due':
        return this.setDue(one, row)
      case 'activity':
      case 'overdue':
        return this.tellHolder(one)
      case 'suggested':
      case 'suggestionEnded':
        one.keptFor = row.type === 'suggested' ? row.agent : -1
        return
      case 'offered': {
        const { agent, expiresAt } = row
        one.offers = [...one.offers, { agent, seq: this.seq, expiresAt }]
        return this.tell(`agent/${agent}`, { t: 'offer', conversation, seq: this.seq })
      }
      case 'offerEnded':
        return this.endOffer(one, row.agent, row.end)
      case 'sent':
        return this.notice(one, row)
      case 'closed':
        return this.close(one, row.agent)
      case 'surveyOpened':
        return this.beginSurvey(one)
      default:
    }
  }

  private setDue(one: Open, { due, target }: Effect & { readonly type: 'due' }): void {
    const isChanged = (one.target === 'urgent') !== (target === 'urgent')
    Object.assign(one, { due, owed: due !== null, target })
    this.tellHolder(one)
    if (isChanged) this.tellConsumer(one, one.agent >= 0 ? 'assigned' : 'waiting')
  }

  private assign(one: Open, agent: number): void {
    const { conversation } = one
    Object.assign(one, { agent, keptFor: -1 })
    this.tell(`agent/${agent}`, { t: 'conversation.upsert', conversation, isNew: true })
    this.tellConsumer(one, 'assigned')
  }

  private endOffer(one: Open, agent: number, outcome: string): void {
    const seq = one.offers.find((offer) => offer.agent === agent)?.seq ?? 0
    one.offers = one.offers.filter((offer) => offer.agent !== agent)
    const { conversation } = one
    this.tell(`agent/${agent}`, { t: 'offer.closed', conversation, seq, outcome })
  }

  private notice(one: Open, row: Effect & { readonly type: 'sent' }): void {
    const text = noticeText(this.charter, one, row)
    const notice = { seq: this.seq, part: ++this.parts, at: row.at, text }
    const before = this.notices.get(one.conversation) ?? []
    this.notices.set(one.conversation, [...before, notice])
    this.tellMessage(one.conversation, this.seq, this.parts)
  }

  private close(one: Open, agent: number): void {
    const { conversation, consumer, skill } = one
    this.closing = one
    this.open.delete(conversation)
    this.latest.set(consumer, { conversation, isOpen: false, agent, skill })
    this.tellConsumer(one, 'closed')
  }

  private beginSurvey({ conversation, consumer, skill }: Open): void {
    const { questions } = this.router.view.config.skills[skill].survey!
    this.surveys.set(conversation, { consumer, questions, settled: questions.map(() => false) })
    this.tell(`consumer/${consumer}`, { t: 'survey', conversation })
  }

  private settle({ conversation, question }: Record & { readonly type: 'survey.answered' }): void {
    const survey = this.surveys.get(conversation)
    if (survey === undefined) return
    const settled = survey.settled.with(question, true)
    this.surveys.set(conversation, { ...survey, settled })
    this.tell(`consumer/${survey.consumer}`, { t: 'survey', conversation })
  }

  private endSurvey(conversation: number): void {
    const survey = this.surveys.get(conversation)
    this.surveys.delete(conversation)
    if (survey) this.tell(`consumer/${survey.consumer}`, { t: 'survey', conversation })
  }

  private setPresence(agent: number, presence: number): void {
    this.reasons.delete(agent)
    this.tell(`agent/${agent}`, { t: 'presence', presence })
  }

  private tellMessage(conversation: number, seq: number, part: number): void {
    const one = this.open.get(conversation) ?? this.closing
    if (one === null) return
    const what = { t: 'message', conversation, seq, part } as const
    this.tell(`consumer/${one.consumer}`, what)
    if (one.agent >= 0) this.tell(`agent/${one.agent}`, what)
  }

  private tellHolder({ agent, conversation }: Open): void {
    if (agent >= 0)
      this.tell(`agent/${agent}`, { t: 'conversation.upsert', conversation, isNew: false })
  }

  private tellConsumer({ consumer, conversation }: Open, state: string): void {
    this.tell(`consumer/${consumer}`, { t: 'conversation.state', conversation, state })
  }

  private tell(stream: string, what: What): void {
    const s = (this.streams.get(stream) ?? 0) + 1
    this.streams.set(stream, s)
    this.told.push({ stream, s, what })
  }
}
