import {
  type AgentId,
  type Config,
  Entry,
  How,
  Kind,
  type RouterEvent,
  type SkillId,
  type Time,
  type Trace,
} from '../../core/index.ts'
import type { Desk } from './desk.ts'
import type { Cast, Life } from './life.ts'
import { Lives } from './lives.ts'
import { Queues } from './queues.ts'

type Opened = Extract<RouterEvent, { type: 'conversation.opened' | 'conversation.resumed' }>

/** A router's history told to the lives of its conversations, and to those who follow them. */
export class Story {
  private config: Config
  private readonly open = new Map<number, Life>()
  private readonly trace: Trace
  private readonly lives: Lives
  private readonly queues: Queues
  private readonly desk: Desk
  /** The opening that is about to be told. */
  private opening: Opened | undefined

  constructor(config: Config, trace: Trace, desk: Desk, from: Time) {
    this.config = config
    this.trace = trace
    this.desk = desk
    this.queues = new Queues(from)
    this.lives = new Lives(this.cast())
  }

  configured(config: Config): void {
    this.config = config
  }

  finish(until: Time): ReturnType<Lives['finish']> & ReturnType<Queues['finish']> {
    return { ...this.lives.finish(), ...this.queues.finish(until) }
  }

  happened(event: RouterEvent): void {
    switch (event.type) {
      case 'conversation.opened':
      case 'conversation.resumed':
        this.opening = event
        return
      case 'consumer.wrote':
      case 'agent.wrote':
      case 'conversation.suggested':
      case 'conversation.closed': {
        // In its survey a conversation is closed: what is written there is part of the survey.
        const life = this.open.get(event.conversation)
        if (life === undefined) return
        this.told(life, event)
        this.settle(life, event.at)
      }
    }
  }

  effect(row: number): void {
    const { at, conversation, kind, skill, why } = this.trace.columns
    if (kind[row] === Kind.waiting && conversation[row] < 0)
      return this.queues.told(skill[row], why[row], at[row])
    const life = this.open.get(conversation[row]) ?? this.begun(row)
    // What concerns a queue, an agent or the account is no conversation's.
    if (life === undefined) return
    this.apply(life, row)
    this.settle(life, at[row])
  }

  private told(life: Life, event: Extract<RouterEvent, { conversation: unknown }>): void {
    const { lives } = this
    if (event.type === 'consumer.wrote') lives.consumerWrote(life, event.at)
    if (event.type === 'agent.wrote') lives.agentWrote(life, event.at, event.agent)
    if (event.type === 'conversation.suggested')
      lives.toAgent(life, event.at, event.agent, event.to)
    if (event.type === 'conversation.closed' && event.score !== undefined)
      lives.scored(life, event.score)
  }

  /** The first effect of a new conversation: it enters a queue, or an agent's hands. */
  private begun(row: number): Life | undefined {
    const { at, conversation, skill } = this.trace.columns
    const { opening } = this
    if (opening === undefined || opening.conversation !== conversation[row]) return undefined
    const opener = opening.type === 'conversation.resumed' ? opening.agent : undefined
    const { channel, consumer } = opening
    const key = conversation[row]
    const life = this.lives.open({ key, at: at[row], skill: skill[row], consumer, channel, opener })
    this.open.set(key, life)
    this.opening = undefined
    return life
  }

  private apply(life: Life, row: number): void {
    const { agent, at, kind, skill, value, why } = this.trace.columns
    const { lives } = this
    const instant = at[row]
    switch (kind[row] as Kind) {
      case Kind.queued:
        life.ownReason = -1
        this.requeued(life, why[row])
        return lives.queued(life, instant, why[row], value[row] as Time, this.owesTurn(life, row))
      case Kind.assigned:
        return this.assigned(life, instant, agent[row] as AgentId, why[row])
      case Kind.unassigned:
        return lives.lost(life, instant, why[row])
      case Kind.transferred:
        return lives.transferred(life, instant, skill[row] as SkillId, why[row], agent[row])
      case Kind.due:
        return lives.dueSet(life, value[row] as Time, why[row])
      case Kind.overdue:
        return lives.overdue(life, instant, agent[row], skill[row])
      case Kind.waiting:
        life.ownReason = why[row]
        return
      case Kind.closed:
        this.open.delete(life.key)
        return lives.closed(life, instant, why[row] as never)
    }
  }

  private assigned(life: Life, at: number, agent: AgentId, why: number): void {
    life.isRequeued = false
    const start = why === How.takenOver ? 'takenOver' : undefined
    this.lives.assigned(life, at, agent, this.wayOf(why), start)
  }

  /** The place of a deciding rank, or of how it came about, among the cast's ways. */
  private wayOf(why: number): number {
    const ranks = this.trace.ranks.length
    return why <= ranks ? why : 1 + ranks + (why - How.id)
  }

  /**
   * Whether entering a queue while nothing is owed opens a transfer turn (SEMANTICS.md §14.3). A consumer
   * who has only just come is owed a reply before the first message: what follows is that turn.
   */
  private owesTurn(life: Life, row: number): boolean {
    const { skill, why } = this.trace.columns
    const entry = why[row]
    if (entry === Entry.opened || !this.config.requeueIsActionable) return false
    if (life.turns === 0 && !life.isAnswered && !life.isByAgent) return false
    return entry !== Entry.suggested || skill[row] !== life.suggestedFrom
  }

  /** Whether its coming back is reason enough; what moves of itself in a queue stays as it was. */
  private requeued(life: Life, entry: number): void {
    if (entry === Entry.fallback || entry === Entry.overflow) return
    life.isRequeued = entry !== Entry.opened && this.config.requeueIsActionable
  }

  /** Those who count by agent and by queue hear of the change. */
  private settle(life: Life, at: number): void {
    this.queues.place(life, at, this.config.manualTargetIsActionable)
    this.desk.owes(life, at)
  }

  private cast(): Cast {
    const { trace } = this
    return {
      isBot: (agent) => this.config.agents[agent]?.isBot ?? false,
      openTime: (skill, from, to) => {
        const { schedule } = this.config.skills[skill] ?? this.config.unskilled
        return schedule.businessElapsed(from as Time, to as Time)
      },
      ways: ['onlyOne', ...trace.ranks, ...Object.keys(How)],
    }
  }
}
