import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'libsql'
import { type Result, resultOf } from './result.ts'
import { ask, metricOf, openRun, rowsOf, type Run, type RunMeta, writeRun } from '../data/index.ts'

const DAY = 86_400_000
const DAYS = 30
const SKILLS = 12
const AGENTS = 200

/** A month of so many conversations of six turns each: how long do questions take? */
export async function record(conversations = 1_000_000, runs = 5): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  try {
    const file = join(folder, 'record.duckdb')
    const day = join(folder, 'day.duckdb')
    await make(file, conversations, DAYS)
    await make(day, Math.ceil(conversations / 6), 1)
    const run = await openRun(file)
    const params = { conversations, turns: conversations * 6 }
    const found = [
      ...(await reports(run, params, runs)),
      await oneDay(day, runs),
      await sideBySide(run, join(folder, 'record.sqlite'), params, runs),
    ]
    run.close()
    return found
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Params = Readonly<Record<string, number>>

/** Random rows by hashes: the same in every run. */
async function make(file: string, conversations: number, days: number): Promise<void> {
  const places = (n: number) => Int32Array.from({ length: n }, (_, i) => i)
  const ids = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name} ${i}`)
  const none = (n: number) => new Int32Array(n).fill(-1)
  await writeRun(file, {
    meta: { ...meta, ended_at: days * DAY },
    tables: {
      skills: {
        ...{ skill: places(SKILLS), id: ids('skill', SKILLS) },
        target_ms: new Float64Array(SKILLS).fill(600_000),
        resolution_ms: new Float64Array(SKILLS).fill(Number.NaN),
        line_of_business: Array.from({ length: SKILLS }, () => null),
      },
      agents: {
        ...{ agent: places(AGENTS), id: ids('agent', AGENTS), group: none(AGENTS) },
        ...{ max_slots: new Float64Array(AGENTS).fill(4), kind: new Uint8Array(AGENTS) },
      },
    },
  })
  const instance = await DuckDBInstance.create(file, { threads: '1' })
  const connection = await instance.connect()
  for (const sql of rows(conversations, days)) await connection.run(sql)
  await connection.run('CHECKPOINT')
  connection.closeSync()
  instance.closeSync()
}

function rows(conversations: number, days: number): string[] {
  const draw = (seed: number, below: number) => `(hash(i * 31 + ${seed}) % ${below})::BIGINT`
  const wait = (seed: number) =>
    `(-ln((1 + hash(i + ${seed}) % 1000000) / 1000001.0) * 240000)::BIGINT`
  const step = Math.floor((days * DAY) / conversations)
  return [
    `INSERT INTO conversations BY NAME
    SELECT i AS conversation, ${draw(1, SKILLS)} AS skill, skill AS opened_skill,
      ${draw(2, AGENTS)} AS agent, i * ${step} AS opened_at, opened_at + ${wait(3)} * 20 AS closed_at,
      'agent' AS close_cause, 'consumer' AS opened_by, 3 AS consumer_messages,
      ${draw(4, 10)} AS agent_messages FROM range(${conversations}) r(i)`,
    `INSERT INTO turns BY NAME
    SELECT i // 6 AS conversation, i % 6 AS turn, 'consumer' AS kind,
      (hash((i // 6) * 31 + 1) % ${SKILLS})::BIGINT AS skill, skill AS opened_skill,
      ${draw(5, AGENTS)} AS agent, (i // 6) * ${step} + (i % 6) * 300000 AS opened_at,
      ${wait(6)} AS response_ms, opened_at + response_ms AS answered_at,
      'human' AS kind_of_agent, opened_at + 600000 AS due_at,
      CASE WHEN response_ms <= 600000 THEN 'met' ELSE 'missed' END AS outcome,
      least(answered_at, due_at) AS outcome_at, skill AS outcome_skill, agent AS outcome_agent,
      least(response_ms, 90000) AS effort_ms FROM range(${conversations * 6}) r(i)`,
    'INSERT INTO replications BY NAME SELECT 0 AS replication',
    `INSERT INTO histograms BY NAME
    SELECT 0 AS replication, skill, 'responseTime' AS metric, count(*) AS n, CASE
      WHEN response_ms < 1000 THEN 0 ELSE 1 + floor(ln(response_ms / 1000) / ln(86400) * 128) END AS bin
    FROM turns GROUP BY ALL`,
    `INSERT INTO interval_histograms BY NAME
    SELECT 0 AS replication, floor(answered_at / 900000) * 900000 AS interval_start, skill,
      'responseTime' AS metric, count(*) AS n, CASE
      WHEN response_ms < 1000 THEN 0 ELSE 1 + floor(ln(response_ms / 1000) / ln(86400) * 128) END AS bin
    FROM turns GROUP BY ALL ORDER BY interval_start`,
    `INSERT INTO intervals BY NAME
    SELECT 0 AS replication, floor(answered_at / 900000) * 900000 AS interval_start, skill,
      count(*) AS response_n, sum(response_ms) AS response_sum_ms, 0 AS opened, 0 AS owed_ms,
      0 AS queued_ms FROM turns GROUP BY ALL`,
  ]
}

const questions: readonly (readonly [
  name: string,
  report: string,
  query: Record<string, string>,
])[] = [
  ['opened', 'metrics', { metric: 'opened', grain: 'day' }],
  ['summary', 'summary', {}],
  ['response', 'metrics', { metric: 'responseTime', by: 'skill' }],
  ['effort', 'metrics', { metric: 'activeTime', grain: 'day' }],
  ['service', 'metrics', { metric: 'slaMetRate', grain: '1h', skill: 'skill 3' }],
  ['filter', 'response-curve', { skill: 'skill 3' }],
  ['brush', 'response-curve', { from: String(5 * DAY), to: String(12 * DAY) }],
  ['levels', 'levels', { skill: 'skill 3' }],
]

async function reports(run: Run, params: Params, runs: number): Promise<Result[]> {
  const found: Result[] = []
  for (const [name, report, query] of questions) {
    const times: number[] = []
    let hash = ''
    // The first is not counted: it reads the file.
    for (let i = 0; i <= runs; i++) {
      const began = performance.now()
      const result = await ask(run, report, query)
      if (i > 0) times.push(performance.now() - began)
      hash = digest(rowsOf(result))
    }
    const asked = Object.entries(query).map(([key, value]) => `${key} ${value}`)
    const question = [`Report ${report}`, ...asked, 'warm: how long?'].join(', ')
    found.push(resultOf({ name: `record-${name}`, unit: 'ms', hash, question, params }, times))
  }
  return found
}

/** Every metric of a day with as many turns as six times its conversations, in one question. */
async function oneDay(file: string, runs: number): Promise<Result> {
  const run = await openRun(file)
  const { conversations } = run.details
  const times: number[] = []
  let hash = ''
  for (let i = 0; i <= runs; i++) {
    const began = performance.now()
    const result = await ask(run, 'metrics', { metric: [...metricOf.keys()].join(',') })
    if (i > 0) times.push(performance.now() - began)
    hash = digest(rowsOf(result))
  }
  run.close()
  const question = 'Every metric of one day in one question, warm: how long?'
  const params = { conversations, turns: conversations * 6, metrics: metricOf.size }
  return resultOf({ name: 'record-day', unit: 'ms', hash, question, params }, times)
}

/** Ten questions that both engines understand. */
const ten = [
  `SELECT floor(opened_at / ${DAY}) AS day, count(*) AS n FROM conversations GROUP BY 1 ORDER BY 1`,
  'SELECT skill, count(*) AS n FROM conversations WHERE closed_at IS NOT NULL GROUP BY 1 ORDER BY 1',
  'SELECT skill, avg(response_ms) AS x FROM turns GROUP BY 1 ORDER BY 1',
  `SELECT skill, avg(CASE WHEN outcome = 'met' THEN 1.0 ELSE 0.0 END) AS x FROM turns GROUP BY 1 ORDER BY 1`,
  'SELECT agent, count(*) AS n FROM turns GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10',
  `SELECT floor(answered_at / 3600000) AS hour, count(*) AS n, max(response_ms) AS x FROM turns GROUP BY 1 ORDER BY 1`,
  'SELECT count(*) AS n FROM turns WHERE response_ms > 600000 AND skill = 3',
  'SELECT avg(CASE WHEN agent_messages = 0 THEN 1.0 ELSE 0.0 END) AS x FROM conversations',
  `SELECT c.skill, count(*) AS n, max(t.response_ms) AS x FROM turns t
    JOIN conversations c ON c.conversation = t.conversation
    WHERE c.agent = 7 GROUP BY 1 ORDER BY 1`,
  'SELECT conversation, turn, response_ms FROM turns ORDER BY response_ms DESC, conversation, turn LIMIT 10',
]

/** SQLite’s time ÷ DuckDB’s for each, interleaved; the median of the ten ratios is told. */
async function sideBySide(run: Run, file: string, params: Params, runs: number): Promise<Result> {
  const sqlite = await copy(run, file)
  const ratios: number[] = []
  const told: unknown[] = []
  for (const sql of ten) {
    const [duck, lite]: [number[], number[]] = [[], []]
    for (let i = 0; i <= runs; i++) {
      const began = performance.now()
      const result = await run.query(sql)
      const between = performance.now()
      sqlite.prepare(sql).all()
      const ended = performance.now()
      if (i === 0) told.push(rowsOf(result).length)
      else {
        duck.push(between - began)
        lite.push(ended - between)
      }
    }
    ratios.push(median(lite) / median(duck))
  }
  sqlite.close()
  const least = Math.min(...ratios).toPrecision(3)
  const most = Math.max(...ratios).toPrecision(3)
  const question = `Ten questions to SQLite and to DuckDB (${least} to ${most}): how many times longer?`
  const about = { name: 'record-sqlite', unit: '×', hash: digest(told), question, params }
  return { ...resultOf(about, ratios), runs }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]

/** The two tables, as SQLite has them, with an index on what is joined. */
async function copy(run: Run, file: string): Promise<InstanceType<typeof Database>> {
  const sqlite = new Database(file)
  const tables = {
    conversations: ['conversation', 'skill', 'agent', 'opened_at', 'closed_at', 'agent_messages'],
    turns: ['conversation', 'turn', 'skill', 'agent', 'answered_at', 'response_ms', 'outcome'],
  }
  for (const [table, columns] of Object.entries(tables)) {
    sqlite.exec(`CREATE TABLE ${table} (${columns.join(', ')})`)
    const insert = sqlite.prepare(
      `INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`,
    )
    const BATCH = 500_000
    for (let from = 0; ; from += BATCH) {
      const cells = columns.map((c) => (c === 'outcome' ? `${c}::VARCHAR AS ${c}` : c)).join(', ')
      const page = `SELECT ${cells} FROM run.${table} WHERE rowid >= ${from} AND rowid < ${from + BATCH}`
      const { chunks, rows: count } = await run.query(page)
      if (count === 0) break
      sqlite.exec('BEGIN')
      for (const chunk of chunks) for (const row of chunk.getRows()) insert.run(...row)
      sqlite.exec('COMMIT')
    }
  }
  sqlite.exec('CREATE INDEX by_conversation ON turns (conversation)')
  return sqlite
}

const digest = (told: unknown): string =>
  createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16)

const meta: RunMeta = {
  ...{ id: 'record', name: 'record', source: 'imported', scenario: null, scenario_hash: null },
  ...{ code_version: '0', seed: null, replications: 1, trace_hash: null, provenance: null },
  ...{ started_at: 0, counted_from: 0, ended_at: DAY, interval_ms: 900_000, zone: 'UTC' },
  ...{ tz_version: '', created_at: 0 },
}
