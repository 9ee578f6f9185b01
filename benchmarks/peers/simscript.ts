import { agentsOf, type Outcome, type Workload } from '../workloads/workload.ts'
import { load } from './installed.ts'

/** What is used of simscript 1.0.37. */
interface SimScript {
  readonly Simulation: new () => Simulation
  readonly Entity: new () => Entity
  readonly Queue: new (name: string, capacity: number) => object
}
interface Simulation {
  readonly timeNow: number
  yieldInterval: number
  activate(entity: Entity): Promise<number>
  start(): Promise<void>
  onStarting(): void
  onFinished(): void
}
interface Entity {
  readonly simulation: Simulation
  delay(lasts: number): Promise<number>
  enterQueue(queue: object): Promise<number>
  leaveQueue(queue: object): void
}

/** W1 in simscript: scripts are async functions; a queue of limited capacity is a pool of agents. */
export function simscript(workload: Workload, conversations: number): () => Promise<Outcome> {
  // It looks for a page.
  Object.assign(globalThis, {
    requestAnimationFrame: setImmediate,
    document: {},
    HTMLElement: Object,
  })
  const { Entity, Queue, Simulation } = load('simscript') as SimScript
  const [{ rate }] = workload.skills
  const exponential = (mean: number) => -Math.log(1 - Math.random()) * mean
  return async () => {
    const desk = new Queue('desk', agentsOf(workload))
    const tally = { arrived: 0, abandoned: 0, waited: 0 }
    class Conversation extends Entity {
      async script(): Promise<void> {
        tally.arrived++
        const came = this.simulation.timeNow
        await this.enterQueue(desk)
        tally.waited += this.simulation.timeNow - came
        await this.delay(exponential(1))
        this.leaveQueue(desk)
      }
    }
    class Consumers extends Entity {
      async script(): Promise<void> {
        for (let i = 0; i < conversations; i++) {
          await this.delay(exponential(1 / rate))
          void this.simulation.activate(new Conversation())
        }
      }
    }
    await new Promise<void>((resolve) => {
      class Centre extends Simulation {
        override onStarting(): void {
          super.onStarting()
          void this.activate(new Consumers())
        }

        override onFinished(): void {
          super.onFinished()
          resolve()
        }
      }
      const centre = new Centre()
      void centre.start()
    })
    return { skills: [tally], hash: (tally.waited / tally.arrived).toFixed(9) }
  }
}
