import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Params, SingleBar } from 'cli-progress'
import { colourOfErrors as colours } from './colours.ts'
import { configure, time } from '../core/index.ts'
import { record, type ReplicationMeasures, type RunMeta } from '../data/index.ts'
import { stackReplications, writeRun } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { replicate, type Replication } from '../sim/index.ts'
import { idOf } from './run-id.ts'
import { version } from './version.ts'

/** What a simulation may be told. */
export interface SimulateOptions {
  readonly out: string
  readonly workers?: number
  readonly signal: AbortSignal
}

/**
 * Runs a scenario and writes its run file, whole or not at all. A bar shows how far it is where
 * there is a terminal.
 * @returns the file and the replications.
 */
export async function simulateTo(
  file: string,
  scenario: Scenario,
  { out, signal, workers = availableParallelism() }: SimulateOptions,
): Promise<{ readonly path: string; readonly results: readonly Replication[] }> {
  const bar = process.stderr.isTTY ? new SingleBar({ format: barOf, hideCursor: true }) : null
  const { replications } = scenario
  bar?.start(replications, 0)
  try {
    const onProgress = (done: number) => bar?.update(done)
    const results = await replicate(scenario, { replications, workers, signal, onProgress })
    bar?.stop()
    const meta = metaOf(idOf(file), scenario, results[0].traceHash)
    const path = join(out, `${meta.id}.duckdb`)
    await writeRun(path, { meta, tables: tablesOf(scenario, results) }, signal)
    return { path, results }
  } finally {
    bar?.stop()
  }
}

/** How far it is; how long it still takes, once that can be told. */
function barOf(_: unknown, { eta, progress, total, value }: Params): string {
  const done = Math.round(progress * 40)
  const rest = value > 0 && value < total ? `, ${eta} s to go` : ''
  const line = colours.cyan('━'.repeat(done)) + colours.dim('─'.repeat(40 - done))
  return `${line} ${value} of ${total} replications${rest}`
}

function tablesOf(scenario: Scenario, results: readonly Replication[]) {
  const [{ history, trace }] = results
  const end = time(scenario.start + scenario.horizon)
  return {
    ...record(configure(scenario.account), history!, trace!, end),
    ...stackReplications(results as unknown as readonly ReplicationMeasures[]),
  }
}

function metaOf(id: string, scenario: Scenario, traceHash: string): RunMeta {
  const text = JSON.stringify(scenario)
  const { burnIn, horizon, interval, replications, seed, start, zone } = scenario
  return {
    ...{ id, name: scenario.name, source: 'simulated', scenario: text },
    scenario_hash: createHash('sha256').update(text).digest('hex').slice(0, 16),
    ...{ code_version: version, seed, replications },
    ...{ started_at: start, ended_at: start + horizon, counted_from: start + burnIn },
    ...{ interval_ms: interval, zone, tz_version: process.versions['tz'] ?? 'unknown' },
    ...{ created_at: Date.now(), trace_hash: traceHash, provenance: scenario.description },
  }
}
