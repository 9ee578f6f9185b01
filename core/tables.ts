import { type ChannelTally, makeTallies } from './capacity/channels.ts'
import type { Config } from './config/config.ts'
import { widened } from './columns.ts'
import { hashText } from './hash.ts'
import { KeyIndex } from './keys.ts'
import {
  type AgentId,
  type ChannelId,
  type ConsumerKey,
  type ConversationId,
  type ConversationKey,
  type GroupId,
  type NeedId,
  NEVER,
  NO_CONVERSATION,
  type SkillId,
  type Time,
  type Weight,
  type Duration,
  type Writable,
} from './units.ts'
import type { BotStatus, Presence } from './event.ts'

/** Where a conversation is. In its survey it is closed; a free row is nobody's. */
export const Stage = { free: 0, queued: 1, assigned: 2, survey: 3 } as const
export const isOpen = (stage: number): boolean => stage === Stage.queued || stage === Stage.assigned
/** Which side is expected to write next. */
export const Pending = { agent: 0, consumer: 1 } as const

const BEFORE = Number.NEGATIVE_INFINITY

/** Agents, a row each for ever: their place in the configuration. */
export class Agents {
  readonly count: number
  readonly presence: Writable<AgentId, Presence>
  readonly used: Writable<AgentId, Weight>
  /** Σ weight that offers reserve. */
  readonly reserved: Writable<AgentId, Weight>
  /** Offers that reserve. */
  readonly ringing: Writable<AgentId>
  readonly botStatus: Writable<AgentId, BotStatus>
  readonly presenceSince: Writable<AgentId, Time>
  /** Active or cooling conversations held. */
  readonly active: Writable<AgentId>
  /** Time online since the later of login and last assignment, as of `presenceSince`. */
  readonly readyTime: Writable<AgentId, Duration>
  readonly maxSlots: Writable<AgentId, Weight>
  readonly held: Writable<AgentId>
  readonly lastAssignedAt: Writable<AgentId, Time>
  readonly lastEndedAt: Writable<AgentId, Time>
  readonly loggedInAt: Writable<AgentId, Time>
  readonly given: Writable<AgentId>
  /** When the last of them was, an offer or an assignment. */
  readonly lastGivenAt: Writable<AgentId, Time>
  readonly warming: Writable<AgentId>
  readonly carried: Writable<AgentId>
  /** When who does nothing more is logged out, NEVER for never. */
  readonly logsOutAt: Writable<AgentId, Time>
  /** Place in the order of external ids by code unit: the last tie-break. */
  readonly place: Writable<AgentId>
  /** Each external id as a number, to draw by. */
  readonly hash: Writable<AgentId>
  /** By class of channels, where classes are stated. */
  readonly channels: readonly ChannelTally[]

  constructor(config: Config) {
    const { agents } = config
    const count = agents.length
    const instants = () =>
      new Float64Array(count).fill(BEFORE) as unknown as Writable<AgentId, Time>
    this.count = count
    this.presence = new Uint8Array(count) as unknown as Writable<AgentId, Presence>
    this.used = new Int32Array(count) as unknown as Writable<AgentId, Weight>
    this.maxSlots = Int32Array.from(agents, (agent) => agent.maxSlots) as unknown as Writable<
      AgentId,
      Weight
    >
    this.reserved = new Int32Array(count) as unknown as Writable<AgentId, Weight>
    this.ringing = new Int32Array(count)
    this.botStatus = new Uint8Array(count).fill(1) as unknown as Writable<AgentId, BotStatus>
    this.presenceSince = instants()
    this.active = new Int32Array(count)
    this.readyTime = new Float64Array(count) as unknown as Writable<AgentId, Duration>
    this.held = new Int32Array(count)
    this.lastAssignedAt = instants()
    this.lastEndedAt = instants()
    this.loggedInAt = instants()
    this.given = new Int32Array(count)
    this.lastGivenAt = instants()
    this.warming = new Uint8Array(count)
    this.carried = new Int32Array(count)
    this.logsOutAt = new Float64Array(count).fill(NEVER) as unknown as Writable<AgentId, Time>
    this.place = new Int32Array(count)
    const byId = agents.map((agent, row) => ({ id: agent.id, row: row as AgentId }))
    this.hash = Int32Array.from(agents, ({ id }) => hashText(id))
    this.channels = makeTallies(config)
    byId.sort((a, b) => (a.id < b.id ? -1 : 1)).forEach(({ row }, i) => (this.place[row] = i))
  }
}

/** Open conversations: rows are recycled, keys are not. */
export class Conversations {
  key = column(Float64Array) as Float64Array & Writable<ConversationId, ConversationKey>
  stage = column(Uint8Array)
  skill = column(Int32Array) as Int32Array & Writable<ConversationId, SkillId>
  need = column(Int32Array) as Int32Array & Writable<ConversationId, NeedId>
  /** Who holds it, or held it last; NO_AGENT before the first assignment. */
  agent = column(Int32Array) as Int32Array & Writable<ConversationId, AgentId>
  pending = column(Uint8Array)
  /** 1 while it is in the queue through a transfer or a return. */
  requeued = column(Uint8Array)
  activity = column(Uint8Array)
  /** Thousandths of a slot that it takes of its holder now. */
  weight = column(Int32Array) as Int32Array & Writable<ConversationId, Weight>
  openedAt = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  enteredAt = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  actionableSince = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  /** Since when the agent's side owes a reply. */
  pendingSince = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  due = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  /** Whose it is, NO_CONSUMER if nobody knows. */
  consumer = column(Float64Array) as Float64Array & Writable<ConversationId, ConsumerKey>
  channel = column(Uint8Array) as unknown as Uint8Array & Writable<ConversationId, ChannelId>
  /** The allocated group of a split, NO_GROUP without. */
  group = column(Int32Array) as Int32Array & Writable<ConversationId, GroupId>
  /** First message of the consumer that nobody has answered, NEVER without. */
  owedSince = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  lastConsumerAt = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  /** Last message or change of the conversation (SEMANTICS.md §16). */
  changedAt = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  assignedAt = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  /** Its targets: a place in `Triples`. */
  targets = column(Int32Array)
  /** Facts of one bit each: `Fact`. */
  facts = column(Uint8Array)
  /** Transfers so far, 255 for more. */
  transfers = column(Uint8Array)
  /** Which rooms of `Sparse` have something of it. */
  rooms = column(Int32Array)
  roomCount = 0
  /** When a cooling conversation becomes inactive. */
  inactiveAt = column(Float64Array) as Float64Array & Writable<ConversationId, Time>
  /** Rows in use, those in a survey too. */
  count = 0
  /** Rows in a survey. */
  surveys = 0
  /** Rows in use or free: none beyond it was ever taken. */
  rows = 0
  room = FIRST_ROOM
  private readonly index = new KeyIndex()
  private readonly free: ConversationId[] = []

  /** The open conversation of a key, NO_CONVERSATION without. */
  find(key: ConversationKey): ConversationId {
    const row = this.index.find(this.key, key)
    const isClosed = this.surveys > 0 && row >= 0 && this.stage[row] === Stage.survey
    return isClosed ? NO_CONVERSATION : row
  }

  /** The conversation of a key, open or in its survey. */
  findAny(key: ConversationKey): ConversationId {
    return this.index.find(this.key, key)
  }

  /** The conversation of a key that is in its survey, NO_CONVERSATION without. */
  findSurvey(key: ConversationKey): ConversationId {
    if (this.surveys === 0) return NO_CONVERSATION
    const row = this.index.find(this.key, key)
    return row >= 0 && this.stage[row] === Stage.survey ? row : NO_CONVERSATION
  }

  /** A row for a new key: a recycled one if there is any. */
  take(key: ConversationKey): ConversationId {
    const row = this.free.pop() ?? (this.rows++ as ConversationId)
    if (row === this.room) this.widen()
    this.key[row] = key
    this.index.add(this.key, row)
    this.rooms[row] = 0
    this.count++
    return row
  }

  release(row: ConversationId): void {
    this.index.remove(this.key, this.key[row])
    this.stage[row] = Stage.free
    this.free.push(row)
    this.count--
  }

  private widen(): void {
    this.room *= 2
    for (const [name, value] of Object.entries(this))
      if (ArrayBuffer.isView(value))
        (this as Record<string, unknown>)[name] = widened(value as Float64Array, this.room)
  }
}

/** Small: what grows is seen to grow by every test. */
const FIRST_ROOM = 16

function column<Kind extends Float64Array | Int32Array | Uint8Array>(
  kind: new (length: number) => Kind,
): Kind {
  return new kind(FIRST_ROOM)
}
