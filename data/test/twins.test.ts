import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { configure, hours, milliseconds, time } from '../../core/index.ts'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { simulate } from '../../sim/index.ts'
import { type Database, memoryDatabase } from '../engine.ts'
import {
  metricOf,
  metrics,
  type MetricId,
  record,
  reports,
  rowsOf,
  stackReplications,
} from '../index.ts'
import type { ReplicationMeasures, RunMeta, Tables } from '../index.ts'
import { measureTables, tables as schema } from '../tables.ts'
import { fill } from '../write.ts'
import { meta } from './contents.ts'
import { asked, naive } from './naive/index.ts'

const open: Database[] = []
afterAll(() => open.forEach((database) => database.close()))

function scenarioOf(name: string, change = (text: string) => text): Scenario {
  const file = `scenarios/${name}.yaml`
  const text = change(readFileSync(file, 'utf8'))
  return compile(read(text, file), { arrivals: () => [], fit: null })
}
/** Retail chat cut to a short day, and with the start discarded in the midst of an interval. */
const retail = scenarioOf('retail-chat')
const short: Scenario = { ...retail, horizon: hours(14), burnIn: 0 as never }
const burnt: Scenario = { ...short, burnIn: milliseconds(9 * 3_600_000 + 417_123) }
const calls = scenarioOf('call-centre')
/** M/M/10 with patience: 200 calls an hour of 3 minutes, who wait 5 minutes on average. */
const impatient = scenarioOf('call-centre', (text) =>
  text
    .replace('exponential: 180 s }', 'exponential: 180 s }, patience: { exponential: 5 min }')
    .replace('count: 12', 'count: 10'),
)
const cases = [
  ['retail chat', short],
  ['retail chat with a burn-in that cuts an interval', burnt],
  ['calls', { ...calls, horizon: hours(4), burnIn: hours(1) }],
  ['calls whose callers hang up', { ...impatient, horizon: hours(4), burnIn: hours(1) }],
  [
    'skills that fall back as they open',
    { ...scenarioOf('overflow'), burnIn: hours(15.5), horizon: hours(17) },
  ],
  ['bots that pass on to other skills', { ...scenarioOf('containment'), horizon: hours(2) }],
] as const

/** One replication and its recorded history. */
function sampleOf(scenario: Scenario, replication: number) {
  const sample = simulate(scenario, replication, 'sample')
  const config = configure(scenario.account)
  const told = { config, history: sample.history!, trace: sample.trace! }
  const end = time(scenario.start + scenario.horizon)
  const rows = record(config, told.history, told.trace, end)
  const stacked = stackReplications([sample as unknown as ReplicationMeasures])
  return { told, rows, measured: { ...rows, ...stacked } }
}

async function load(scenario: Scenario, tables: Tables): Promise<Database> {
  const database = await memoryDatabase()
  open.push(database)
  const { burnIn, horizon, interval, start } = scenario
  const about: RunMeta = {
    ...meta('x'),
    ...{ started_at: start, counted_from: start + burnIn, ended_at: start + horizon },
    interval_ms: interval,
  }
  await fill(database, { meta: about, tables })
  return database
}

/** A table's rows by key, without the replication and without rows of nothing. */
async function rowsByKey(database: Database, table: (typeof measureTables)[number]) {
  const keys = ['interval_start', 'skill', 'agent', 'metric', 'bin'].filter(
    (column) => column in schema[table],
  )
  const numbers = Object.keys(schema[table]).filter((c) => ![...keys, 'replication'].includes(c))
  const found = rowsOf(await database.query(`SELECT * EXCLUDE (replication) FROM ${table}`))
  const some = found.filter((row) => numbers.some((name) => row[name] !== 0))
  return new Map(some.map((row) => [keys.map((key) => row[key]).join(' '), row]))
}

test.each(cases)('%s: what was accumulated is what the rows say, cell by cell', async (_, s) => {
  for (const replication of [1, 2]) {
    const { measured, rows } = sampleOf(s, replication)
    const [streamed, derived] = [await load(s, measured), await load(s, rows)]
    for (const table of measureTables) {
      const found = await rowsByKey(streamed, table)
      expect(found.size).toBeGreaterThan(0)
      expect(found).toEqual(await rowsByKey(derived, table))
    }
  }
})

test('of calls nobody writes: those who hang up are told by the queue, as Erlang A has it', async () => {
  const scenario = { ...impatient, horizon: hours(60), burnIn: hours(1) }
  const database = await load(scenario, sampleOf(scenario, 0).measured)
  const range = { from: scenario.start + hours(1), to: scenario.start + hours(60) }
  const valueOf = async (id: MetricId) =>
    rowsOf(await database.query(metrics[id].sql, range))[0].value as number
  expect(await valueOf('abandonRate')).toBe(0)
  expect(await valueOf('abandonedInQueue')).toBeGreaterThan(1000)
  // Birth and death with λ = 200/h, μ = 20/h, θ = 12/h: 0.10944. Three standard errors of 11,800 calls.
  expect(Math.abs((await valueOf('queueAbandonRate')) - 0.10944)).toBeLessThan(0.02)
})

test('histograms by interval, added up, are those that were accumulated', async () => {
  const database = await load(burnt, sampleOf(burnt, 0).measured)
  const added = `SELECT skill, metric, bin, sum(n)::DOUBLE AS n FROM interval_histograms GROUP BY ALL`
  const told = 'SELECT skill, metric, bin, n FROM histograms WHERE n > 0'
  const rows = async (sql: string) => rowsOf(await database.query(`FROM (${sql}) ORDER BY ALL`))
  expect(await rows(added)).toEqual(await rows(told))
  expect((await rows(told)).length).toBeGreaterThan(20)
  const [cell] = await rows(`SELECT count(*) AS n FROM interval_histograms
    WHERE (interval_start - ${burnt.start}) % ${burnt.interval} <> 0`)
  expect(cell.n).toBe(0)
})

// The plain walk is slow: half an hour is enough of it.
test.each([
  ['retail chat', { ...short, horizon: hours(10), burnIn: hours(9.5) }],
  ['calls', { ...calls, horizon: hours(0.7), burnIn: hours(0.4) }],
])('%s: SQL, accumulators and a plain walk agree on every metric', async (_, scenario) => {
  const { measured, told } = sampleOf(scenario, 3)
  const database = await load(scenario, measured)
  const { burnIn, horizon, start } = scenario
  const range = { from: start + burnIn, to: start + horizon }
  const plain = naive(told, range.from, range.to)
  for (const id of Object.keys(metrics) as MetricId[]) {
    const { p50, p90, value } = plain[id]
    const close = value === null ? null : expect.closeTo(value, 9)
    const [row] = rowsOf(
      await database.query(metrics[id].sql, {
        ...metricOf.get(id)!.parameters,
        ...asked,
        ...range,
      }),
    )
    expect([id, row.value]).toEqual([id, close])
    if (metricOf.get(id)!.twin !== null)
      expect([id, await twin(database, id, range)]).toEqual([id, close])
    if (p90 !== undefined) expect([id, row.p50, row.p90]).toEqual([id, p50, p90])
  }
  expect(plain.opened.value).toBeGreaterThan(20)
  expect(plain.closed.value).toBeGreaterThan(20)
})

test('percentiles from the histogram are within a bin of the exact ones', async () => {
  const database = await load(short, sampleOf(short, 0).measured)
  const { horizon, start } = short
  const span = { started_at: start, counted_from: start, ended_at: start + horizon }
  const run = { ...span, replications: 2 }
  const { sql, values } = reports.get('summary')!.ask({}, run as never)
  const lines = rowsOf(await database.query(sql, values))
  for (const id of ['responseTimeP50', 'responseTimeP90']) {
    const { mean, sample } = lines.find(({ metric }) => metric === id) as Record<string, number>
    expect(Math.abs(Math.log(mean / sample))).toBeLessThanOrEqual(Math.log(86_400) / 256)
    expect(mean).not.toBe(sample)
  }
})

async function twin(database: Database, id: MetricId, { from, to }: { from: number; to: number }) {
  const { over, table, under } = metrics[id].twin!
  const sum = (columns: readonly string[]) => columns.map((c) => `sum(${c})`).join(' + ')
  const by = under === null ? '1' : under === 'covered' ? String(to - from) : sum(under)
  const [row] = rowsOf(
    await database.query(`SELECT (${sum(over)}) / nullif(${by}, 0) AS value FROM ${table}`),
  )
  return row.value
}
