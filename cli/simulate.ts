import { join } from 'node:path'
import { configure } from '../core/index.ts'
import { namesOf, type ReplicationMeasures, stackReplications, writeRun } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import type { Keep, Replication } from '../sim/index.ts'
import { type ExperimentSettings, type Extend, runExperiment } from './experiment.ts'
import { type Precise, type Precision, untilPrecise } from './precision.ts'
import { RowsFolder, rowsOf } from './rows-folder.ts'
import { idOf } from './run-id.ts'
import { metaOf } from './run-meta.ts'
import { scheduleOf } from './schedule.ts'

/** What is kept: counts, sums and histograms; also the rows of replication 0; or those of all. */
const traceLevels = ['accumulators', 'sample', 'all'] as const
export type TraceLevel = (typeof traceLevels)[number]

/** What a simulation may be told. */
export interface SimulateOptions extends Pick<
  ExperimentSettings,
  'cache' | 'least' | 'signal' | 'workers'
> {
  readonly out: string
  readonly trace?: TraceLevel | undefined
  /** Replications until it is reached; the scenario's number is the most. */
  readonly precision?: Precision | undefined
}

/** What came of a simulation. */
export interface Simulated {
  /** The run file. */
  readonly path: string
  /** The folder of rows, where those of all replications are kept. */
  readonly rows: string | null
  readonly results: readonly Replication[]
  /** Asked for: more than there are if it was interrupted. */
  readonly asked: number
  readonly precise: Precise | null
}

/**
 * Runs a scenario and writes its run file, whole or not at all. What is interrupted after `least`
 * replications is written as the smaller run that it is, and says so.
 */
export async function simulateTo(
  file: string,
  scenario: Scenario,
  options: SimulateOptions,
): Promise<Simulated> {
  const { least, out, signal, trace = 'sample', workers } = options
  const id = idOf(file)
  const folder =
    trace === 'all'
      ? new RowsFolder(out, scenario, metaOf(id, scenario, { traceHash: '' }))
      : undefined
  let spilled = 0
  const done = async (result: Replication) => {
    spilled = Math.max(spilled, result.replication + 1)
    return folder!.spill(result)
  }
  let precise: Precise | null = null
  const plan = async (extend: Extend) => {
    const { precision } = options
    if (!precision) return void (await extend(scenario.replications))
    const most = scenario.replications
    precise = await untilPrecise(scenario, precision, { extend, most })
  }
  try {
    const settings = {
      ...{ keep: keepOf(trace), least, signal, workers },
      cache: folder ? null : options.cache,
      ...(folder && { done }),
    }
    const { asked, results } = await runExperiment(scenario, settings, plan)
    const isKept = signal.aborted && least !== undefined && results.length >= least
    const path = await write(id, scenario, { asked, out, results, signal: isKept ? null : signal })
    const rows = folder?.finish(results.length, spilled) ?? null
    return { path, rows, results, asked, precise }
  } finally {
    folder?.drop()
  }
}

const keepOf =
  (level: TraceLevel) =>
  (replication: number): Keep =>
    level === 'all' || (level === 'sample' && replication === 0) ? 'sample' : 'accumulators'

interface Finished {
  readonly asked: number
  readonly out: string
  readonly results: readonly Replication[]
  /** Null where what was interrupted is written all the same. */
  readonly signal: AbortSignal | null
}

async function write(
  id: string,
  scenario: Scenario,
  { asked, out, results, signal }: Finished,
): Promise<string> {
  const note =
    results.length < asked ? `Interrupted: ${results.length} of ${asked} replications` : ''
  const told = { ...scenario, replications: results.length }
  const meta = metaOf(id, told, { traceHash: results[0].traceHash, note })
  const path = join(out, `${id}.duckdb`)
  const tables = {
    ...(results[0].history ? rowsOf(scenario, results[0]) : namesOf(configure(scenario.account))),
    schedule: scheduleOf(scenario),
    ...stackReplications(results as unknown as readonly ReplicationMeasures[]),
  }
  await writeRun(path, { meta, tables }, signal ?? undefined)
  return path
}
