import {
  type AccountConfig,
  type Answer,
  BotStatus,
  type Cause,
  type Config,
  configure,
  type Effect,
  Presence,
  type Requirement,
  type Skill,
  type Target,
} from '../../index.ts'
import type { Routing } from '../routed.ts'

/** An agent as the model sees it. What is configured of it is asked of `World.settingsOf`. */
export interface Agent {
  /** Its place in the configuration's list: its name in events and rows. */
  readonly place: number
  readonly id: string
  /** Every presence it ever had, the one in force last. */
  readonly presences: { readonly at: number; readonly presence: Presence }[]
  status: BotStatus
  /** Last assignment from a queue, and last end of any assignment. */
  lastAssigned: number
  lastEnded: number
  /** §13: since login: the assignments from a queue; what was held then; whether it still warms up. */
  given: number[]
  /** When something was offered since login, whatever became of it. */
  proposed: number[]
  carried: number
  warming: boolean
  /** §19: when who does nothing more is logged out. */
  logoutAt: number
}

/** §3: why this agent comes last, and until when not at all. */
export interface Mark {
  readonly agent: Agent
  readonly until: number
}

export interface Offer {
  readonly agent: Agent
  readonly expiresAt: number
  /** The slots that it keeps free; 0 without a reservation. */
  readonly reserved: number
}

/** An open conversation (§23): with a holder it is assigned, without one it is queued. */
export interface Conversation {
  readonly key: number
  readonly consumer: number
  readonly channel: number
  readonly requires: Requirement
  readonly tags: readonly string[]
  readonly openedAt: number
  readonly openedOnShift: boolean
  readonly firstEver: boolean

  skill: number
  group: number
  holder: Agent | null
  lastHolder: Agent | null
  assignedAt: number
  /** Those who wrote in it while they held it. */
  writers: Set<string>

  /** §11: since when in this queue, and why it may be acted on though nobody owes an answer. */
  enteredAt: number
  requeued: boolean
  /** §5: nobody held, transferred or returned it yet; and where it has been. */
  isNew: boolean
  visited: number[]
  /** §11.3: how often somebody transferred or returned it; and every change of its skill. */
  transfers: number
  moves: { readonly from: number; readonly to: number }[]
  suggested: Suggestion | null
  offers: Offer[]
  marks: Mark[]
  /** §26.5 */
  declines: { readonly agent: Agent; readonly at: number }[]
  /** §26.3: the step in force, null before the first; and when it ends, in time queued in this skill. */
  step: number | null
  stepEnds: number
  queuedBefore: number
  /** The step told last, with its skill. */
  toldStep: string | null
  /** §26.4 */
  added: number
  /** When it will have waited for each rule of its skill. */
  rulesStart: number[]
  /** §9: skills that it was escalated to; to each at most once. */
  escalatedTo: number[]

  /** §14 */
  pending: 'agent' | 'consumer'
  pendingSince: number
  owedSince: number | null
  /** Nobody has answered it yet. */
  isUnanswered: boolean
  lastConsumerMessageAt: number
  targets: { default: number | null; urgent: number; firstTime: number }
  urgentSince: number | null
  due: number
  manual: { readonly due: number; readonly setAt: number } | null
  /** §11.5 (b): not actionable until then; and when the last such time ended. */
  suspendedUntil: number | null
  suspensionEndedAt: number
  /** When to tell that it is overdue, and the instant that this is dated to. */
  tellOverdueAt: number
  overdueAt: number

  /** §12.2 */
  activity: 'active' | 'cooling' | 'inactive'
  weight: number
  inactiveAt: number

  /** §10, §16, §17: what happens by itself, and when. */
  unassignAt: number
  lastChangeAt: number
  consumerSilentAt: number
  agentSilentAt: number
  queueWaitAt: number
}

export interface Suggestion {
  readonly agent: Agent
  readonly until: number
  /** What an assignment to this agent is told to come from. */
  readonly how: 'suggested' | 'lastAgent'
}

/** A conversation that is over, as its consumer's history has it. */
export interface Past {
  readonly consumer: number
  readonly closedAt: number
  readonly cause: keyof typeof Cause
  readonly lastHolder: Agent | null
  readonly writers: ReadonlySet<string>
  /** §8: the connection score, if it was told. */
  readonly score: number | null
}

/** §18: what is left of a conversation whose survey is open. */
export interface Survey {
  readonly key: number
  readonly agent: number
  readonly skill: number
  readonly openedAt: number
  readonly rules: NonNullable<Skill['survey']>
  /** What each question got: an answer, or none wanted. */
  readonly answers: Map<number, Answer>
  unrecognised: number
  timeoutAt: number
}

/** Everything there is, and a few ways to look at it. Rooms are functions of it, one for each section. */
export class World {
  account: AccountConfig
  config: Config
  now = 0
  readonly told: Effect[] = []
  agents: Agent[] = []
  open: Conversation[] = []
  surveys: Survey[] = []
  readonly past: Past[] = []
  /** Consumers who ever had a conversation. */
  readonly known = new Set<number>()
  /** §6: how many each group got of each skill's conversations: 'skill group'. */
  readonly allocations = new Map<string, number>()
  /** §26.4: what happened in the queues: assignments and responses, by skill id. */
  readonly assignments: { readonly at: number; readonly skill: number }[] = []
  readonly responses: { readonly at: number; readonly skill: number; readonly onTime: boolean }[] =
    []
  readonly activeRules = new Set<string>()
  /** §11.3: passes that assigned or offered something. */
  passes = 0
  /** §9: what was escalated, in order. */
  escalated: Conversation[] = []
  readonly misses = new Map<string, string>()

  /** A host's routing in the place of the account's ranking and order of the queue. */
  routing: Routing | null

  constructor(account: AccountConfig, config = configure(account), routing: Routing | null = null) {
    this.account = account
    this.routing = routing
    this.config = config
    this.agents = this.config.agents.map(({ id }, place) => newAgent(id, place))
  }

  /** The settings of a skill, or of those without one. */
  skill(place: number): Skill {
    return place < 0 ? this.config.unskilled : this.config.skills[place]
  }

  settings(c: Conversation): Skill {
    return this.skill(c.skill)
  }

  settingsOf(agent: Agent) {
    return this.config.agents[agent.place]
  }

  held(agent: Agent): Conversation[] {
    return this.open.filter((c) => c.holder === agent)
  }

  /** The waiting conversations by key. */
  queued(): Conversation[] {
    return this.open.filter((c) => c.holder === null).sort((a, b) => a.key - b.key)
  }

  /** Adds a row. */
  tell(row: { readonly type: Effect['type']; readonly [column: string]: unknown }): void {
    this.told.push({ at: this.now, ...row } as unknown as Effect)
  }
}

export function newAgent(id: string, place: number): Agent {
  return {
    ...{ id, place, presences: [{ at: -Infinity, presence: Presence.offline }], status: 1 },
    ...{
      lastAssigned: -Infinity,
      lastEnded: -Infinity,
      given: [],
      proposed: [],
      carried: 0,
      warming: false,
      logoutAt: Infinity,
    },
  }
}

export const presenceOf = (agent: Agent): Presence => agent.presences.at(-1)!.presence
export const isOnline = (agent: Agent): boolean =>
  presenceOf(agent) === Presence.online && agent.status !== BotStatus.offline
export const isLoggedIn = (agent: Agent): boolean =>
  presenceOf(agent) !== Presence.offline && agent.status !== BotStatus.offline

/** §19: since when the agent is logged in without a break. */
export function loginOf({ presences }: Agent): number {
  const offline = presences.findLastIndex(({ presence }) => presence === Presence.offline)
  return presences[offline + 1]?.at ?? -Infinity
}

export type TargetName = keyof typeof Target
type Measure<Thing> = (thing: Thing) => number | string

/** Compares by the first measure in which two things differ. */
export function byOrder<Thing>(measures: readonly Measure<Thing>[]) {
  return (a: Thing, b: Thing): number => {
    const of = measures.find((measure) => measure(a) !== measure(b))
    return of === undefined ? 0 : of(a) < of(b) ? -1 : 1
  }
}
