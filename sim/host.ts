import {
  type AgentId,
  type Cause,
  type Closer,
  type ConsumerKey,
  type ConversationKey,
  type EventType,
  type History,
  Kind,
  NO_AGENT,
  NO_KEY,
  NO_SKILL,
  Presence,
  type Router,
  type RouterEvent,
  type SkillId,
  type Time,
  type TraceColumns,
} from '../core/index.ts'
import { type Life, Lives } from './lives.ts'
import type { Clock } from './clock.ts'
import { Laws } from './laws.ts'
import type { Ringing } from './ringing.ts'
import type { Surveys } from './surveys.ts'
import type { Watch } from './watch.ts'

/** Who answers what the router did. */
export interface World {
  assigned(life: Life, agent: number): void
  unassigned(life: Life, agent: number): void
  closed(life: Life): void
  /** Null where nobody answers what rings, or is asked how it was. */
  readonly ringing: Ringing | null
  readonly surveys: Surveys | null
}

/** An event that is told again and again. */
type Form<Type extends EventType> = { -readonly [Name in keyof Event<Type>]: Event<Type>[Name] }
type Event<Type extends EventType> = Extract<RouterEvent, { type: Type }>

/** Rows of the trace that are read together before they are hashed and forgotten. */
const BATCH = 1024
/** Of a form that is not filled yet. */
const at = Number.NaN as Time
const conversation = NO_KEY

/**
 * The router's host: tells it what happens, then reads what it did, for the measures and for the
 * world. There is one event object of a kind, filled anew each time: the router keeps none.
 */
export class Host {
  events = 0
  opened = 0
  /** Who came while no line was free. */
  away = 0
  /** Set before the first event. */
  world!: World
  readonly clock: Clock
  readonly lives = new Lives()
  readonly laws: Laws
  private readonly router: Router
  private readonly observer: Watch
  private readonly history: History | undefined
  private read = 0
  private readonly opening: Form<'conversation.opened'>
  private readonly message: Form<'consumer.wrote'>
  private readonly reply: Form<'agent.wrote'>
  private readonly closing: Form<'conversation.closed'>

  /** @param history keeps every event and every row of the trace; without it none is kept. */
  constructor(router: Router, clock: Clock, observer: Watch, history?: History) {
    this.router = router
    this.clock = clock
    this.observer = observer
    this.history = history
    this.laws = new Laws(router, clock.now)
    this.opening = { type: 'conversation.opened', at, conversation, skill: NO_SKILL }
    this.message = { type: 'consumer.wrote', at, conversation }
    this.reply = { type: 'agent.wrote', at, conversation, agent: NO_AGENT }
    this.closing = { type: 'conversation.closed', at, conversation, by: 'agent' }
  }

  /** @param more that it brings along. */
  open(life: Life, skill: SkillId, more?: Partial<Event<'conversation.opened'>>): void {
    const { opening } = this
    opening.at = this.clock.now as Time
    opening.conversation = this.keyOf(life)
    opening.skill = skill
    this.opened++
    this.laws.opens(this.clock.now)
    this.observer.opened(skill)
    // One that says more is kept as it is, and cannot be filled anew.
    const consumer = life.consumer as ConsumerKey
    const known = consumer < 0 ? opening : { ...opening, consumer }
    this.tell(more ? { ...known, ...more } : known, life)
  }

  consumerWrote(life: Life): void {
    const { message } = this
    message.at = this.clock.now as Time
    message.conversation = this.keyOf(life)
    this.observer.consumerWrote(life)
    if (Number.isNaN(life.firstAt)) life.firstAt = this.clock.now
    if (!life.isOwed) life.owedSince = this.clock.now
    life.isOwed = true
    this.tell(message, life)
  }

  agentWrote(life: Life, agent: number): void {
    const { reply } = this
    reply.at = this.clock.now as Time
    reply.conversation = this.keyOf(life)
    reply.agent = agent as AgentId
    this.observer.agentWrote(life, agent)
    life.isOwed = false
    life.isReplied = true
    this.tell(reply, life)
  }

  /** Its agent puts it back in the queue of its skill. */
  giveBack(life: Life): void {
    const { agent, skill } = life
    const conversation = this.keyOf(life)
    const back = { type: 'conversation.transferred', at: this.clock.now as Time } as const
    const whose = { agent: agent as AgentId, skill: skill as SkillId }
    this.tell({ ...back, conversation, ...whose }, life)
  }

  /** How many of an agent's conversations are not inactive. */
  activeOf(agent: number): number {
    return this.router.view.agents.active[agent as AgentId]
  }

  /** Conversations that are open now. */
  get inside(): number {
    return this.router.open
  }

  /** Somebody came and found no line free. */
  turnAway(skill: SkillId): void {
    this.away++
    this.observer.turnedAway(skill)
  }

  close(life: Life, by: Closer): void {
    const { closing } = this
    closing.at = this.clock.now as Time
    closing.conversation = this.keyOf(life)
    closing.by = by
    this.tell(closing, life)
  }

  setPresence(agent: AgentId, presence: Presence): void {
    this.tell({ type: 'agent.presenceSet', at: this.clock.now as Time, agent, presence })
    this.observer.stand(agent)
  }

  /** Lets the router do what falls due next. */
  advance(): void {
    this.router.advance(this.router.deadline)
    this.settle()
  }

  /** Whatever happens; what happens often has a form of its own above. */
  tell(event: RouterEvent, life?: Life): void {
    this.events++
    this.history?.push(event)
    this.router.apply(event)
    this.settle(life)
  }

  /** Reads what the router did; most of it is about the conversation that it was told of. */
  private settle(told?: Life): void {
    const { trace } = this.router
    const { base, columns, length } = trace
    for (let i = this.read - base; i < length - base; i++) {
      const life = this.lifeOf(columns, i, told)
      if (columns.kind[i] === Kind.presence) this.presenceSet(columns, i)
      else if (life) this.follow(columns, i, life)
    }
    this.read = length
    this.clock.now = this.router.now
    this.laws.settled(this.clock.now)
    if (this.history || length - base < BATCH) return
    trace.hash()
    trace.forget(length)
  }

  private lifeOf({ conversation, kind }: TraceColumns, i: number, told?: Life): Life | undefined {
    if (kind[i] === Kind.waiting || kind[i] === Kind.refused) return undefined
    return told?.key === conversation[i] ? told : this.lives.find(conversation[i])
  }

  /** What row `i` means for the measures, then for the world. */
  private follow(columns: TraceColumns, i: number, life: Life): void {
    const { observer } = this
    this.clock.now = columns.at[i]
    switch (columns.kind[i] as Kind) {
      case Kind.queued:
        return observer.entered(life, columns.value[i], columns.skill[i])
      case Kind.assigned:
        observer.assigned(life, columns.agent[i])
        this.laws.assigns(columns.agent[i], columns.at[i])
        life.isAssigned = true
        life.assignedAt = columns.at[i]
        return this.world.assigned(life, columns.agent[i])
      case Kind.unassigned:
        observer.stand(columns.agent[i])
        this.laws.unassigns(columns.agent[i], columns.at[i])
        return this.world.unassigned(life, columns.agent[i])
      case Kind.activity:
        return observer.stand(columns.agent[i])
      case Kind.due:
        return observer.owesBy(life, columns.value[i])
      case Kind.overdue:
        return observer.missed(life)
      case Kind.closed:
        observer.closed(life, columns.why[i] as Cause)
        this.laws.closes(columns.at[i])
        this.world.closed(life)
        return this.lives.close(life)
      case Kind.offered:
        return this.world.ringing?.offered(life, columns.agent[i])
      case Kind.offerEnded:
        return this.world.ringing?.ended(life, columns.agent[i])
      case Kind.surveyOpened:
        return this.world.surveys?.opened(columns.conversation[i], columns.skill[i])
      case Kind.transferred:
        observer.moved(life, columns.skill[i])
        life.skill = columns.skill[i]
        return
      case Kind.waiting:
      case Kind.refused:
        return
    }
  }

  private presenceSet({ agent, at }: TraceColumns, i: number): void {
    this.clock.now = at[i]
    this.observer.stand(agent[i])
    this.world.ringing?.missed(agent[i] as AgentId)
  }

  private keyOf(life: Life): ConversationKey {
    return life.key as ConversationKey
  }
}
