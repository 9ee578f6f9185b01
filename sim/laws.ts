import type { AgentId, Router } from '../core/index.ts'

/** Beyond whole numbers that are exact, what rounding may do. */
const ROUNDING = 1e-9

/**
 * Laws that hold on every path, whatever is random (Little 1961; Stidham 1974; utilisation law: Denning
 * and Buzen 1978). One side of each is the router's own tables integrated over time, the other the
 * instants of its trace, so that what is lost, doubled or dated wrongly in either breaks one of them:
 *
 * - flow balance: opened − closed = open, and assigned − unassigned = held;
 * - Little's law: ∫ open dt = Σ time in the system;
 * - utilisation law: ∫ held dt = Σ time at an agent.
 */
export class Laws {
  private readonly router: Pick<Router, 'open' | 'view'>
  private readonly start: number
  private opened = 0
  private closed = 0
  private assigned = 0
  private unassigned = 0
  /** Σ of instants since the start: of ends less those of beginnings. */
  private inSystem = 0
  private atAgents = 0
  /** The router's levels, since when, and their integrals. */
  private open = 0
  private openSince: number
  private openArea = 0
  private readonly held: Int32Array
  private readonly heldSince: Float64Array
  private heldArea = 0

  constructor(router: Pick<Router, 'open' | 'view'>, start: number) {
    this.router = router
    this.start = start
    this.openSince = start
    const agents = router.view.config.agents.length
    this.held = new Int32Array(agents)
    this.heldSince = new Float64Array(agents).fill(start)
  }

  opens(at: number): void {
    this.opened++
    this.inSystem -= at - this.start
  }

  closes(at: number): void {
    this.closed++
    this.inSystem += at - this.start
  }

  assigns(agent: number, at: number): void {
    this.assigned++
    this.atAgents -= at - this.start
    this.holds(agent, at)
  }

  unassigns(agent: number, at: number): void {
    this.unassigned++
    this.atAgents += at - this.start
    this.holds(agent, at)
  }

  /** Nothing else happens at this instant: what is open now is open from now on. */
  settled(at: number): void {
    const { open } = this.router
    if (open === this.open) return
    this.openArea += this.open * (at - this.openSince)
    this.open = open
    this.openSince = at
  }

  /**
   * Checks all of them up to the end.
   * @throws Error naming the law and both of its sides.
   */
  check(end: number): void {
    const { router } = this
    this.openArea += this.open * (end - this.openSince)
    this.held.forEach((_, agent) => this.holds(agent, end))
    const held = this.held.reduce((sum, n) => sum + n, 0)
    const [inside, busy] = [this.opened - this.closed, this.assigned - this.unassigned]
    same('flow balance of the system', ['opened − closed', inside], ['open', router.open])
    same('flow balance of agents', ['assigned − unassigned', busy], ['held', held])
    const length = end - this.start
    const time = this.inSystem + inside * length
    same('Little’s law', ['∫ open dt', this.openArea], ['Σ time in the system', time])
    const service = this.atAgents + busy * length
    same('utilisation law', ['∫ held dt', this.heldArea], ['Σ time at an agent', service])
  }

  /** What an agent holds may be another number from now on. */
  private holds(agent: number, at: number): void {
    this.heldArea += this.held[agent] * (at - this.heldSince[agent])
    this.held[agent] = this.router.view.agents.held[agent as AgentId]
    this.heldSince[agent] = at
  }
}

type Side = readonly [what: string, value: number]

function same(law: string, [one, a]: Side, [other, b]: Side): void {
  if (Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b))) return
  throw new Error(`${law} is violated: ${one} = ${a}, ${other} = ${b}`)
}
