import type { Scenario } from '../scenarios/index.ts'
import { Gate } from './gate.ts'
import type { Keep, Replication } from './run.ts'

/** Who does replications, one at a time: a thread, or a web worker. */
export interface Hand {
  simulate(replication: number, keep: Keep): Promise<Replication>
  /** Stops at once, whatever it does. */
  end(): unknown
}

/** What an experiment may be told. */
export interface ExperimentOptions {
  readonly workers: number
  /** Makes worker number `worker`, which passes the gate as it goes. */
  readonly hire: (scenario: Scenario, gate: Gate, worker: number) => Hand
  /** What is kept of a replication; all but 0 as accumulators unless told. */
  readonly keep?: ((replication: number) => Keep) | undefined
  /** A replication that was done before. */
  readonly recall?: ((replication: number) => Replication | undefined) | undefined
  /** Told of each replication once, in any order, before its worker goes on; it may be replaced. */
  readonly done?: ((result: Replication) => Replication | Promise<Replication>) | undefined
}

/**
 * Independent replications on workers. What is found is a function of scenario and number of
 * replications alone, whatever the number of workers; more can be asked for at any time, and those
 * that are there are not run again. None runs on the calling thread, which stays free to show
 * progress and to be interrupted.
 */
export class Experiment {
  private readonly scenario: Scenario
  private readonly options: ExperimentOptions
  private readonly gate: Gate
  private readonly found: Replication[] = []
  private crew: Hand[] = []

  constructor(scenario: Scenario, options: ExperimentOptions) {
    this.scenario = scenario
    this.options = options
    this.gate = Gate.shared(options.workers)
  }

  /** Those that are there, from 0 up to the first that is not. */
  get results(): readonly Replication[] {
    const gap = this.found.findIndex((result) => result === undefined)
    return gap < 0 ? [...this.found] : this.found.slice(0, gap)
  }

  /** How many are done, with the shares of those under way. */
  get progress(): number {
    return this.found.reduce((sum) => sum + 1, this.gate.underWay)
  }

  /**
   * Goes on until there are so many in all.
   * @throws the signal's reason when it is aborted, or what a worker threw: the workers are gone by
   *   then, the results so far are not.
   */
  async extend(replications: number, signal?: AbortSignal): Promise<readonly Replication[]> {
    signal?.throwIfAborted()
    const missing = this.missing(replications)
    this.hire(Math.min(this.options.workers, missing.length))
    const work = Promise.all(this.crew.map((hand) => this.share(hand, missing)))
    try {
      await raced(work, signal)
    } catch (error) {
      await this.close()
      throw error
    }
    return this.results.slice(0, replications)
  }

  /** Within milliseconds, also amid a replication. */
  pause(): void {
    this.gate.shut()
  }

  resume(): void {
    this.gate.open()
  }

  /** Ends the workers; what is found stays. */
  async close(): Promise<void> {
    const crew = this.crew
    this.crew = []
    await Promise.all(crew.map((hand) => hand.end()))
    this.gate.words.fill(0, 1)
  }

  /** What has to be run, in order; what can be recalled is found. */
  private missing(replications: number): number[] {
    const missing: number[] = []
    for (let n = 0; n < replications; n++) {
      if (this.found[n]) continue
      const known = this.options.recall?.(n)
      if (known) this.found[n] = known
      else missing.push(n)
    }
    return missing
  }

  private hire(workers: number): void {
    for (let worker = this.crew.length; worker < workers; worker++)
      this.crew.push(this.options.hire(this.scenario, this.gate, worker))
  }

  /** One worker's share of the work: always the next one that is missing. */
  private async share(hand: Hand, missing: number[]): Promise<void> {
    const { done = (result) => result, keep = keepFirst } = this.options
    for (let n = missing.shift(); n !== undefined; n = missing.shift()) {
      const result = await hand.simulate(n, keep(n))
      this.found[n] = await done(result)
    }
  }
}

const keepFirst = (replication: number): Keep => (replication === 0 ? 'sample' : 'accumulators')

/** What `replicate` may be told. */
export interface ReplicateOptions {
  readonly replications: number
  readonly workers: number
  readonly signal?: AbortSignal
}

/** So many replications, and no more: the experiment is closed. @throws as `extend` does. */
export async function replicateOn(
  experiment: Experiment,
  { replications, signal }: Omit<ReplicateOptions, 'workers'>,
): Promise<readonly Replication[]> {
  try {
    return await experiment.extend(replications, signal)
  } finally {
    await experiment.close()
  }
}

/** The work, or the reason to give it up. */
async function raced(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await work)
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop)
  })
  try {
    await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
