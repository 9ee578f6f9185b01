import { DuckDBInstance } from '@duckdb/node-api'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { time } from '../../core/index.ts'
import { ask, exportByDate, extendRun, openRun, record, rowsOf, type Run } from '../index.ts'
import { writeRun } from '../index.ts'
import { meta } from './contents.ts'
import { at, busy, events, tell } from './histories.ts'

const folder = mkdtempSync(join(tmpdir(), 'filters-'))
const file = join(folder, 'run.duckdb')
const open: Run[] = []
afterAll(() => {
  open.forEach((run) => run.close())
  rmSync(folder, { recursive: true })
})

/** Ann and Bob come at nine; one conversation of billing, two of sales, one of them is held. */
beforeAll(async () => {
  const present = (agent: number) => ({
    ...{ type: 'agent.presenceSet' as const, at: at('09:00'), agent, presence: 3 },
  })
  const opens = (clock: string, conversation: number, skill: number) => ({
    ...{ type: 'conversation.opened' as const, at: at(clock), conversation, skill },
  })
  const day = events(
    ...[present(0), present(1), opens('09:10', 1, 0)],
    { type: 'consumer.wrote', at: at('09:10'), conversation: 1 },
    { type: 'agent.wrote', at: at('09:12'), conversation: 1, agent: 0 },
    ...[opens('10:10', 2, 1), opens('10:20', 3, 1)],
  )
  const { config, history, trace } = tell(busy('auto'), day)
  const ended_at = at('12:00')
  const tables = record(config, history, trace, time(ended_at))
  // Another replication, of which only what the simulator keeps is known.
  const interval = { replication: 1, interval_start: at('09:15'), skill: 1, opened: 7, closed: 4 }
  const runMeta = { ...meta('x'), ended_at, replications: 2 }
  await writeRun(file, { meta: runMeta, tables })
  await change(file, [
    `INSERT INTO replications BY NAME SELECT 1 AS replication, 11 AS conversations`,
    `INSERT INTO intervals BY NAME SELECT ${Object.entries(interval)
      .map(([name, value]) => `${value} AS ${name}`)
      .join(', ')}, 600000 AS response_sum_ms, 2 AS response_n`,
  ])
})

async function change(path: string, sqls: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  for (const sql of sqls) await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
}

async function opened(path = file): Promise<Run> {
  const run = await openRun(path)
  open.push(run)
  return run
}
const rows = async (run: Run, query: Record<string, string>) =>
  rowsOf(await ask(run, 'metrics', query))

test('a line of business is filtered by and broken down by; skills without one stand apart', async () => {
  const run = await opened()
  const parts = await rows(run, { metric: 'opened', by: 'lineOfBusiness' })
  expect(parts.map(({ lineOfBusiness, value }) => [lineOfBusiness, value])).toEqual([
    ...[
      ['(no line of business)', 2],
      ['service', 1],
    ],
  ])
  const one = await rows(run, { metric: 'opened,queueActionable', lineOfBusiness: 'service' })
  expect(one.map(({ value }) => value)).toEqual([1, 0])
  expect(() => ask(run, 'metrics', { metric: 'opened', lineOfBusiness: 'loans' })).toThrow(
    'lineOfBusiness "loans" is none of service',
  )
})

test('by skill an agent’s room counts under each skill; only the total is a head count', async () => {
  const run = await opened()
  const range = { from: `${at('09:30')}`, to: `${at('10:00')}` }
  const now = { metric: 'availableAgents,availableSlots', ...range }
  const total = await rows(run, now)
  // Ann has two slots and holds one at a tenth, within half a slot of extra; Bob has one, and none.
  expect(total.map(({ value }) => value)).toEqual([2, 3])
  const by = await rows(run, { ...now, by: 'skill' })
  expect(by.map(({ metric, skill, value }) => [metric, skill, value])).toEqual([
    ...[
      ['availableAgents', 'billing', 2],
      ['availableAgents', 'sales', 1],
      ['availableAgents', 'slow', 2],
    ],
    ...[
      ['availableSlots', 'billing', 3],
      ['availableSlots', 'sales', 2],
      ['availableSlots', 'slow', 3],
    ],
  ])
  const sales = await rows(run, { ...now, skill: 'sales' })
  expect(sales.map(({ value }) => value)).toEqual([1, 2])
  const service = await rows(run, { ...now, lineOfBusiness: 'service' })
  expect(service.map(({ value }) => value)).toEqual([2, 3])
})

test('of a replication without rows, what the simulator keeps of it is told, and no more', async () => {
  const run = await opened()
  const one = { replication: '1', grain: '1h', from: '2026-03-02T09:00', to: '2026-03-02T11:00' }
  const told = await rows(run, { ...one, metric: 'opened,responseTime', by: 'skill' })
  expect(told.map(({ metric, skill, value }) => [metric, skill, value])).toEqual([
    ...[
      ['opened', 'sales', 7],
      ['opened', 'sales', 0],
    ],
    ...[
      ['responseTime', 'sales', 300_000],
      ['responseTime', 'sales', null],
    ],
  ])
  const kept = await rows(run, { ...one, replication: '0', metric: 'opened' })
  expect(kept.map(({ value }) => value)).toEqual([1, 2])
  const refused = (query: Record<string, string>, message: string) =>
    expect(() => ask(run, 'metrics', { ...one, ...query })).toThrow(message)
  refused({ metric: 'handled' }, '"handled" is not kept of replication 1; kept of each: opened')
  refused({ metric: 'opened', agent: 'ann' }, 'metric "opened" has no agent: it has skill')
  refused({ metric: 'opened', grain: '5min' }, 'is finer than what is kept of replication 1')
  refused({ metric: 'opened', replication: '2' }, 'replication "2" is none of 0..1')
})

/** As a run was written before these came. */
const older = [
  ...['DROP TABLE open_load', 'DROP TABLE actionable', 'ALTER TABLE surveys DROP asked'],
  ...['room', 'is_gated'].map((name) => `ALTER TABLE agent_time DROP ${name}`),
  ...['resolution_ms', 'line_of_business'].map((name) => `ALTER TABLE skills DROP ${name}`),
]
const unknown = [
  ...['openLoad', 'queueActionableByConsumer', 'availableSlots', 'fullShare'],
  ...['warmupLimitedShare', 'slaResolutionMetRate'],
]

test('a run that was written before these columns is read; what it lacks is null, not 0', async () => {
  const path = join(folder, 'older.duckdb')
  cpSync(file, path)
  await change(path, older)
  const run = await opened(path)
  const told = await rows(run, { metric: ['opened', 'capacityUsed', ...unknown].join(',') })
  const [first, second, ...rest] = told.map(({ value }) => value)
  expect([first, second]).toEqual([3, expect.any(Number)])
  expect(rest).toEqual(unknown.map(() => null))
  const now = await rows(await opened(), { metric: unknown.join(',') })
  expect(now.map(({ value }) => value !== null)).toEqual(unknown.map(() => true))
})

test('so is a folder of Parquet without them, and adding to such a run brings it up to date', async () => {
  const path = join(folder, 'older-too.duckdb')
  cpSync(file, path)
  await change(path, older)
  await extendRun(path, {})
  const run = await opened(path)
  expect((await rows(run, { metric: 'openLoad' }))[0].value).toBe(null)
  const long = join(folder, 'parquet')
  await exportByDate(run, long)
  rmSync(join(long, 'open_load.parquet'))
  await change(join(folder, 'scratch.duckdb'), [
    `COPY (SELECT * EXCLUDE (line_of_business) FROM '${join(long, 'skills.parquet')}')
      TO '${join(folder, 'skills.parquet')}'`,
  ])
  cpSync(join(folder, 'skills.parquet'), join(long, 'skills.parquet'))
  const told = await rows(await opened(long), { metric: 'opened,openLoad' })
  expect(told.map(({ value }) => value)).toEqual([3, null])
})
