import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openRun, rowsOf, type RunMeta, writeRun } from '../../index.ts'
import { contents, meta as about } from '../../test/contents.ts'
import { at } from '../../test/histories.ts'
import { growFigures, growRecords, isOfFigures, readFigures, readRecords } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'figures-'))
afterAll(() => rmSync(folder, { recursive: true }))
const shop = join(folder, 'shop.duckdb')
const meta = (from: number, to: number): RunMeta => ({
  ...about('x'),
  ...{ source: 'imported', started_at: from, counted_from: from, ended_at: to + 1 },
  ...{ interval_ms: 86_400_000, zone: 'Europe/Berlin' },
})
const cellsOf = (file: string) =>
  readFileSync(`data/samples/${file}.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
const add = (name: string, run = shop) => growFigures(readFigures(`data/import/${name}.yaml`), run)

beforeAll(async () => {
  await growRecords(readRecords('data/import/shop-chats.yaml'), { file: shop, meta })
  const counts = { rows: 33, kept: 30, rejected: 3 }
  expect(await add('shop-requirements')).toEqual(counts)
  expect(await add('shop-handle-times')).toEqual({ rows: 25, kept: 24, rejected: 1 })
  expect(await add('shop-bot-scores')).toEqual({ rows: 14, kept: 12, rejected: 2 })
  // A second time it replaces the first, and leaves the others.
  expect(await add('shop-requirements')).toEqual(counts)
})

async function told(query: Record<string, string>, file = shop) {
  const run = await openRun(file)
  try {
    return rowsOf(await ask(run, 'metrics', query))
  } finally {
    run.close()
  }
}
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

test('handle times are averaged as they came, in the interval in which theirs begins', async () => {
  const day = { metric: 'netHandleTime', from: '2026-03-04', to: '2026-03-05' }
  const rows = cellsOf('shop_handle_times').filter(([, , , seconds]) => seconds !== 'soon')
  const of = (topic: string) =>
    mean(rows.filter((row) => row[2] === topic).map((row) => Number(row[3]) * 1000))
  const by = await told({ ...day, by: 'skill' })
  expect(by.map(({ n, skill, value }) => [skill, n, value])).toEqual([
    ['advice', 12, expect.closeTo(of('advice'), 6)],
    ['orders', 12, expect.closeTo(of('orders'), 6)],
  ])
  const quarters = await told({ ...day, grain: '15min', skill: 'orders' })
  const known = quarters.filter(({ value }) => value !== null).map(({ local }) => local as string)
  expect(known.map((local) => local.slice(14))).toEqual(Array(12).fill('00'))
})

test('scores of bots are averaged, and none is null', async () => {
  const rows = cellsOf('shop_bot_scores').filter((row) => row[1] === 'Ada' && row[3] !== '4')
  const [all] = await told({ metric: 'botQualityScore', by: 'agent' })
  const value = expect.closeTo(mean(rows.map((row) => Number(row[3]))), 9)
  expect(all).toMatchObject({ agent: 'Ada', n: 12, value, unit: 'score' })
  const [none] = await told({ metric: 'botQualityScore', from: '2026-03-10' })
  expect(none.value).toBe(null)
})

test('what is required is averaged over time, and unknown where no number is enough', async () => {
  const of = (grain: string, day: string) =>
    told({ metric: 'requiredAgents', from: day, to: '2026-03-08', grain, by: 'skill' })
  const days = await of('day', '2026-03-07')
  // Eight hours each: one, two and two; orders one more by day. The last evening has no answer.
  expect(days.map(({ skill, value }) => [skill, value])).toEqual([
    ['advice', null],
    ['orders', expect.closeTo((1 + 3 + 3) / 3, 9)],
  ])
})

test('a gap is who is on shift, or online, less who is required', async () => {
  const file = join(folder, 'desk.duckdb')
  const { meta: of, tables } = contents('desk')
  const schedule = {
    agent: Int32Array.of(0, 1),
    from_at: Float64Array.of(at('09:00'), at('09:30')),
    to_at: Float64Array.of(at('10:00'), at('10:00')),
  }
  await writeRun(file, { meta: of, tables: { ...tables, schedule } })
  const rows = [`from,to,n`, `${at('09:00')},${at('10:00')},2`, `${at('08:00')},${at('09:00')},`]
  writeFileSync(join(folder, 'pool.csv'), rows.join('\n'))
  writeFileSync(
    join(folder, 'pool.yaml'),
    `kind: requirements\nname: Pool\nfile: ${join(folder, 'pool.csv')}\ncolumns:
  from: { column: from, unit: ms }\n  to: { column: to, unit: ms }\n  agents: n\n`,
  )
  const ids = { metric: 'requiredAgents,staffingGap,staffingGapNet' }
  const hour = { from: `${at('09:00')}`, to: `${at('10:00')}` }
  expect((await told({ ...ids, ...hour }, file)).map(({ value }) => value)).toEqual([
    ...[null, null, null],
  ])
  await growFigures(readFigures(join(folder, 'pool.yaml')), file)
  // One and a half are on shift, one is online, two are required.
  const now = await told({ ...ids, ...hour }, file)
  expect(now.map(({ value }) => value)).toEqual([2, -0.5, -1])
  // What each agent adds, under each skill that the agent holds; the pool has no skill.
  const by = await told({ ...hour, metric: 'staffingGap', by: 'skill' }, file)
  expect(by.map(({ skill, value }) => [skill, value])).toEqual([
    ...[
      ['(no skill)', -2],
      ['billing', 1.5],
      ['sales', 1],
      ['slow', 1],
    ],
  ])
  const before = await told({ ...ids, from: `${at('08:00')}`, to: `${at('10:00')}` }, file)
  expect(before.map(({ value }) => value)).toEqual([null, null, null])
})

test('what cannot be used says where, what and why', async () => {
  const run = await openRun(shop)
  const reasons = rowsOf(await ask(run, 'rejects')).map(({ reason }) => reason as string)
  run.close()
  expect(reasons.map((reason) => reason.replace(/data.*csv: /, '')).toSorted()).toEqual([
    'botScores: column "agent": "Robo" is no agent of the run',
    'botScores: column "score": "4" is no number in 1..3',
    'handleTimes: column "seconds": "soon" is no number from 0 on',
    'requirements: column "agents": "-2" is no number from 0 on',
    'requirements: column "topic": "billing" is no skill of the run',
    'requirements: the interval ends before it begins',
  ])
})

test('a mapping that is wrong is refused with its line; others are not taken for it', () => {
  const file = join(folder, 'wrong.yaml')
  writeFileSync(file, 'kind: botScores\nname: x\nfile: x.csv\ncolumns:\n  bot: agent\n')
  expect(() => readFigures(file)).toThrow(/wrong\.yaml:5:\d+: .*at/)
  expect(isOfFigures('data/import/shop-forecast.yaml')).toBe(false)
  expect(isOfFigures('data/import/shop-bot-scores.yaml')).toBe(true)
})

test('two that add to one run at once: the second is refused, and nothing of the first is lost', async () => {
  const file = join(folder, 'both.duckdb')
  cpSync(shop, file)
  const both = await Promise.allSettled([
    add('shop-requirements', file),
    add('shop-bot-scores', file),
  ])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(String((both[1] as PromiseRejectedResult).reason)).toContain(
    `both.duckdb: is being added to by another process (PID ${process.pid})`,
  )
  expect((await told({ metric: 'requiredAgents' }, file))[0].value).toBe(null)
  expect((await told({ metric: 'requiredAgents', skill: 'orders' }, file))[0].value).not.toBe(null)
  // Whoever was killed at it left its mark: it is not waited for.
  writeFileSync(join(folder, '.both.duckdb.lock'), '999999999')
  await add('shop-bot-scores', file)
  expect(existsSync(join(folder, '.both.duckdb.lock'))).toBe(false)
  expect((await told({ metric: 'botQualityScore' }, file))[0].value).not.toBe(null)
})
