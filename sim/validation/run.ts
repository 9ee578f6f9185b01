import { Clock } from '../clock.ts'
import { observe, type Pass } from '../run.ts'
import { type Case } from './case.ts'
import { measureOf } from './measures.ts'
import { type Plan, planOf } from './plan.ts'
import { Probe } from './probe.ts'
import { Flow } from './sums.ts'

/** What one run of a case found. */
export interface Found {
  /** Of `Sums`, as they are added up. */
  readonly sums: Float64Array
  /** By name of the result: quantiles of this run's waits, in the case's unit. */
  readonly quantiles: Readonly<Record<string, number>>
}

/** Runs of a case, each a function of seed and number alone. @throws as `planOf` does. */
export class Runs {
  readonly plan: Plan
  private readonly one: Case

  constructor(one: Case, seed: number, part = 1) {
    this.one = one
    this.plan = planOf(one, seed, part)
  }

  run(replication: number, pass?: Pass): Found {
    const { config, probe: options, scenario } = this.plan
    const clock = new Clock()
    let probe: Probe | undefined
    observe(scenario, replication, {
      ...{ config, clock, pass },
      watch: (router) => (probe = new Probe(options, router.view, clock)),
    })
    return { sums: probe!.sums.all, quantiles: this.quantilesOf(probe!) }
  }

  private quantilesOf({ sums, waits }: Probe): Record<string, number> {
    const { setup } = this.plan
    const sorted = Float64Array.from(waits).sort()
    const zeros = sums.flow(Flow.served) + sums.flow(Flow.left) - sorted.length
    const at = (p: number) => {
      const place = Math.ceil(p * (zeros + sorted.length)) - 1 - zeros
      return place < 0 ? 0 : sorted[place] / setup.unit
    }
    return Object.fromEntries(
      Object.keys(this.one.results).flatMap((name) => {
        const measure = measureOf(name, setup)
        return typeof measure === 'object' ? [[name, at(measure.quantile)]] : []
      }),
    )
  }
}
