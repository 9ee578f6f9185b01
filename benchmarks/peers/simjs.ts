import { agentsOf, type Outcome, type Workload } from '../workloads/workload.ts'
import { load } from './installed.ts'

/** What is used of simjs 2.0.3. */
interface Simjs {
  readonly Sim: new () => {
    time(): number
    addEntity(entity: new (...args: never[]) => object): void
    simulate(until: number): void
  }
  readonly Entity: new (...args: unknown[]) => Entity
  readonly Facility: new (name: string, discipline: undefined, servers: number) => object
  readonly Random: new (seed: number) => { exponential(rate: number): number }
}
interface Entity {
  time(): number
  setTimer(after: number): Request
  useFacility(facility: object, lasts: number): Request
}
interface Request {
  done(then: () => void): Request
  waitUntil(after: number, then: () => void): Request
}

/** W1 and W2 in simjs: its facility has one queue and no skills. Requests renege by `waitUntil`. */
export function simjs(workload: Workload, conversations: number): () => Outcome {
  const [{ patience, rate }] = workload.skills
  const window: Partial<Simjs> & { Sim?: unknown } = {}
  // It hands out its classes through the window alone.
  Object.assign(globalThis, { window })
  load('simjs')
  const { Entity, Facility, Random, Sim } = window.Sim as unknown as Simjs
  return () => {
    const random = new Random(1)
    const desk = new Facility('desk', undefined, agentsOf(workload))
    const tally = { arrived: 0, abandoned: 0, waited: 0 }
    class Consumers extends Entity {
      start(): void {
        this.setTimer(random.exponential(rate)).done(() => this.come())
      }

      come(): void {
        tally.arrived++
        const came = this.time()
        const lasts = random.exponential(1)
        const waited = (time: number) => {
          tally.waited += time
        }
        const request = this.useFacility(desk, lasts)
        request.done(() => waited(this.time() - came - lasts))
        if (patience < Infinity)
          request.waitUntil(random.exponential(1 / patience), () => {
            tally.abandoned++
            waited(this.time() - came)
          })
        if (tally.arrived < conversations) this.start()
      }
    }
    const sim = new Sim()
    sim.addEntity(Consumers)
    sim.simulate(Number.MAX_VALUE)
    return { skills: [tally], hash: (tally.waited / tally.arrived).toFixed(9) }
  }
}
