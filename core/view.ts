import type { Config, Requirement } from './config/config.ts'
import type { BotStatus, Presence } from './event.ts'
import type { Reason } from './reason.ts'
import type {
  AgentId,
  ChannelId,
  ConsumerKey,
  Column,
  ConversationId,
  ConversationKey,
  Duration,
  GroupId,
  NeedId,
  SkillId,
  Time,
  Weight,
} from './units.ts'

/** What a policy may see of the agents. Weights in thousandths of a slot, instants in ms. */
export interface AgentColumns {
  readonly presence: Column<AgentId, Presence>
  /** Σ weight of the conversations held. */
  readonly used: Column<AgentId, Weight>
  /** Σ weight that offers which are out reserve, and how many they are. */
  readonly reserved: Column<AgentId, Weight>
  readonly ringing: Column<AgentId>
  readonly maxSlots: Column<AgentId, Weight>
  readonly botStatus: Column<AgentId, BotStatus>
  readonly presenceSince: Column<AgentId, Time>
  /** Time online since the later of login and last assignment, as of `presenceSince`. */
  readonly readyTime: Column<AgentId, Duration>
  /** Active or cooling conversations held. */
  readonly active: Column<AgentId>
  /** The external id as a number, to draw by. */
  readonly hash: Column<AgentId>
  /** By class of channels, where classes are stated: what is held and reserved of each. */
  readonly channels: readonly ChannelColumns[]
  /** Conversations held. */
  readonly held: Column<AgentId>
  /** Last assignment from the queue, −∞ before the first. */
  readonly lastAssignedAt: Column<AgentId, Time>
  /** Last end of an assignment, −∞ before the first. */
  readonly lastEndedAt: Column<AgentId, Time>
  readonly loggedInAt: Column<AgentId, Time>
  /** Assignments from the queue since login. */
  readonly given: Column<AgentId>
  /** Last assignment or offer from the queue, −∞ before the first. */
  readonly lastGivenAt: Column<AgentId, Time>
  /** 1 while a warm-up is on. */
  readonly warming: Column<AgentId>
  /** Conversations held at login. */
  readonly carried: Column<AgentId>
}

/** What a policy may see of one class of channels; `busy`: active or cooling. */
export type ChannelColumns = Pick<AgentColumns, 'used' | 'held' | 'reserved' | 'ringing'> & {
  readonly busy: Column<AgentId>
}

/** What a policy may see of the conversations. */
export interface ConversationColumns {
  readonly consumer: Column<ConversationId, ConsumerKey>
  readonly key: Column<ConversationId, ConversationKey>
  readonly skill: Column<ConversationId, SkillId>
  /** The due in force, NEVER without. */
  readonly due: Column<ConversationId, Time>
  readonly enteredAt: Column<ConversationId, Time>
  readonly channel: Column<ConversationId, ChannelId>
  /** Bits of `Fact`. */
  readonly facts: Column<ConversationId>
  /** Transfers so far. */
  readonly transfers: Column<ConversationId>
  readonly lastConsumerAt: Column<ConversationId, Time>
  /** The later of queue entry and the moment that the first current reason to act began. */
  readonly actionableSince: Column<ConversationId, Time>
}

/** What a policy may see of the needs. */
export interface NeedColumns {
  readonly skill: Column<NeedId, SkillId>
  readonly channel: Column<NeedId, ChannelId>
  /** What a new conversation of this need takes of an agent's room. */
  readonly weight: Column<NeedId, Weight>
  /** Skills and levels beyond holding the skill; empty for most. */
  readonly requires: { readonly [need in NeedId]: Requirement }
  /** Groups whose agents may take it, the first one first; empty: all. */
  readonly groups: { readonly [need in NeedId]: readonly GroupId[] }
  /** Agents of this skill may take it too, NO_SKILL without. */
  readonly added: Column<NeedId, SkillId>
}

/** The tables as a policy may see them: read-only. */
export interface View {
  readonly now: Time
  readonly config: Config
  readonly agents: AgentColumns
  readonly conversations: ConversationColumns
  readonly needs: NeedColumns
  readonly consumers: ConsumerFacts
  /** Free room by group, kept where the policy looks at groups. */
  readonly pools: {
    readonly total: number
    idleOf(group: GroupId): number
    /** Agents online who hold nothing. */
    freeIn(group: GroupId): number
  }
  /** Conversations that may be assigned now, by skill. */
  readonly line: { readonly total: number; of(skill: SkillId): number }
  /** What few conversations have. */
  readonly about: SparseFacts
  /** The target in force, ms; null without. */
  targetOf(row: ConversationId): Duration | null
  /** Open time of its skill's schedule up to an instant, ms, from a fixed origin (§14.2). */
  openUpTo(row: ConversationId, at: number): number
}

/** What a policy may see of consumers who are known again. */
export interface ConsumerFacts {
  /** Whether anybody wrote in a closed conversation of theirs. */
  hasHelpers(consumer: ConsumerKey): boolean
  helpersOf(consumer: ConsumerKey): Iterable<AgentId>
  /** When a conversation last closed in which `agent` wrote while holding it; −∞ for never. */
  lastClosedWith(consumer: ConsumerKey, agent: AgentId): Time
}

/** Facts of conversations that most have not. */
export interface SparseFacts {
  readonly suggestions: Facts<unknown>
  readonly tags: Facts<readonly string[]>
  readonly moves: Facts<readonly { readonly from: SkillId; readonly to: SkillId }[]>
}
interface Facts<Value> {
  has(row: ConversationId): boolean
  get(row: ConversationId): Value | undefined
}

/** Facts of a conversation, a bit each. */
export const Fact = {
  urgent: 1,
  firstTime: 2,
  /** Somebody had it once. */
  wasAssigned: 4,
  byAgent: 8,
  /** An agent or bot has written. */
  wasAnswered: 16,
  /** Its consumer had one before. */
  returning: 32,
  /** Opened on shift where that settles its hours for good (`offHoursFrozenAtOpen`). */
  frozen: 64,
} as const

/** What must hold before an agent may take something; the answer says why not. */
export interface Condition {
  readonly name: string
  /** Whether this configuration has a use for it; left out otherwise. */
  readonly uses?: (config: Config) => boolean
  /** The answer depends on the need too, but is the same for needs with the same of these. */
  readonly byNeed?: Likeness
  /** It looks at the agent's group too: asked of all of it when how many are free changes. */
  readonly asksGroup?: true
  /** Part of the test of room (SEMANTICS.md §3, predicate 10). */
  readonly isRoom?: true
  readonly test: (view: View, agent: AgentId, need: NeedId) => Reason
  /** When the answer just given changes by itself: NEVER if only an event can change it. */
  readonly until?: (view: View, agent: AgentId, need: NeedId) => Time
}

/** What a condition or rank looks at of a need: it answers alike where this is alike. */
export type Likeness = (view: View, need: NeedId, agent: AgentId) => number

/** A preference, lower first, in real units. The rank that breaks the tie is the explanation. */
export interface Rank<Id extends number> {
  readonly name: string
  /** It looks at the need and nothing that changes: the same for needs with the same of these. */
  readonly byNeed?: Likeness
  readonly of: (view: View, row: Id, need: NeedId) => number
}

/** A preference that looks at an agent and a conversation: asked only where it can decide. */
export interface PairRank {
  readonly name: string
  /** Whether it tells anybody apart for this conversation; missing: always. */
  readonly applies?: (view: View, conversation: ConversationId) => boolean
  /** Those who may be before all others, where that is few. */
  readonly few?: (view: View, conversation: ConversationId) => Iterable<AgentId>
  readonly of: (view: View, agent: AgentId, conversation: ConversationId) => number
}

/** A preference among whole groups of agents, lower first; it may change with every event. */
export interface PoolRank {
  readonly name: string
  readonly of: (view: View, group: GroupId) => number
}

/** A preference of a group among the skills that wait, lower first: asked of the agent at hand. */
export interface HeadRank {
  readonly name: string
  readonly of: (view: View, skill: SkillId, group: GroupId) => number
}

/**
 * How agents and conversations are chosen: a value, not a subclass. What a function may see decides
 * how often it must be asked.
 */
export interface Policy {
  readonly name: string
  /** Lasting reasons: asked once a pair of need and agent. `eligible` joins the standing order. */
  readonly match: (view: View, need: NeedId, agent: AgentId) => Reason
  /** Asked when an agent changes, in climbing order; the first no is the reason. */
  readonly ready: readonly Condition[]
  /** Asked when an agent changes; ties pass right, finally to the id. */
  readonly agents: readonly Rank<AgentId>[]
  /** Before them: a pair rank that is 0 for few and 1 for all others, and a rank of groups. */
  readonly first?: PairRank
  readonly pools?: PoolRank
  /** After them: asked among those who tie in all of them. */
  readonly late: readonly PairRank[]
  /** Between the heads of queues, before their order: whom the best agent of each would rather take. */
  readonly heads?: HeadRank
  /** How those who wait are ordered. */
  readonly conversations: QueueOrder
}

/**
 * The order of a queue: conversations of one class keep theirs for ever, by keys that are asked when
 * they enter; between the heads of classes time may decide. Ties end with the conversation's key.
 */
export interface QueueOrder {
  readonly name: string
  /** Ways to order of which each pass follows one: a blend has two. */
  readonly approaches: 1 | 2
  /** The approach of a pass, by the number of passes before it that assigned or offered something. */
  readonly approach?: (passes: number) => number
  /** Missing: all are alike. */
  readonly classOf?: (view: View, row: ConversationId, approach: number) => string | number
  /** Writes this many keys, lower first, into `into` from `at` on. */
  readonly keys: number
  readonly key: (
    view: View,
    row: ConversationId,
    approach: number,
    into: Float64Array,
    at: number,
  ) => void
  /** Between classes, now: negative if `a` comes first, 0 if only the key is left. Missing: keys. */
  readonly compare?: (view: View, a: ConversationId, b: ConversationId, approach: number) => number
}
