import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openRun, rowsOf, type RunMeta } from '../data/index.ts'
import { growMessages, readMapping } from '../data/import/index.ts'
import { type Result, resultOf } from './result.ts'

const mapping = 'data/import/thunderbird.yaml'

/**
 * So many messages of a public forum, so many times over, each time a week later and other people's: how
 * fast do they become a run?
 */
export async function imports(copies: number, messages: number, runs: number): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'))
  try {
    const csv = join(folder, 'messages.csv')
    await copy(csv, copies, messages)
    const MB = statSync(csv).size / 1e6
    const speeds: number[] = []
    let hash = ''
    for (let i = 0; i < runs; i++) {
      const file = join(folder, `${i}.duckdb`)
      const began = performance.now()
      await growMessages(readMapping(mapping, csv), { file, meta })
      speeds.push((MB / (performance.now() - began)) * 1000)
      hash = await digest(file)
    }
    const question = 'Messages of a forum, short lines of CSV: how much becomes a run in a second?'
    const params = { MB: Number(MB.toPrecision(3)), messages: copies * messages }
    const bar = { atLeast: 25 }
    return [resultOf({ name: 'import', unit: 'MB/s', hash, question, params, bar }, speeds)]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function copy(csv: string, copies: number, messages: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const log = readMapping(mapping).file
  await connection.run(`COPY (
    SELECT thread + k * 100000 AS thread, seq, t_unix + k * 604800 AS t_unix, role,
      author + k * 100000 AS author, chars
    FROM range(${copies}) r(k), (FROM read_csv('${log}') LIMIT ${messages})
    ORDER BY k, t_unix, thread, seq) TO '${csv}' (HEADER)`)
  connection.closeSync()
  instance.closeSync()
}

async function digest(file: string): Promise<string> {
  const run = await openRun(file)
  const sql = `SELECT (SELECT count(*) FROM messages) AS messages, count(*) AS turns,
    sum(response_ms) AS responses, sum(effort_ms) AS efforts FROM turns`
  const told = rowsOf(await run.query(sql))
  run.close()
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16)
}

const meta = (from: number, to: number): RunMeta => ({
  ...{ id: 'imported', name: 'Imported', source: 'imported', scenario: null, scenario_hash: null },
  ...{ code_version: '', seed: null, replications: 1, trace_hash: null, provenance: null },
  ...{ started_at: from, counted_from: from, ended_at: to + 1, interval_ms: 3_600_000 },
  ...{ zone: 'UTC', tz_version: '', created_at: 0 },
})
