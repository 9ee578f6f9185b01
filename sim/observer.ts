import { type AgentId, Cause, Presence, type View } from '../core/index.ts'
import type { Clock } from './clock.ts'
import { type Life, NO_QUEUE } from './lives.ts'
import { AgentCell, SkillCell, Span } from './cells.ts'
import type { Measures } from './measures.ts'
import type { Watch } from './watch.ts'

/**
 * Reads what happens and what the router does about it, and keeps the measures: the streaming twins
 * of the metrics (METRICS.md §1.3, §4).
 */
export class Observer implements Watch {
  private readonly clock: Clock
  private readonly measures: Measures
  private readonly view: View
  /** By skill, the unskilled queue first: how many wait, how many are owed, and since when. */
  private readonly queued: Int32Array
  private readonly queuedSince: Float64Array
  private readonly owed: Int32Array
  private readonly owedSince: Float64Array
  /** By agent; agents of measures are people. */
  private readonly isBot: Uint8Array
  /** By agent: what held since when. */
  private readonly online: Uint8Array
  private readonly used: Int32Array
  private readonly stoodSince: Float64Array

  constructor(measures: Measures, view: View, clock: Clock) {
    const { agents, skills } = measures.sizes
    this.clock = clock
    this.measures = measures
    this.view = view
    this.queued = new Int32Array(skills)
    this.queuedSince = new Float64Array(skills).fill(clock.now)
    this.owed = new Int32Array(skills)
    this.owedSince = new Float64Array(skills).fill(clock.now)
    this.isBot = Uint8Array.from(view.config.agents, ({ isBot }) => Number(isBot))
    this.online = new Uint8Array(agents)
    this.used = new Int32Array(agents)
    this.stoodSince = new Float64Array(agents).fill(clock.now)
  }

  opened(skill: number): void {
    this.measures.add(skill, SkillCell.opened)
  }

  /** The run itself counts them: they never were conversations. */
  turnedAway(): void {}

  consumerWrote(life: Life): void {
    if (life.isOwed) return
    life.isMissed = false
    this.measures.add(life.skill, SkillCell.turnsOpened)
    this.owes(life.skill, 1)
  }

  agentWrote(life: Life, agent: number): void {
    const { measures } = this
    // Replies of bots are never merged with those of people (METRICS.md §4).
    if (this.isBot[agent] === 1) return this.botWrote(life)
    if (life.isOwed) {
      measures.add(life.skill, SkillCell.turnsAnswered)
      measures.addAgent(agent, AgentCell.answered)
      measures.lasted(life.skill, Span.response, this.clock.now - life.owedSince)
      if (!life.isMissed && life.due < Infinity) measures.add(life.skill, SkillCell.met)
      this.owes(life.skill, -1)
    }
    if (!life.isServed && !Number.isNaN(life.firstAt))
      measures.lasted(life.skill, Span.first, this.clock.now - life.firstAt)
    life.isServed = true
  }

  /** What a bot answers was no turn that waited for people. */
  private botWrote(life: Life): void {
    if (!life.isOwed) return
    this.measures.undo(life.skill, SkillCell.turnsOpened, life.owedSince)
    this.owes(life.skill, -1)
  }

  entered(life: Life, due: number, skill: number): void {
    life.due = due
    this.left(life)
    life.queue = skill
    this.waits(skill, 1)
  }

  assigned(life: Life, agent: number): void {
    this.left(life)
    if (this.isBot[agent] === 1) return
    if (!life.isAssigned)
      this.measures.lasted(life.skill, Span.wait, this.clock.now - life.openedAt)
    this.measures.addAgent(agent, AgentCell.assigned)
    this.stand(agent)
  }

  /** What is owed is owed under another skill from now on. */
  moved(life: Life, skill: number): void {
    if (!life.isOwed) return
    this.owes(life.skill, -1)
    this.owes(skill, 1)
  }

  owesBy(life: Life, due: number): void {
    life.due = due
  }

  missed(life: Life): void {
    if (!life.isOwed || life.isMissed) return
    life.isMissed = true
    this.measures.add(life.skill, SkillCell.missed)
  }

  closed(life: Life, cause: Cause): void {
    this.measures.add(life.skill, SkillCell.closed)
    if (!Number.isNaN(life.firstAt) && !life.isReplied)
      this.measures.add(life.skill, SkillCell.abandoned)
    if (life.isOwed) {
      if (cause !== Cause.consumer && life.due < Infinity) this.missed(life)
      this.owes(life.skill, -1)
    }
    if (life.isFresh && life.queue !== NO_QUEUE && cause === Cause.consumer)
      this.measures.add(life.queue, SkillCell.queueLeft)
    this.left(life)
  }

  /** The agent's presence or load may be another from now on. */
  stand(agent: number): void {
    const { agents } = this.view
    const row = agent as AgentId
    if (this.online[agent] === 1)
      this.measures.heldAgent(agent, this.stoodSince[agent], this.used[agent])
    const isOnline = agents.presence[row] === Presence.online && this.isBot[agent] === 0
    this.online[agent] = isOnline ? 1 : 0
    this.used[agent] = agents.used[row]
    this.stoodSince[agent] = this.clock.now
  }

  /** Everything that still lasts, up to the end. */
  finish(): void {
    for (let agent = 0; agent < this.online.length; agent++) this.stand(agent)
    for (let place = 0; place < this.owed.length; place++) {
      this.waits(place - 1, 0)
      this.owes(place - 1, 0)
    }
  }

  /** It waits in the queue that it was in no more: it may have come from another skill's. */
  private left(life: Life): void {
    if (life.queue === NO_QUEUE) return
    this.waits(life.queue, -1)
    if (life.isFresh) this.measures.add(life.queue, SkillCell.queueStays)
    life.isFresh = false
    life.queue = NO_QUEUE
  }

  /** So many more wait in a skill's queue from now on. */
  private waits(skill: number, by: number): void {
    const place = skill + 1
    this.measures.heldSkill(skill, SkillCell.queued, this.queuedSince[place], this.queued[place])
    this.queued[place] += by
    this.queuedSince[place] = this.clock.now
  }

  /** So many more turns are owed under a skill from now on. */
  private owes(skill: number, by: number): void {
    const place = skill + 1
    this.measures.heldSkill(skill, SkillCell.owed, this.owedSince[place], this.owed[place])
    this.owed[place] += by
    this.owedSince[place] = this.clock.now
  }
}
