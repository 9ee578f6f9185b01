import { test as property } from '@fast-check/vitest'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { time } from '../../core/index.ts'
import {
  ask,
  exportByDate,
  metricOf,
  openRun,
  record,
  rowsOf,
  type Run,
  writeRun,
} from '../index.ts'
import { memoryDatabase } from '../engine.ts'
import { aggregates } from '../metrics/index.ts'
import { meta } from './contents.ts'
import { at, busy, busyHistories, events, tell } from './histories.ts'

const folder = mkdtempSync(join(tmpdir(), 'metrics-'))
const runs: Run[] = []
afterAll(() => {
  runs.forEach((run) => run.close())
  rmSync(folder, { recursive: true })
})

const ended_at = at('12:00')
let n = 0
async function runOf(happened: Parameters<typeof tell>[1], change = {}): Promise<Run> {
  const { config, history, trace } = tell(busy('auto'), happened)
  const file = join(folder, `${n++}.duckdb`)
  const about = { ...meta('x'), ended_at, ...change }
  const tables = record(config, history, trace, time(about.ended_at))
  await writeRun(file, { meta: about, tables })
  const run = await openRun(file)
  runs.push(run)
  return run
}

type Query = Record<string, string>
const rows = async (run: Run, query: Query) => rowsOf(await ask(run, 'metrics', query))
const ids = [...metricOf.keys()]
const close = (value: unknown) => (typeof value === 'number' ? expect.closeTo(value, 9) : value)

property.prop([busyHistories], { numRuns: 2 })(
  'one bucket gives what the metric gives, for each of them',
  async (happened) => {
    const run = await runOf(happened)
    const [from, to] = [at('09:20'), at('10:10')]
    const query = { from: `${from}`, to: `${to}` }
    const told = await rows(run, { ...query, metric: ids.join(',') })
    expect(told.map(({ metric }) => metric)).toEqual(ids)
    for (const { metric: id, p50, p90, value } of told) {
      const { parameters, sql } = metricOf.get(id as string)!
      const [whole] = rowsOf(await run.query(sql, { ...parameters, from, to }))
      expect([id, value]).toEqual([id, close(whole.value)])
      if (whole.p50 !== undefined) expect([id, p50, p90]).toEqual([id, whole.p50, whole.p90])
    }
  },
)

property.prop([busyHistories], { numRuns: 2 })(
  'buckets, and parts by skill, agent, kind and channel, add up',
  async (happened) => {
    const run = await runOf(happened)
    for (const id of ids) {
      const { code, facts, nullRule } = metricOf.get(id)!
      if ((code !== 'count' && code !== 'sum') || nullRule.includes('nothing known')) continue
      const patience = '30000'
      const total = (await rows(run, { metric: id, patience }))[0].value as number
      const sum = async (query: Query) => {
        const parts = await rows(run, { metric: id, patience, ...query })
        return parts.reduce((all, { value }) => all + ((value as number | null) ?? 0), 0)
      }
      expect([id, await sum({ grain: '15min' })]).toEqual([id, close(total)])
      const by = ['skill', 'agent', 'conversation'] as const
      const has = by.filter((name) => facts![name] !== undefined)
      const words = has.map((name) => (name === 'conversation' ? 'channel' : name))
      if (has.length > 0) {
        const parts = { by: words.join(','), grain: '1h' }
        expect([id, await sum(parts)]).toEqual([id, close(total)])
      }
    }
  },
  120_000,
)

const busyDay = () =>
  events(
    ...[0, 1].map((agent) => ({
      ...{ type: 'agent.presenceSet' as const, at: at('09:00'), agent, presence: 3 },
    })),
    { type: 'conversation.opened', at: at('09:10'), conversation: 1, skill: 0 },
    { type: 'consumer.wrote', at: at('09:10'), conversation: 1 },
    { type: 'agent.wrote', at: at('09:12'), conversation: 1, agent: 0 },
    { type: 'conversation.opened', at: at('10:10'), conversation: 2, skill: 1, channel: 1 },
    { type: 'conversation.opened', at: at('10:20'), conversation: 3, skill: 1 },
  )

test('a breakdown names its parts, an empty bucket is there, a filter leaves the rest out', async () => {
  const run = await runOf(busyDay())
  const told = await rows(run, {
    metric: 'opened',
    grain: '1h',
    from: '2026-03-02T09:00',
    by: 'skill',
  })
  expect(told.map(({ local, skill, value }) => [local, skill, value])).toEqual([
    ...[
      ['2026-03-02 09:00', 'billing', 1],
      ['2026-03-02 09:00', 'sales', 0],
    ],
    ...[
      ['2026-03-02 10:00', 'billing', 0],
      ['2026-03-02 10:00', 'sales', 2],
    ],
    ...[
      ['2026-03-02 11:00', 'billing', 0],
      ['2026-03-02 11:00', 'sales', 0],
    ],
  ])
  const one = await rows(run, { metric: 'opened', skill: 'sales', channel: 'phone' })
  expect(one.map(({ value }) => value)).toEqual([1])
  const groups = await rows(run, { metric: 'timeOnline', by: 'group' })
  expect(groups.map(({ group, value }) => [group, value])).toEqual([['day', 6 * 3_600_000]])
})

test('a folder of Parquet by day answers as the file does, and reaches nothing beside it', async () => {
  const run = await runOf(busyDay())
  const there = join(folder, 'long')
  await exportByDate(run, there)
  const long = await openRun(there)
  runs.push(long)
  const asked = { metric: 'opened,closed,turnsAnswered', by: 'skill', grain: '1h' }
  expect(await rows(long, asked)).toEqual(await rows(run, asked))
  const all = { metric: ids.join(',') }
  expect(await rows(long, all)).toEqual(await rows(run, all))
  expect(existsSync(join(there, 'turns', 'date=2026-03-02'))).toBe(true)
  await expect(long.query(`SELECT * FROM read_text('${run.file}')`)).rejects.toThrow('Permission')
  await expect(exportByDate(run, there)).rejects.toThrow('is there already')
})

test('another range of the same length stands beside', async () => {
  const run = await runOf(busyDay())
  const range = { from: '2026-03-02T10:00', to: '2026-03-02T11:00', compare: '2026-03-02T09:00' }
  const told = await rows(run, { metric: 'opened,responseTime', ...range })
  expect(told.map(({ before, value }) => [value, before])).toEqual([
    [2, 1],
    [null, 120_000],
  ])
})

test('days are those of the zone: 23 hours in spring, 25 in autumn; half-hour zones too', async () => {
  const start = Date.parse('2026-03-27T00:00Z')
  const run = await runOf(events({ type: 'clock.ticked', at: start }), {
    ...{ started_at: start, counted_from: start, ended_at: Date.parse('2026-11-03T00:00Z') },
  })
  const lengths = async (zone: string, from: string, to: string, grain: string) => {
    const told = await rows(run, { metric: 'opened', zone, from, to, grain })
    const edges = [...told.map((row) => row.at as number)]
    return edges.slice(1).map((edge, i) => (edge - edges[i]) / 3_600_000)
  }
  expect(await lengths('Europe/Berlin', '2026-03-28', '2026-03-31', 'day')).toEqual([24, 23])
  expect(await lengths('Europe/Berlin', '2026-10-24', '2026-10-27', 'day')).toEqual([24, 25])
  expect(await lengths('Australia/Lord_Howe', '2026-04-04', '2026-04-07', 'day')).toEqual([
    24, 24.5,
  ])
  expect(await lengths('Asia/Kolkata', '2026-04-04', '2026-04-07', 'day')).toEqual([24, 24])
  const hours = await rows(run, {
    ...{ metric: 'opened', zone: 'Europe/Berlin', grain: '1h' },
    ...{ from: '2026-10-25', to: '2026-10-26' },
  })
  expect(hours.map(({ local }) => (local as string).slice(11))).toEqual([
    ...['00:00', '01:00', '02:00', '02:00', '03:00', '04:00', '05:00', '06:00', '07:00', '08:00'],
    ...['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00', '17:00', '18:00'],
    ...['19:00', '20:00', '21:00', '22:00', '23:00'],
  ])
  const months = await rows(run, {
    ...{ metric: 'opened', zone: 'Europe/Berlin', grain: 'month', from: '2026-04-15' },
    to: '2026-07-01',
  })
  expect(months.map(({ local }) => local)).toEqual([
    ...['2026-04-15 00:00', '2026-05-01 00:00', '2026-06-01 00:00'],
  ])
})

test('what the record does not cover is null, and what it covers without anything is 0', async () => {
  const run = await runOf(busyDay(), { counted_from: at('09:00') })
  const told = await rows(run, {
    metric: 'opened',
    grain: '1h',
    from: '2026-03-02T08:00',
    to: '2026-03-02T13:00',
  })
  expect(told.map(({ value }) => value)).toEqual([null, 1, 2, 0, null])
})

test.each([
  [{ metric: 'opnd' }, 'metric "opnd": there is no "opnd"; did you mean opened,'],
  [{ metric: 'xyzzy' }, 'metric "xyzzy": there is no "xyzzy"; there are'],
  [{ metric: 'response' }, 'did you mean responseTime'],
  [{ metric: 'loggedInTime', skill: 'sales' }, 'metric "loggedInTime" has no skill: it has agent'],
  [{ metric: 'opened', by: 'skill,skill' }, 'names one twice'],
  [{ metric: 'opened', by: 'skill,agent,kind,channel' }, '4 are more than 3'],
  [{ metric: 'opened', lineOfBusiness: 'x' }, 'lineOfBusiness "x" is none of service'],
  [{ metric: 'opened', company: 'x' }, 'unknown parameter "company"; known: metric'],
  [{ metric: 'opened', replication: '1' }, 'replication "1" is none of 0..0'],
  [{ metric: 'opened', zone: 'Mars/Phobos' }, '"Mars/Phobos" is not a known IANA time zone'],
  [{ metric: 'opened', from: 'yesterday' }, 'from "yesterday" is no instant'],
  [{ metric: 'opened', from: '2026-03-03', to: '2026-03-02' }, 'is not before'],
  [{ metric: 'opened', group: 'night' }, 'group "night" is none of day'],
  [{ metric: 'opened', grain: 'year' }, 'grain "year" is none of 5min'],
  [{ metric: 'opened', from: '1970-01-01', grain: '5min' }, 'more than 200000 buckets'],
])('%j is refused', async (query, message) => {
  const run = runs[0] ?? (await runOf(busyDay()))
  expect(() => ask(run, 'metrics', query as Query)).toThrow(message)
})

test('durations are told alike, however wide the numbers that hold them', async () => {
  const database = await memoryDatabase()
  const longest = 46 * 86_400_000
  const told = async (known?: number) => {
    const asked = { code: 'dist', isSplit: false, covered: '1', at: '0', longest: known } as const
    const columns = Object.entries(aggregates(asked)).map(([name, sql]) => `${sql} AS ${name}`)
    const values = `[0.0, 1, 2147483647, 2147483648, 3600000000, ${longest}, -3600000]`
    const sql = `SELECT ${columns.join(', ')} FROM (SELECT unnest(${values})::DOUBLE AS over)`
    return rowsOf(await database.query(sql))
  }
  const wide = await told()
  expect(wide).toMatchObject([{ min: -3_600_000, p50: 2_147_483_647, max: longest }])
  expect(await told(longest)).toEqual(wide)
  database.close()
})
