import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Result, resultOf } from './result.ts'
import { type DataOf, openRun, rowsOf, type RunMeta, writeRun } from '../data/index.ts'

/** From typed columns to a run file that is whole and on disk: how many rows a second? */
export async function load(rows = 1_000_000, runs = 5): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  const file = join(folder, 'load.duckdb')
  const segments = segmentsOf(rows)
  const rates: number[] = []
  try {
    for (let run = 0; run < runs; run++) {
      const began = performance.now()
      await writeRun(file, { meta, tables: { segments } })
      rates.push(rows / ((performance.now() - began) / 1000))
    }
    const about = {
      ...{ name: 'load', unit: 'rows/s', hash: await hashOf(file) },
      question: 'From typed columns to a run file on disk: how many rows a second?',
      params: { rows, columns: Object.keys(segments).length },
    }
    return [resultOf(about, rates)]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Rows as a week's segments have them: mostly known, some not, words in all but numbers. */
function segmentsOf(rows: number): DataOf<'segments'> {
  const numbers = (of: (i: number) => number) =>
    Float64Array.from({ length: rows }, (_, i) => of(i))
  const bytes = (of: (i: number) => number) => Uint8Array.from({ length: rows }, (_, i) => of(i))
  const places = (of: (i: number) => number) => Int32Array.from({ length: rows }, (_, i) => of(i))
  return {
    conversation: numbers((i) => Math.floor(i / 3)),
    segment: numbers((i) => i % 3),
    kind: bytes((i) => i % 3),
    skill: places((i) => (i % 5) - 1),
    agent: places((i) => (i % 3 === 1 ? i % 200 : -1)),
    started_at: numbers((i) => 1.7e12 + i * 601),
    ended_at: numbers((i) => (i % 50 === 49 ? Number.NaN : 1.7e12 + i * 601 + (i % 3_600_000))),
    start_reason: bytes((i) => i % 3),
    end_reason: bytes((i) => (i % 50 === 49 ? 255 : i % 4)),
    decided_by: {
      codes: Uint16Array.from({ length: rows }, (_, i) => (i % 3 === 1 ? i % 4 : 65_535)),
      words: ['onlyOne', 'leastLoaded', 'longestIdle', 'id'],
    },
    entered_at: numbers((i) => (i % 3 === 1 ? 1.7e12 + i * 601 : Number.NaN)),
    first_message_at: numbers((i) => (i % 3 === 1 ? 1.7e12 + i * 601 + 60_000 : Number.NaN)),
    messages: numbers((i) => (i % 3 === 1 ? i % 7 : Number.NaN)),
    after: places((i) => (i % 30 === 1 ? i % 200 : -1)),
  }
}

const meta: RunMeta = {
  ...{ id: 'load', name: 'load', source: 'imported', scenario: null, scenario_hash: null },
  ...{ code_version: '0', seed: null, replications: 1, trace_hash: null, provenance: null },
  ...{ started_at: 0, counted_from: 0, ended_at: 1, interval_ms: 1, zone: 'UTC' },
  ...{ tz_version: '', created_at: 0 },
}

async function hashOf(file: string): Promise<string> {
  const run = await openRun(file)
  const sql = 'SELECT bit_xor(hash(segments))::VARCHAR AS hash, count(*) AS n FROM segments'
  const [row] = rowsOf(await run.query(sql))
  run.close()
  return createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16)
}
