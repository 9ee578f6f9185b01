import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from '@uwdata/flechette'
import { afterAll, expect, test } from 'vitest'
import { BEYOND_MS, LAST_BIN } from '../bins.ts'
import { memoryDatabase } from '../engine.ts'
import {
  ask,
  exportParquet,
  memoryRun,
  openRun,
  questionOf,
  reportParquet,
  reports,
  rowsOf,
} from '../index.ts'
import {
  type ReplicationMeasures,
  type Run,
  type RunContents,
  stackReplications,
} from '../index.ts'
import { toArrow, toCsv, toJson, toSql, writeRun } from '../index.ts'
import { studentT975 } from '../student.ts'
import { contents } from './contents.ts'
import { at } from './histories.ts'

const folder = mkdtempSync(join(tmpdir(), 'reports-'))
const open: Run[] = []
afterAll(() => {
  open.forEach((run) => run.close())
  rmSync(folder, { recursive: true })
})

async function written(id: string, run: RunContents): Promise<Run> {
  const file = join(folder, `${id}.duckdb`)
  await writeRun(file, run)
  open.push(await openRun(file))
  return open.at(-1)!
}

const rows = async (run: Run, name: string, query: Record<string, string> = {}) =>
  rowsOf(await ask(run, name, query))

const quarter = 900_000
/** What one replication says: the first two intervals of skill 0, and one agent. */
function replication(index: number, opened: number): ReplicationMeasures {
  const numbers = (...values: number[]) => Float64Array.from(values)
  const none = numbers(0, 0)
  return {
    ...{
      replication: index,
      events: 10,
      conversations: opened,
      unfinished: 0,
      traceHash: `${index}`,
    },
    measures: {
      intervals: {
        interval_start: numbers(at('00:00'), at('00:15')),
        skill: Int32Array.of(0, 1),
        ...{ opened: numbers(opened, 1), closed: numbers(opened, 0), abandoned: numbers(index, 0) },
        ...{ turns_opened: none, turns_answered: none, first_n: none, first_sum_ms: none },
        ...{ response_n: numbers(4, 0), response_sum_ms: numbers(4000 * (index + 1), 0) },
        ...{ wait_n: none, wait_sum_ms: none, met: numbers(3, 0), missed: numbers(index, 0) },
        ...{ queued_ms: numbers(quarter * index, 0), owed_ms: numbers(quarter * 2, quarter) },
        ...{ queue_stays: none, queue_left: none },
      },
      agent_intervals: {
        ...{ interval_start: numbers(at('00:00')), agent: Int32Array.of(0) },
        ...{ online_ms: numbers(3_600_000), used_ms: numbers(index * 1e6) },
        ...{ capacity_ms: numbers(4e6), assigned: numbers(2), answered: numbers(index) },
      },
      histograms: {
        ...{ skill: Int32Array.of(0, 0, 1), metric: Uint8Array.of(0, 0, 0) },
        ...{ bin: Uint8Array.of(0, 10, 10), n: numbers(1, 2, index === 4 ? 1 : 0) },
      },
      exact: {
        ...{ metric: Uint8Array.of(0), skill: Int32Array.of(0), n: numbers(3) },
        ...{ sum_ms: numbers(5000), min_ms: numbers(900), max_ms: numbers(2000) },
      },
    },
  }
}

const five = await written('five', {
  meta: contents('five', { replications: 5, source: 'simulated' }).meta,
  tables: {
    ...contents('five').tables,
    ...stackReplications([10, 12, 14, 16, 18].map((opened, i) => replication(i, opened))),
  },
})
const one = await written('one', contents('one'))

test('a summary has the average, its confidence, the typical run and the sample', async () => {
  const lines = await rows(five, 'summary')
  const [opened] = lines
  // One more of skill 1 in each: 11, 13 … 19; s = √10.
  const half = (studentT975(4) * Math.sqrt(10)) / Math.sqrt(5)
  expect(opened).toMatchObject({
    ...{ metric: 'opened', label: 'Opened', unit: 'conversations', n: 75, mean: 15 },
    ...{ low: expect.closeTo(15 - half, 9), high: expect.closeTo(15 + half, 9) },
    ...{ p05: 11, p95: 19, sample: 2 },
  })
  const of = (metric: string) => lines.find((line) => line.metric === metric)!
  expect(of('responseTime')).toMatchObject({ n: 20, mean: 3000, p05: 1000, p95: 5000 })
  expect(of('slaMetRate')).toMatchObject({ n: 25, p05: 3 / 7, p95: 1 })
  // Nobody was assigned in any replication.
  expect(of('assignmentWait')).toMatchObject({ n: 0, mean: null, low: null, p05: null })
  expect(of('agentLoad')).toMatchObject({ n: null, mean: 0.5, p05: 0, p95: 1 })
  expect(lines.map(({ metric }) => metric)).toEqual([
    ...['opened', 'closed', 'turnsAnswered', 'queueAbandonRate'],
    ...['responseTime', 'responseTimeP50', 'responseTimeP90', 'firstResponseWait'],
    ...['assignmentWait', 'slaMetRate', 'queueUnassigned', 'agentLoad'],
  ])
})

test('each replication says what the summary averages', async () => {
  const found = await rows(five, 'replications')
  const of = (metric: string) => found.filter((row) => row.metric === metric)
  expect(of('opened').map(({ value }) => value)).toEqual([11, 13, 15, 17, 19])
  expect(of('assignmentWait').map(({ value }) => value)).toEqual([null, null, null, null, null])
  for (const { mean, metric } of await rows(five, 'summary')) {
    const values = of(metric as string).flatMap(({ value }) => (value === null ? [] : [value]))
    const sum = values.reduce<number>((all, x) => all + Number(x), 0)
    const average = values.length === 0 ? null : expect.closeTo(sum / values.length, 9)
    expect([metric, mean]).toEqual([metric, average])
  }
  const contentsOfOne = { ...contents('one'), tables: stackReplications([replication(0, 10)]) }
  const inMemory = await memoryRun(contentsOfOne)
  open.push(inMemory)
  // Without rows, one replication is as its accumulators have it.
  expect((await rows(inMemory, 'summary'))[0]).toMatchObject({ mean: 11, sample: 0 })
})

test('one replication has no interval, rather than a false one', async () => {
  for (const { high, low, p05, p95 } of await rows(one, 'summary'))
    expect([low, high, p05, p95]).toEqual([null, null, null, null])
  for (const { high, low } of await rows(one, 'response-curve'))
    expect([low, high]).toEqual([null, null])
  for (const { load_low, load_high } of await rows(one, 'agents'))
    expect([load_low, load_high]).toEqual([null, null])
  expect((await rows(one, 'levels'))[0]).toMatchObject({ owed_low: null, queued_high: null })
})

test('with one replication the averages are those of its rows', async () => {
  for (const { mean, metric, sample } of await rows(one, 'summary'))
    expect([metric, mean]).toEqual([metric, sample])
})

test('a percentile beyond the last bin is told to be above it, and has no average', async () => {
  const slow = [0, 0, LAST_BIN].map((last, i) => {
    const part = replication(i, 1)
    const bin = Float64Array.of(last, last, last)
    return {
      ...part,
      measures: { ...part.measures, histograms: { ...part.measures.histograms, bin } },
    }
  })
  const { meta, tables } = contents('slow', { replications: 3 })
  const run = await written('slow', { meta, tables: { ...tables, ...stackReplications(slow) } })
  const lines = await rows(run, 'summary')
  expect(lines.find(({ metric }) => metric === 'responseTimeP90')).toMatchObject({
    ...{ n: 9, mean: null, low: null, high: null, p05: 1000, p95: null, above: BEYOND_MS },
  })
  expect(lines.find(({ metric }) => metric === 'responseTime')).toMatchObject({ above: null })
})

test('a metric without data keeps its line', async () => {
  const { meta } = contents('empty', { replications: 2 })
  const nothing = [0, 1].map((i) => replication(i, 1))
  const { replications } = stackReplications(nothing)
  for (const tables of [{}, { replications }]) {
    const replicated = 'replications' in tables ? 2 : 1
    const about = { ...meta, replications: replicated }
    const run = await written(`empty${replicated}`, { meta: about, tables })
    const lines = await rows(run, 'summary')
    expect(lines.length).toBe(12)
    for (const id of ['responseTime', 'responseTimeP90', 'slaMetRate'])
      expect(lines.find(({ metric }) => metric === id)).toMatchObject({
        ...{ n: 0, mean: null, low: null, p05: null, sample: null, above: null },
      })
  }
})

test('the curve of a duration rises to one and has a band', async () => {
  const curve = await rows(five, 'response-curve')
  expect(curve[0]).toMatchObject({ upper_ms: 1000, low: 1 / 4, high: 1 / 3 })
  expect(curve.at(-1)).toMatchObject({ share: 1, low: 1, high: 1 })
  expect(curve.at(-1)!.upper_ms).toBeCloseTo(1000 * 86_400 ** (10 / 128), 6)
  // Of replication 4's four values only one is below; of the others' three, one as well.
  expect(curve[0].share).toBeCloseTo((4 / 3 + 1 / 4) / 5, 12)
  const shares = curve.map(({ share }) => share as number)
  expect([...shares].sort((a, b) => a - b)).toEqual(shares)
  expect(await rows(five, 'response-curve', { metric: 'assignmentWait' })).toEqual([])
})

test('a curve brushed over is that of the intervals; over all of them, that of the whole', async () => {
  const whole = await rows(one, 'response-curve')
  expect(await rows(one, 'response-curve', { from: `${at('00:00')}` })).toEqual(whole)
  expect(whole.length).toBeGreaterThan(0)
  // The reply came at 09:05.
  const early = { from: `${at('09:00')}`, to: `${at('09:15')}` }
  expect(await rows(one, 'response-curve', early)).toEqual(whole)
  expect(await rows(one, 'response-curve', { ...early, to: `${at('09:00')}` })).toEqual([])
})

test('one replication of several stands alone, and one that is not there is refused', async () => {
  const curve = await rows(five, 'response-curve', { replication: '4' })
  expect(curve[0]).toMatchObject({ share: 1 / 4, low: null, high: null })
  const all = await rows(five, 'levels')
  const each = await Promise.all(
    ['0', '1', '2', '3', '4'].map((replication) => rows(five, 'levels', { replication })),
  )
  const mean = each.reduce((sum, [{ opened }]) => sum + Number(opened), 0) / 5
  expect(all[0].opened).toBeCloseTo(mean, 12)
  expect(new Set(each.map(([{ opened }]) => opened)).size).toBe(5)
  const told = await rows(five, 'heatmap', { metric: 'opened', replication: '2' })
  expect(told[0].value).toBe(each[2][0].opened)
  expect(() => questionOf(five, 'levels', { replication: '5' })).toThrow(
    'report "levels": replication "5" is none of 0..4',
  )
})

test('a run says what it is', async () => {
  const [told] = await rows(five, 'run')
  expect(told).toMatchObject({ id: 'five', replications: 5, unfinished_at_end: 0 })
})

test('levels cover every interval, empty ones too', async () => {
  const levels = await rows(five, 'levels')
  expect(levels.length).toBe(10 * 4)
  expect(levels[0]).toEqual({
    ...{ at: at('00:00'), queued: 2, queued_low: 0, queued_high: 4 },
    ...{ owed: 2, owed_low: 2, owed_high: 2, opened: 14 },
  })
  expect(levels[1]).toMatchObject({ at: at('00:15'), queued: 0, owed: 1, opened: 1 })
  expect(levels[2]).toMatchObject({ queued: 0, owed: 0, opened: 0 })
  const sales = await rows(five, 'levels', { skill: 'sales' })
  expect([sales[0].owed, sales[1].owed]).toEqual([0, 1])
})

test('an interval that the burn-in cuts is averaged over what is left of it', async () => {
  const { meta, tables } = contents('cut', { counted_from: at('09:05') })
  const levels = await rows(await written('cut', { meta, tables }), 'levels')
  // Conversation 1 is answered at 09:05, 2 is owed from 09:06: nine minutes of ten.
  expect(levels[0]).toMatchObject({ at: at('09:00'), owed: 0.9, opened: 1 })
})

test('the heatmap averages levels, and all replies of a cell together', async () => {
  const cell = async (metric: string) => (await rows(five, 'heatmap', { metric }))[0]
  expect(await cell('owed')).toMatchObject({ day: '2026-03-02', start: '00:00', value: 2, n: 5 })
  expect(await cell('opened')).toMatchObject({ value: 14, n: 5 })
  expect(await cell('responseTime')).toMatchObject({ value: 3000, n: 20 })
  expect((await rows(five, 'heatmap', { metric: 'responseTime' }))[5]).toMatchObject({
    ...{ value: null, n: 0 },
  })
})

test.each([
  ['2026-11-01', 'America/New_York', 100, ['01:00', '01:15'], 2],
  ['2026-03-08', 'America/New_York', 92, ['02:00', '02:15'], 0],
  ['2026-03-02', 'Asia/Kolkata', 96, ['00:30', '05:45'], 1],
  ['2026-04-05', 'Australia/Lord_Howe', 98, ['01:30', '01:45'], 2],
])('%s in %s has %i quarters', async (day, zone, quarters, starts, times) => {
  const started_at = Date.parse(`${day}T00:00Z`) - 86_400_000
  const range = { started_at, counted_from: started_at, ended_at: started_at + 4 * 86_400_000 }
  const { meta } = contents('zone', { ...range, zone })
  const id = `${day}-${zone.replace('/', '-')}`
  const cells = await rows(await written(id, { meta, tables: {} }), 'heatmap', { metric: 'opened' })
  const today = cells.filter((cell) => cell.day === day)
  expect(today.length).toBe(quarters)
  for (const start of starts)
    expect(today.filter((cell) => cell.start === start).length).toBe(times)
  expect(new Set(today.map((cell) => cell.at)).size).toBe(quarters)
})

test('agents have load, hours and counts, absent ones too', async () => {
  expect(await rows(five, 'agents')).toEqual([
    {
      ...{ agent: 0, id: 'ann', load: 0.5, load_low: 0, load_high: 1 },
      ...{ online_h: 1, assigned: 2, answered: 2 },
    },
    {
      ...{ agent: 1, id: 'bob', load: null, load_low: null, load_high: null },
      ...{ online_h: 0, assigned: 0, answered: 0 },
    },
  ])
})

test('conversations are filtered, ordered and paged, and counted alike', async () => {
  const keys = async (query: Record<string, string>) => {
    const found = await rows(one, 'conversations', query)
    const { desc: _d, limit: _l, offset: _o, order: _r, ...filter } = query
    const [{ n }] = await rows(one, 'conversation-count', filter)
    if (!query.limit && !query.offset) expect(n).toBe(found.length)
    return found.map(({ conversation }) => conversation)
  }
  expect(await keys({})).toEqual([1, 2])
  expect(await keys({ desc: '1' })).toEqual([2, 1])
  expect(await keys({ desc: '1', limit: '1', offset: '1' })).toEqual([1])
  expect(await keys({ skill: 'sales' })).toEqual([2])
  expect(await keys({ skill: '0' })).toEqual([1])
  expect(await keys({ skill: '(no skill)' })).toEqual([])
  expect(await keys({ agent: 'ann', cause: 'open' })).toEqual([2])
  expect(await keys({ cause: 'agent' })).toEqual([1])
  expect(await keys({ q: '2' })).toEqual([2])
  expect(await keys({ conversation: '2' })).toEqual([2])
  expect(await keys({ q: `' OR true --` })).toEqual([])
  // The unknown come last, whichever way it is ordered.
  expect(await keys({ order: 'first_response' })).toEqual([1, 2])
  expect(await keys({ order: 'first_response', desc: '1' })).toEqual([1, 2])
})

test('the rows of one conversation speak in words', async () => {
  const of = { conversation: '1' }
  expect(await rows(one, 'turns', of)).toMatchObject([
    { turn: 0, kind: 'consumer', outcome: 'met', skill_id: 'billing', agent_id: 'ann' },
  ])
  expect(await rows(one, 'segments', of)).toMatchObject([
    { kind: 'skill', start_reason: 'opened', end_reason: 'closed', agent_id: '(no agent)' },
    { kind: 'queue', end_reason: 'assigned', skill_id: 'billing' },
    { kind: 'agent', decided_by: 'onlyOne', agent_id: 'ann', ended_at: at('09:20') },
  ])
  expect(await rows(one, 'messages', of)).toMatchObject([
    { author: 'consumer', agent: null },
    { author: 'agent', agent_id: 'ann', at: at('09:05') },
  ])
  const lanes = (await rows(one, 'life', of)).map(({ agent_id, kind, lane }) => [
    lane,
    kind,
    agent_id,
  ])
  expect(lanes).toEqual(
    expect.arrayContaining([
      ['where', 'queue', '(no agent)'],
      ['where', 'agent', 'ann'],
      ['owed', 'consumer', 'ann'],
      ['message', 'consumer', '(no agent)'],
      ['message', 'agent', 'ann'],
      ['weight', 'active', 'ann'],
      ['weight', 'cooling', 'ann'],
    ]),
  )
  const kinds = (await rows(one, 'decisions', of)).map(({ kind, why }) => `${kind} ${why}`)
  expect(kinds).toEqual(
    expect.arrayContaining(['queued opened', 'assigned onlyOne', 'closed agent']),
  )
  expect(await rows(one, 'turns', { conversation: '77' })).toEqual([])
})

test.each([...reports.keys()])(
  'report %s comes out as Arrow, CSV, JSON and SQL alike',
  async (name) => {
    const known: Readonly<Record<string, string>> = {
      ...{ conversation: '1', metric: 'opened', target: 'opened>=1' },
    }
    const required = reports.get(name)!.required ?? []
    const query = Object.fromEntries(required.map((key) => [key, known[key]]))
    const result = await ask(five, name, query)
    const plain = rowsOf(result)
    const arrow = tableFromIPC(toArrow(result)).toArray() as object[]
    expect(arrow).toEqual(plain)
    expect(JSON.parse(toJson(result))).toEqual(plain)
    expect(toCsv(result).split('\r\n').length).toBe(plain.length + 2)
    const sql = toSql(questionOf(five, name, query))
    expect(sql).not.toMatch(/\$\w/)
    expect(rowsOf(await five.query(sql))).toEqual(plain)
  },
)

test('CSV quotes what must be, leaves the unknown empty and runs no formula', async () => {
  const sql = `SELECT * FROM (VALUES (1.5::DOUBLE, 'a,"b"', NULL), (-2, '=1+1', 'x')) t(n, "t,t", u)`
  expect(toCsv(await one.query(sql))).toBe(`n,"t,t",u\r\n1.5,"a,""b""",\r\n-2,'=1+1,x\r\n`)
})

test('what cannot be asked is refused by name, with what is known', () => {
  const refused = (name: string, query: Record<string, string>, message: string) =>
    expect(() => questionOf(one, name, query)).toThrow(message)
  refused('sumary', {}, 'unknown report "sumary"; known: summary, replications, days, probability')
  refused('levels', { skil: 'x' }, 'report "levels": unknown parameter "skil"; known: skill')
  refused('summary', { x: '1' }, 'report "summary": unknown parameter "x"; it has none')
  refused('levels', { toString: 'x' }, 'unknown parameter "toString"')
  refused(
    'levels',
    { skill: 'gold' },
    'report "levels": skill "gold" is none of billing, sales, slow, (no skill)',
  )
  refused('heatmap', { metric: 'moon' }, 'is none of owed, queued, opened, responseTime')
  refused('conversations', { limit: '-1' }, 'limit "-1" is not a whole number in 0..100000')
  refused('conversations', { limit: '1e3' }, 'limit "1e3" is not a whole number')
  refused('conversations', { order: 'x; DROP' }, 'is none of opened_at, wait')
  refused('turns', {}, 'report "turns" needs conversation')
})

test('a run exports each table as Parquet that holds the same rows', async () => {
  const target = join(folder, 'parquet')
  const files = await exportParquet(one, target)
  expect(readdirSync(target).length).toBe(files.length)
  const reader = await memoryDatabase()
  for (const table of ['conversations', 'segments', 'intervals', 'run']) {
    const file = files.find((path) => path.endsWith(`/${table}.parquet`))!
    const found = rowsOf(await reader.query(`FROM read_parquet('${file}')`))
    expect(found).toEqual(rowsOf(await one.query(`FROM ${table}`)))
  }
  const sql = `SELECT DISTINCT compression FROM parquet_metadata('${target}/segments.parquet')`
  expect(rowsOf(await reader.query(sql))).toEqual([{ compression: 'ZSTD' }])
  reader.close()
})

test('a report exports as Parquet', async () => {
  const file = join(folder, 'answer.parquet')
  writeFileSync(file, await reportParquet(one, 'conversations', { skill: 'sales' }))
  const reader = await memoryDatabase()
  const found = rowsOf(await reader.query(`SELECT conversation FROM read_parquet('${file}')`))
  expect(found).toEqual([{ conversation: 2 }])
  reader.close()
})

test('the 97.5 % point of Student’s t is that of the tables', () => {
  // Abramowitz and Stegun 1964, table 26.10; nine degrees to all digits.
  const known = { 1: 12.706, 2: 4.303, 5: 2.571, 19: 2.093, 30: 2.042, 120: 1.98 }
  for (const [degrees, t] of Object.entries(known))
    expect(studentT975(Number(degrees))).toBeCloseTo(t, 3)
  expect(studentT975(9)).toBeCloseTo(2.2621571627982044, 12)
  expect(() => studentT975(0)).toThrow('degrees of freedom 0')
})
