import type { Scenario } from '../scenarios/index.ts'
import { quantile } from './distributions.ts'
import type { Host } from './host.ts'
import { streamOf, uniform } from './random.ts'

/** How fast agents work: their own speed, and by how many conversations they have at once. */
export class Speeds {
  /** By agent, the same in every replication: the team is the team. */
  readonly own: Float64Array
  /** By agent, speed by conversations that are not inactive. */
  private readonly paces: readonly (readonly number[] | undefined)[]
  private readonly host: Host

  constructor({ account, conduct = [], seed }: Scenario, host: Host) {
    const stream = streamOf(seed, 0, 'speed')
    this.host = host
    this.paces = account.agents.map((_, agent) => conduct[agent]?.pace)
    this.own = Float64Array.from(account.agents, (_, agent) => {
      const { cv = 0, mean = 1 } = conduct[agent]?.speed ?? {}
      if (cv === 0) return mean
      return quantile({ dist: 'lognormal', mean, cv })(uniform(stream, agent, 0))
    })
  }

  /** Of work that an agent begins now. */
  now(agent: number): number {
    const pace = this.paces[agent]
    if (pace === undefined) return this.own[agent]
    const n = Math.max(1, Math.min(pace.length, this.host.activeOf(agent)))
    return this.own[agent] * pace[n - 1]
  }
}
