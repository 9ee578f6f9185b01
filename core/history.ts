import { type Closer, eventTypes, type Presence, type RouterEvent } from './event.ts'
import { type AgentId, type ConversationKey, NO_AGENT, NO_KEY, NO_SKILL } from './units.ts'
import type { SkillId, Time } from './units.ts'

const closers = ['agent', 'consumer', 'system'] as const satisfies readonly Closer[]

/**
 * Events as columns: what a host recorded, compact. Row `i` lies at `x[i]`; `at(i)` gives the event.
 * `detail` is the presence, or the place of who closed in (agent, consumer, system). The few that
 * say more than the columns hold are kept as they are.
 */
export class History {
  length = 0
  time = new Float64Array(64)
  type = new Uint8Array(64)
  conversation = new Float64Array(64)
  agent = new Int32Array(64)
  skill = new Int32Array(64)
  detail = new Uint8Array(64)
  /** By row: events with more to say. */
  whole = new Map<number, RouterEvent>()

  /** A history that crossed between threads: its data, without its methods. */
  static revived(data: History): History {
    return Object.assign(new History(), data)
  }

  push(event: RouterEvent): void {
    const i = this.length++
    if (i === this.time.length) this.grow()
    this.time[i] = event.at
    this.type[i] = eventTypes.indexOf(event.type)
    this.conversation[i] = 'conversation' in event ? event.conversation : NO_KEY
    this.agent[i] = 'agent' in event ? event.agent : NO_AGENT
    this.skill[i] = NO_SKILL
    this.detail[i] = 0
    if (isPlain(event)) this.pushPlain(i, event)
    else this.whole.set(i, event)
  }

  private pushPlain(i: number, event: PlainEvent): void {
    if ('skill' in event) this.skill[i] = event.skill
    if ('by' in event) this.detail[i] = closers.indexOf(event.by)
    if ('presence' in event) this.detail[i] = event.presence
  }

  /** Event `i`, as it was. @throws RangeError if there is none. */
  at(i: number): RouterEvent {
    if (i < 0 || i >= this.length)
      throw new RangeError(`event ${i} is not in 0..${this.length - 1}`)
    const whole = this.whole.get(i)
    if (whole !== undefined) return whole
    const type = eventTypes[this.type[i]] as PlainEvent['type']
    const at = this.time[i] as Time
    const conversation = this.conversation[i] as ConversationKey
    const agent = this.agent[i] as AgentId
    const skill = this.skill[i] as SkillId
    switch (type) {
      case 'conversation.opened':
        return { type, at, conversation, skill }
      case 'consumer.wrote':
        return { type, at, conversation }
      case 'agent.wrote':
      case 'conversation.returned':
        return { type, at, conversation, agent }
      case 'conversation.transferred':
        return { type, at, conversation, agent, skill }
      case 'conversation.closed':
        return { type, at, conversation, by: closers[this.detail[i]] }
      case 'agent.presenceSet':
        return { type, at, agent, presence: this.detail[i] as Presence }
      case 'clock.ticked':
        return { type, at }
    }
  }

  *[Symbol.iterator](): IterableIterator<RouterEvent> {
    for (let i = 0; i < this.length; i++) yield this.at(i)
  }

  private grow(): void {
    const room = this.time.length * 2
    this.time = copy(this.time, new Float64Array(room))
    this.type = copy(this.type, new Uint8Array(room))
    this.conversation = copy(this.conversation, new Float64Array(room))
    this.agent = copy(this.agent, new Int32Array(room))
    this.skill = copy(this.skill, new Int32Array(room))
    this.detail = copy(this.detail, new Uint8Array(room))
  }
}

/** Events that fit the columns. */
type PlainEvent = Extract<
  RouterEvent,
  {
    readonly type:
      | 'conversation.opened'
      | 'consumer.wrote'
      | 'agent.wrote'
      | 'conversation.transferred'
      | 'conversation.returned'
      | 'conversation.closed'
      | 'agent.presenceSet'
      | 'clock.ticked'
  }
>
const PLAIN = eventTypes.indexOf('clock.ticked')
const extras = ['consumer', 'channel', 'requires', 'tags', 'skipsSurvey', 'score'] as const

function isPlain(event: RouterEvent): event is PlainEvent {
  if (eventTypes.indexOf(event.type) > PLAIN) return false
  return !extras.some((name) => name in event)
}

function copy<Column extends { set(from: ArrayLike<number>): void }>(
  from: ArrayLike<number>,
  into: Column,
): Column {
  into.set(from)
  return into
}
