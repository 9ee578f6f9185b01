import { basename } from 'node:path'
import type { JournalRead } from '../adapter/index.ts'
import { configure, time } from '../core/index.ts'
import { record, type RunMeta, writeRun } from '../data/index.ts'
import { replay } from '../sim/index.ts'
import { version } from './version.ts'

const QUARTER = 900_000

/**
 * A live journal as a run like any other: its events through the simulator's host, the decisions
 * those of the desk. The file is replaced whole.
 * @returns the hash of the trace.
 */
export async function recordJournal(
  { account, events, from, latest, to }: JournalRead,
  file: string,
  name: string,
): Promise<{ readonly events: number; readonly trace: string }> {
  const { history, trace } = replay(configure(account), events)
  const start = Math.floor(from / QUARTER) * QUARTER
  const meta: RunMeta = {
    ...{ id: basename(file, '.duckdb'), name, source: 'live', scenario: null, scenario_hash: null },
    ...{ code_version: version, seed: null, replications: 1, trace_hash: trace.hash() },
    ...{ started_at: start, counted_from: from, ended_at: to + 1, interval_ms: QUARTER },
    ...{ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, created_at: Date.now() },
    ...{ tz_version: process.versions['tz'] ?? 'unknown', provenance: 'journal of a live desk' },
  }
  await writeRun(file, { meta, tables: record(configure(latest), history, trace, time(to + 1)) })
  return { events: history.length, trace: trace.hash() }
}
