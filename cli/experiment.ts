import { availableParallelism } from 'node:os'
import { type Params, SingleBar } from 'cli-progress'
import type { Scenario } from '../scenarios/index.ts'
import { type Experiment, experimentOn, type Keep, type Replication } from '../sim/index.ts'
import { ResultCache } from './cache.ts'
import { codeVersion } from './code.ts'
import { colourOfErrors as colours } from './colours.ts'

/** How replications are to be run. */
export interface ExperimentSettings {
  readonly workers?: number | undefined
  readonly signal: AbortSignal
  /** Where replications are remembered; null for nowhere. */
  readonly cache?: string | null | undefined
  readonly keep: (replication: number) => Keep
  /** As of `ExperimentOptions`. */
  readonly done?: (result: Replication) => Promise<Replication>
  /** An interrupted experiment with at least so many replications counts; none does unless told. */
  readonly least?: number
}

const CACHE = '.cache/replications'

/** Asks an experiment for so many replications. */
export type Extend = (replications: number) => Promise<readonly Replication[]>

/** What came of it. */
export interface Found {
  readonly results: readonly Replication[]
  /** As many as were asked for last. */
  readonly asked: number
}

/**
 * Runs replications of a scenario with a bar where there is a terminal. Those that were done before
 * by the same code are recalled; if one turns out otherwise, all of them are forgotten and run.
 * @param plan asks for as many as it takes.
 * @throws the signal's reason when it is aborted before `least` replications are done.
 */
export async function runExperiment(
  scenario: Scenario,
  settings: ExperimentSettings,
  plan: (extend: Extend) => Promise<unknown>,
): Promise<Found> {
  const { cache: root = CACHE } = settings
  const cache = root === null ? undefined : new ResultCache(root, scenario, codeVersion())
  try {
    return await attempt(scenario, settings, plan, cache)
  } catch (error) {
    if (!(error instanceof StaleCache)) throw error
    cache?.clear()
    return attempt(scenario, settings, plan, cache)
  }
}

class StaleCache extends Error {}

async function attempt(
  scenario: Scenario,
  { done, keep, least = Infinity, signal, workers = availableParallelism() }: ExperimentSettings,
  plan: (extend: Extend) => Promise<unknown>,
  cache: ResultCache | undefined,
): Promise<Found> {
  const experiment = experimentOn(scenario, {
    ...{ keep, workers },
    recall: (n) => (keep(n) === 'accumulators' ? cache?.recall(n) : undefined),
    async done(result) {
      if (cache?.contradicts(result)) throw new StaleCache()
      cache?.keep(result)
      return done ? done(result) : result
    },
  })
  const bar = new Bar(experiment)
  let asked = 0
  try {
    await plan((replications) => {
      asked = replications
      bar.aim(replications)
      return experiment.extend(replications, signal)
    })
  } catch (error) {
    if (!signal.aborted || experiment.results.length < least) throw error
  } finally {
    bar.stop()
    await experiment.close()
  }
  return { results: experiment.results, asked }
}

/** How far an experiment is, several times a second, on a terminal. */
class Bar {
  private readonly bar = process.stderr.isTTY
    ? new SingleBar({ format: barOf, hideCursor: true, clearOnComplete: true })
    : null
  private readonly experiment: Experiment
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(experiment: Experiment) {
    this.experiment = experiment
  }

  aim(replications: number): void {
    const { bar, experiment } = this
    if (!bar) return
    if (this.timer) return bar.setTotal(replications)
    bar.start(replications, 0)
    this.timer = setInterval(() => bar.update(experiment.progress), 100)
  }

  stop(): void {
    clearInterval(this.timer)
    this.bar?.stop()
  }
}

/** How far it is; how long it still takes, once that can be told. */
function barOf(_: unknown, { eta, progress, total, value }: Params): string {
  const done = Math.round(Math.min(1, progress) * 40)
  const rest = value > 0 && value < total && eta >= 1 ? `, ${Math.round(eta)} s to go` : ''
  const line = colours.cyan('━'.repeat(done)) + colours.dim('─'.repeat(40 - done))
  return `${line} ${Math.floor(value)} of ${total} replications${rest}`
}
