import { Asks } from './asks.ts'
import { Aside } from './aside.ts'
import { noChoice } from './choosing.ts'
import { Kind, type Refusal } from './codes.ts'
import type { Presence } from './event.ts'
import { Exceptions } from './exceptions.ts'
import { Fallback } from './fallback.ts'
import type { Config, Skill } from './config/config.ts'
import { Consumers } from './consumers.ts'
import { DeadlineKind, Deadlines } from './deadlines.ts'
import { hasDetours } from './detours.ts'
import { Hands } from './hands.ts'
import type { Manual } from './manual.ts'
import { type Ask, asksFor, Needs, skillOf } from './needs.ts'
import { LineLengths } from './line-lengths.ts'
import { Pools } from './pools.ts'
import { Overflow } from './overflow.ts'
import { Queues } from './queues.ts'
import { Ready, type Watch } from './ready.ts'
import { Reason } from './reason.ts'
import { Haste } from './relaxation.ts'
import { Split } from './split.ts'
import { Sparse } from './sparse.ts'
import { Agents, Conversations, Stage } from './tables.ts'
import type { OpenSurvey } from './survey.ts'
import type { Trace } from './trace.ts'
import { Triples } from './triples.ts'
import {
  type AgentId,
  type ConversationId,
  type ConversationKey,
  type Duration,
  type NeedId,
  NEVER,
  NO_AGENT,
  NO_KEY,
  NO_SKILL,
  type SkillId,
  type Time,
} from './units.ts'
import { Fact, type View } from './view.ts'
import { Worklist } from './worklist.ts'

/**
 * The tables of one router, and what is derived from them. It knows no rule: the rooms beside it
 * (queueing, holding, targets, …) change it, each in one place.
 */
export class Ledger implements View, Watch {
  now = 0 as Time
  /** Events applied so far. */
  applied = 0
  /** The next pass of a cycle, NEVER if none is wanted or passes are immediate (§1). */
  passAt = NEVER
  /** Passes so far that assigned or offered something: what a pass's draw is for. */
  passes = 0
  readonly config: Config
  readonly trace: Trace
  readonly agents: Agents
  readonly conversations = new Conversations()
  readonly consumers: Consumers
  readonly triples: Triples
  /** Kept only where somebody may lose a conversation for not answering. */
  readonly hands: Hands
  /** By skill + 1, while somebody waits for it: 1 if it is off shift and that gates routing. */
  readonly shut: Uint8Array
  readonly needs: Needs
  readonly deadlines = new Deadlines()
  readonly ready: Ready
  readonly queues: Queues
  readonly aside = new Aside()
  readonly exceptions = new Exceptions(this.conversations)
  readonly asks = new Asks(this.conversations)
  /** Facts that few conversations have, by room; plain data, for a snapshot takes them as they are. */
  readonly sparse = {
    ...this.exceptions.rooms,
    ...this.asks.rooms,
    /** Who wrote while holding it, in order; kept of known consumers only. */
    helpers: new Sparse<readonly AgentId[]>(this.conversations),
    manual: new Sparse<Manual>(this.conversations),
    /** Since when it is urgent. */
    urgentSince: new Sparse<Time>(this.conversations),
    survey: new Sparse<OpenSurvey>(this.conversations),
  }
  /** Whether conversations wait in classes, which what is said of them may change. */
  readonly hasClasses: boolean
  readonly fallback: Fallback
  readonly overflow: Overflow
  readonly split: Split
  readonly pools: Pools
  readonly line: LineLengths
  /** The last choice of an agent. */
  readonly choice = noChoice()
  readonly haste = new Haste()
  /** By agent: conversations kept for it. */
  readonly suggestedTo: Int32Array
  /** Needs for which an assignment may have become possible since the last pass. */
  readonly stirred = new Worklist()
  /** Needs whose nearest miss may have changed since it was last told. */
  readonly missed = new Worklist()
  /** By need: the reason last told, −1 since its queue was empty. */
  readonly told: number[] = []
  readonly bots: readonly AgentId[]
  /** By need, where there are bots: who came into line since such as they were last escalated. */
  readonly newcomers: ConversationId[][] = []
  /** Whether any skill's conversations ask for less the longer they wait. */
  relaxes: boolean
  /** What `hasDetours` says; true also once steps that other rules began were restored. */
  detours: boolean
  /** Whether there are automatic messages, and whether who does not answer may lose a conversation. */
  sends: boolean
  unassigns: boolean
  /** Whether who does nothing for too long is logged out. */
  logsOut: boolean
  /** Whether free agents are counted by group, and whether a condition looks at how many they are. */
  private readonly poolsCount: boolean
  private readonly groupsMatter: boolean
  private readonly expedites: boolean

  constructor(config: Config, trace: Trace) {
    const { policy } = config
    this.config = config
    this.trace = trace
    this.agents = new Agents(config)
    this.consumers = new Consumers(config)
    this.triples = new Triples(config)
    this.hands = new Hands(config.agents.length)
    this.shut = new Uint8Array(config.skills.length + 1)
    this.needs = new Needs(config)
    this.split = new Split(config)
    this.pools = new Pools(config, this.agents)
    this.line = new LineLengths(config.skills.length)
    this.bots = config.agents.flatMap(({ isBot }, place) => (isBot ? [place as AgentId] : []))
    this.relaxes = config.skills.some(({ relaxation }) => relaxation.length > 0)
    this.sends = config.sends
    this.unassigns = config.unassigns
    this.logsOut = config.autoLogout !== null
    this.expedites = config.skills.some(({ relaxation }) => relaxation.some((s) => s.expedite))
    this.groupsMatter = policy.ready.some(({ asksGroup }) => asksGroup)
    this.poolsCount = this.groupsMatter || policy.pools !== undefined
    this.hasClasses = policy.conversations.classOf !== undefined
    this.fallback = new Fallback(config)
    this.overflow = new Overflow(config)
    this.detours = hasDetours(config)
    this.suggestedTo = new Int32Array(config.agents.length)
    this.queues = new Queues(this, policy.conversations)
    this.ready = new Ready(this, policy, this)
    this.ready.lay(this.firstNeeds())
    for (let agent = 0; agent < this.agents.count; agent++) this.touch(agent as AgentId)
  }

  get about(): Exceptions {
    return this.exceptions
  }

  targetOf(row: ConversationId): Duration | null {
    const { firstTime, urgent, usual } = this.triples.at(this.conversations.targets[row])
    const facts = this.conversations.facts[row]
    if (usual === null || (facts & Fact.urgent) !== 0) return usual === null ? null : urgent
    return (facts & Fact.firstTime) !== 0 ? firstTime : usual
  }

  openUpTo(row: ConversationId, at: number): number {
    return this.skill(row).schedule.openUpTo(at as Time)
  }

  /** The skill whose settings hold for a conversation. */
  skill(conversation: ConversationId): Skill {
    return skillOf(this.config, this.conversations.skill[conversation])
  }

  /** The next moment at which the router acts by itself. */
  get next(): Time {
    return this.deadlines.next < this.passAt ? this.deadlines.next : this.passAt
  }

  /** Who holds it, NO_AGENT in the queue. */
  holder(conversation: ConversationId): AgentId {
    const { agent, stage } = this.conversations
    return stage[conversation] === Stage.assigned ? agent[conversation] : NO_AGENT
  }

  /** The need of those who ask for a skill and nothing else. */
  needOf(skill: SkillId): NeedId {
    return this.needs.find(skill) ?? this.addNeed(asksFor(skill))
  }

  /** The need of whoever asks that. */
  needAs(ask: Ask): NeedId {
    return this.needs.findAsk(ask) ?? this.addNeed(ask)
  }

  /** A row of the trace about a conversation, now. */
  tell(conversation: ConversationId, kind: Kind, agent: AgentId, why: number, value: number): void {
    const { conversations: c, trace } = this
    const i = trace.claim()
    // Column by column and not by `push`: what is passed on as a fraction would be boxed.
    const { columns } = trace
    columns.at[i] = this.now
    columns.kind[i] = kind
    columns.conversation[i] = c.key[conversation]
    columns.agent[i] = agent
    columns.skill[i] = c.skill[conversation]
    columns.why[i] = why
    columns.value[i] = value
    columns.cause[i] = this.applied
  }

  /** The row that says why an event could not apply. `type`: its place in `eventTypes`. */
  refuse(conversation: ConversationKey, agent: AgentId, refusal: Refusal, type: number): void {
    const { applied, now, trace } = this
    trace.push(now, Kind.refused, conversation, agent, NO_SKILL, refusal, type, applied)
  }

  /** A presence that the router set by itself. */
  tellPresence(agent: AgentId, presence: Presence): void {
    const { applied, now, trace } = this
    trace.push(now, Kind.presence, NO_KEY, agent, NO_SKILL, presence, 0, applied)
  }

  /** A column of `agent` changed: asks its conditions and ranks again. */
  touch(agent: AgentId): void {
    const others = this.poolsCount && this.pools.update(agent)
    let until = this.ready.touch(agent)
    if (others && this.groupsMatter)
      for (const other of this.pools.groupOf(agent)) if (other !== agent) this.ready.touch(other)
    if (this.suggestedTo[agent] > 0) {
      this.stirSuggested(agent)
      until = Math.min(until, this.ready.gate(agent)) as Time
    }
    if (!this.ready.inUse.expires) return
    if (until === NEVER) this.deadlines.cancel(DeadlineKind.askAgent, agent)
    else this.deadlines.set(DeadlineKind.askAgent, agent, until, this.agents.place[agent])
  }

  /** An assignment of `need` may have become possible. */
  stir(need: NeedId): void {
    if (this.mayAssign(need)) this.stirred.add(need)
  }

  /** What is kept for an agent may go to it although it is ready for nothing else. */
  private stirSuggested(agent: AgentId): void {
    const { suggestions } = this.exceptions
    for (const conversation of suggestions.keys()) {
      const need = this.conversations.need[conversation]
      if (suggestions.get(conversation)!.agent !== agent) continue
      if (!this.aside.waits(need, conversation)) continue
      this.stirred.add(need)
      this.missed.add(need)
    }
  }

  /** Whether something of `need` waits and someone may be ready for it. */
  mayAssign(need: NeedId): boolean {
    if (this.detours && this.isShut(need)) return false
    return (this.queues.size(need) > 0 && this.ready.any(need)) || this.aside.size(need) > 0
  }

  /** Its skill is off shift, and that keeps everybody from it. */
  isShut(need: NeedId): boolean {
    return this.config.shiftGatesRouting && this.shut[this.needs.skill[need] + 1] === 1
  }

  /** Whether it stands in line, by itself or aside. */
  isLined(conversation: ConversationId): boolean {
    const need = this.conversations.need[conversation]
    return this.queues.has(conversation) || this.aside.waits(need, conversation)
  }

  someoneWaits(need: NeedId): boolean {
    return this.queues.size(need) > 0 || this.aside.size(need) > 0
  }

  /** Somebody stands aside: it matters who became ready, not only that somebody did. */
  get excepts(): boolean {
    return this.aside.standing > 0
  }

  /** Somebody became ready: whoever waits may have been waiting for that. */
  becameReady(need: NeedId): void {
    this.stir(need)
  }

  /** How near anybody is to taking what waits may have changed. */
  reasonChanged(need: NeedId): void {
    if (this.someoneWaits(need)) this.missed.add(need)
    if (this.expedites && this.ready.nearest(need) <= Reason.notLoggedIn) this.haste.lost(need)
  }

  /** Those that nearly every conversation has: a skill's, where nothing else will be asked. */
  private firstNeeds(): NeedId[] {
    const isPlain = ({ relaxation, split }: Skill) => split.length + relaxation.length === 0
    const skills = this.config.skills.map((_, skill) => skill as SkillId)
    return skills
      .filter((skill) => isPlain(this.config.skills[skill]))
      .map((skill) => this.nameNeed(asksFor(skill)))
  }

  private nameNeed(ask: Ask): NeedId {
    const need = this.needs.add(ask)
    this.told[need] = -1
    this.queues.add(need)
    this.aside.add(need)
    return need
  }

  /** A need that nobody asked for before. */
  addNeed(ask: Ask): NeedId {
    const need = this.nameNeed(ask)
    this.ready.add(need)
    for (let agent = 0; agent < this.agents.count; agent++) this.touch(agent as AgentId)
    return need
  }
}
