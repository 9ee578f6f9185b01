import { Cause, type View } from '../../core/index.ts'
import type { Clock } from '../clock.ts'
import type { Life } from '../lives.ts'
import type { Watch } from '../watch.ts'
import { Ghosts } from './ghosts.ts'
import { Instants } from './instants.ts'
import { Levels } from './levels.ts'
import { Flow, queueOf, type Shape, Sums, Whole } from './sums.ts'

/** What is looked at beyond what always is. */
export interface ProbeOptions {
  readonly shape: Shape
  /** Counted from then until the end. */
  readonly from: number
  readonly end: number
  /** Of each agent: its pool. */
  readonly pools: readonly number[]
  /** Ms of work that count as about as much as asked for. */
  readonly near?: readonly [number, number]
  /** Whether every wait is kept, and whether those who left are followed on. */
  readonly keepsWaits?: boolean
  readonly followsGhosts?: boolean
  /** A day, and how many are wanted at each instant of it. */
  readonly cycle?: number
  readonly wanted?: readonly number[]
}

/** Reads what happens as a queueing theorist does, for cases that are known exactly. */
export class Probe implements Watch {
  readonly sums: Sums
  /** All waits above 0 of those who got an agent or left, if they are kept. */
  readonly waits: number[] = []
  private readonly clock: Clock
  private readonly options: ProbeOptions
  private readonly levels: Levels
  private readonly ghosts: Ghosts | null
  private readonly instants: Instants | null
  private isCounting = false

  constructor(options: ProbeOptions, view: View, clock: Clock) {
    this.options = options
    this.clock = clock
    this.sums = new Sums(options.shape)
    this.levels = new Levels(this.sums, options.pools, view, clock)
    this.ghosts = options.followsGhosts ? new Ghosts() : null
    const { instants } = options.shape
    this.instants = instants.length > 0 ? new Instants(options, this.levels, this.sums) : null
  }

  opened(skill: number): void {
    this.tick()
    this.sums.add(skill, Flow.opened, 1)
    this.levels.opened(1)
  }

  turnedAway(skill: number): void {
    this.tick()
    this.sums.add(skill, Flow.away, 1)
  }

  entered(life: Life): void {
    this.tick()
    // Given back during the consumer's turn, it does not wait for an agent.
    if (life.isOwed || !life.isReplied) this.levels.change(queueOf(life.skill), 1)
  }

  assigned(life: Life, agent: number): void {
    this.tick()
    const { levels, sums } = this
    levels.change(queueOf(life.skill), -1)
    if (life.isOwed) levels.owes(agent, 1)
    if (!life.isAssigned) this.served(life, agent)
    this.turn(life, life.isOwed ? this.clock.now - life.owedSince : 0)
    levels.stand(agent)
    sums.add(life.skill, Flow.turns, 1)
  }

  stand(agent: number): void {
    this.tick()
    const isFreed = this.levels.stand(agent)
    if (isFreed && this.ghosts && this.levels.waiting() === 0) this.release(Infinity)
  }

  consumerWrote(life: Life): void {
    this.tick()
    if (life.isOwed) return
    const { levels } = this
    if (life.isReplied) levels.change(Whole.consumers, -1)
    if (life.agent >= 0) levels.owes(life.agent, 1)
    else if (life.isReplied) levels.change(queueOf(life.skill), 1)
  }

  agentWrote(life: Life, agent: number): void {
    this.tick()
    if (!life.isOwed) return
    this.levels.owes(agent, -1)
    if (!isOver(life)) this.levels.change(Whole.consumers, 1)
    const since = Math.max(life.owedSince, life.assignedAt)
    this.sums.add(life.skill, Flow.replies, 1)
    this.sums.add(life.skill, Flow.response, this.clock.now - since)
  }

  closed(life: Life, cause: Cause): void {
    this.tick()
    const { clock, levels, sums } = this
    levels.opened(-1)
    if (life.isReplied && !life.isOwed && !isOver(life)) levels.change(Whole.consumers, -1)
    if (!life.isAssigned) this.left(life)
    else if (cause === Cause.agent) {
      sums.add(life.skill, Flow.ended, 1)
      sums.add(life.skill, Flow.sojourn, clock.now - life.openedAt)
      sums.add(life.skill, Flow.held, clock.now - life.assignedAt)
      this.nearly(life)
    }
  }

  moved(): void {}

  owesBy(): void {}

  missed(): void {}

  finish(): void {
    this.tick()
    this.levels.finish()
    this.instants?.finish(this.clock.now)
    this.sums.spans[0] = this.options.end - this.options.from
  }

  /** Begins to count when the time has come; looks at what instants have passed before this one. */
  private tick(): void {
    const { now } = this.clock
    if (!this.isCounting && now >= this.options.from) {
      this.isCounting = true
      this.sums.all.fill(0)
      this.waits.length = 0
      this.levels.begin(this.options.from)
    }
    this.instants?.passed(now)
  }

  private served(life: Life, agent: number): void {
    const { sums } = this
    const wait = this.clock.now - life.openedAt
    sums.add(life.skill, Flow.served, 1)
    sums.add(life.skill, Flow.waitServed, wait)
    this.within(sums.servedWithin, life.skill, wait)
    sums.servedBy[life.skill * sums.shape.pools + this.options.pools[agent]]++
    this.waited(life, wait)
    if (this.ghosts && wait > 0) this.release(life.key)
  }

  private left(life: Life): void {
    const { sums } = this
    const wait = this.clock.now - life.openedAt
    this.levels.change(queueOf(life.skill), -1)
    sums.add(life.skill, Flow.left, 1)
    sums.add(life.skill, Flow.waitLeft, wait)
    this.within(sums.leftWithin, life.skill, wait)
    // Whoever leaves has waited, if for less than a ms.
    this.waited(life, wait, true)
    this.ghosts?.add(life)
  }

  private waited({ skill }: Life, wait: number, hasWaited = wait > 0): void {
    const { sums } = this
    if (!hasWaited) return
    sums.add(skill, Flow.waited, 1)
    sums.add(skill, Flow.wait, wait)
    sums.add(skill, Flow.square, wait * wait)
    if (this.options.keepsWaits) this.waits.push(wait)
  }

  private turn({ skill }: Life, wait: number): void {
    const { sums } = this
    if (wait > 0) sums.add(skill, Flow.turnsWaited, 1)
    sums.add(skill, Flow.turnWait, wait)
    this.within(sums.turnsWithin, skill, wait)
  }

  private within(counts: Float64Array, skill: number, wait: number): void {
    const { bounds } = this.sums.shape
    for (let b = 0; b < bounds.length; b++)
      if (wait <= bounds[b]) counts[skill * bounds.length + b]++
  }

  private nearly({ openedAt, skill, work }: Life): void {
    const { near } = this.options
    if (near === undefined || work < near[0] || work > near[1]) return
    this.sums.add(skill, Flow.nearWork, work)
    this.sums.add(skill, Flow.nearSojourn, this.clock.now - openedAt)
  }

  /** An agent was free, and nobody who came before `key` waited any more. */
  private release(key: number): void {
    this.ghosts!.release(key, this.clock.now, (skill, wait) => {
      this.sums.add(skill, Flow.ghosts, 1)
      this.sums.add(skill, Flow.ghostWait, wait)
    })
  }
}

/** After the last reply it is closed: nobody waits for the consumer. */
const isOver = ({ answered, turns }: Life): boolean => answered >= turns
