import { type AgentId, NEVER, Presence } from '../core/index.ts'
import type { Headcount, Scenario } from '../scenarios/index.ts'
import { type Edge, edgesOf } from './attendance.ts'

/** Tells that an agent comes or goes. */
export type Tell = (agent: AgentId, presence: Presence) => void

/** Shifts, one edge after the other: known from the start, so that the calendar need not carry them. */
export class Roster {
  /** When somebody comes or goes next, NEVER if nobody does. */
  next: number
  /** By time; at equal times in the order of the shifts. */
  private readonly edges: readonly Edge[]
  private edge = 0
  private readonly tell: Tell

  constructor(scenario: Scenario, replication: number, tell: Tell) {
    this.tell = tell
    this.edges = edgesOf(scenario, replication).sort((a, b) => a.at - b.at)
    this.next = this.edges.length > 0 ? this.edges[0].at : NEVER
  }

  step(): void {
    const { agent, presence } = this.edges[this.edge++]
    this.next = this.edge < this.edges.length ? this.edges[this.edge].at : NEVER
    this.tell(agent, presence)
  }
}

/**
 * How many are wanted, step by step. Where they are too many the idle ones leave at once; then
 * whoever ends a conversation first leaves before anything new can be given.
 */
export class Staff {
  /** When the number changes next. */
  next: number
  private readonly headcount: Headcount
  private readonly tell: Tell
  private readonly cycle: number
  private began: number
  private place = 0
  private wanted = 0
  private online = 0
  /** By agent: whether it is here, and how many conversations it holds. */
  private readonly here: Uint8Array
  private readonly held: Int32Array

  constructor(scenario: Scenario, headcount: Headcount, tell: Tell) {
    this.headcount = headcount
    this.tell = tell
    this.cycle = scenario.cycle ?? Number.POSITIVE_INFINITY
    this.began = scenario.start
    this.next = this.began + headcount.steps[0].from
    this.here = new Uint8Array(scenario.account.agents.length)
    this.held = new Int32Array(scenario.account.agents.length)
  }

  step(): void {
    const { agents, steps } = this.headcount
    this.wanted = steps[this.place].agents
    if (++this.place === steps.length) {
      this.place = 0
      this.began += this.cycle
    }
    this.next = this.began + steps[this.place].from
    for (const agent of agents)
      if (this.online < this.wanted && this.here[agent] === 0) this.come(agent)
    for (const agent of agents.toReversed())
      if (this.online > this.wanted && this.here[agent] === 1 && this.held[agent] === 0)
        this.leave(agent)
  }

  assigned(agent: number): void {
    this.held[agent]++
  }

  unassigned(agent: number): void {
    this.held[agent]--
  }

  /** An agent is about to end a conversation. */
  ending(agent: number): void {
    if (this.online > this.wanted && this.here[agent] === 1) this.leave(agent as AgentId)
  }

  private come(agent: AgentId): void {
    this.online++
    this.here[agent] = 1
    this.tell(agent, Presence.online)
  }

  private leave(agent: AgentId): void {
    this.online--
    this.here[agent] = 0
    this.tell(agent, Presence.offline)
  }
}
