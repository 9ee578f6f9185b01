import { Clock } from '../clock.ts'
import { observe, type Pass } from '../run.ts'
import { type Case } from './case.ts'
import { type Plan, planOf } from './plan.ts'
import { Probe } from './probe.ts'

/** What one run of a case found. */
export interface Found {
  /** Of `Sums`, as they are added up. */
  readonly sums: Float64Array
  /** Waits above 0, ms, where quantiles are asked for. */
  readonly waits: Float32Array
}

/** Runs of a case, each a function of seed and number alone. @throws as `planOf` does. */
export class Runs {
  readonly plan: Plan

  constructor(one: Case, seed: number, part = 1) {
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
    return { sums: probe!.sums.all, waits: Float32Array.from(probe!.waits) }
  }
}
