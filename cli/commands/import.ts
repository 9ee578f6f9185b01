import { join } from 'node:path'
import { colours } from '../colours.ts'
import { endOf, importMessages, readMapping, tablesOf } from '../../data/import/index.ts'
import type { ImportedMessages, Mapping } from '../../data/import/index.ts'
import { type RunMeta, writeRun } from '../../data/index.ts'
import { print } from '../print.ts'
import { idOf } from '../run-id.ts'
import { summaryOf, summaryTable } from '../summary.ts'
import { version } from '../version.ts'

/** What `import` may be told. */
export interface ImportFlags {
  readonly out: string
  readonly json?: true
}

/** Imports a message log as a run, whole or not at all. */
export async function importCommand(
  file: string,
  csv: string | undefined,
  { json, out }: ImportFlags,
  signal: AbortSignal,
): Promise<void> {
  const mapping = readMapping(file, csv)
  const log = await importMessages(mapping)
  signal.throwIfAborted()
  const meta = metaOf(`${idOf(file)}-recorded`, mapping, log)
  const path = join(out, `${meta.id}.duckdb`)
  const tables = tablesOf(log, mapping)
  await writeRun(path, { meta, tables }, signal)
  const { thread, threads } = log
  if (json)
    return print(JSON.stringify({ run: path, messages: thread.length, conversations: threads }))
  const counts = [thread.length, threads, tables.agents!.id.length].map((n) =>
    n.toLocaleString('en'),
  )
  print(colours.bold(mapping.name))
  print(`  ${counts[0]} messages in ${counts[1]} conversations answered by ${counts[2]} people`)
  print(summaryTable(await summaryOf(path), 1))
  print(path)
}

/** Recorded time begins with the hour of the first message. */
function metaOf(id: string, mapping: Mapping, log: ImportedMessages): RunMeta {
  const hour = 3_600_000
  const first = log.at.reduce((a, b) => Math.min(a, b), Infinity)
  const started_at = Math.floor(first / hour) * hour
  return {
    ...{ id, name: mapping.name, source: 'imported', scenario: null, scenario_hash: null },
    ...{ code_version: version, seed: null, replications: 1, trace_hash: null },
    ...{ started_at, counted_from: first, ended_at: endOf(log) + 1 },
    ...{ interval_ms: hour, zone: mapping.zone, tz_version: process.versions['tz'] ?? 'unknown' },
    ...{ created_at: Date.now(), provenance: mapping.provenance },
  }
}
