import { fc, test as property } from '@fast-check/vitest'
import { afterAll, expect, test } from 'vitest'
import type { AccountConfig, RouterEvent } from '../../core/index.ts'
import { time } from '../../core/index.ts'
import { type Database, memoryDatabase } from '../engine.ts'
import { metricOf, metrics, type MetricId, record, rowsOf, type RunMeta } from '../index.ts'
import { fill } from '../write.ts'
import { meta } from './contents.ts'
import { at, busy, busyHistories, desk, events, histories, tell, type Told } from './histories.ts'
import { asked, naive } from './naive/index.ts'

const ids = Object.keys(metrics) as MetricId[]
const open: Database[] = []
afterAll(() => open.forEach((database) => database.close()))

interface Range {
  readonly from: number
  readonly to: number
}

/** The history's tables in memory, measures derived. */
async function load({ config, history, trace }: Told, { from, to }: Range): Promise<Database> {
  const database = await memoryDatabase()
  open.push(database)
  const about: RunMeta = { ...meta('x'), counted_from: from, ended_at: to }
  await fill(database, { meta: about, tables: record(config, history, trace, time(to)) })
  return database
}

async function answer(database: Database, id: MetricId, { from, to }: Range) {
  const [row] = rowsOf(
    await database.query(metrics[id].sql, { ...metricOf.get(id)!.parameters, ...asked, from, to }),
  )
  return row
}

/** The metric from the interval tables. */
async function twin(database: Database, id: MetricId, { from, to }: Range) {
  const { over, table, under } = metrics[id].twin!
  const sum = (columns: readonly string[]) =>
    columns.map((c) => `coalesce(sum(${c}), 0)`).join(' + ')
  const by = under === null ? '1' : under === 'covered' ? String(to - from) : sum(under)
  const [row] = rowsOf(
    await database.query(`SELECT (${sum(over)}) / nullif(${by}, 0) AS value FROM ${table}`),
  )
  return row.value
}

const day = { from: at('09:00'), to: at('20:00') }
const late = { from: at('09:20'), to: at('10:10') }

async function expectAllEqual(
  happened: readonly RouterEvent[],
  range: Range,
  account: AccountConfig = desk,
  ended = range.to,
) {
  const told = tell(account, happened)
  const database = await load(told, { ...range, to: ended })
  const plain = naive(told, range.from, range.to, ended)
  for (const id of ids) {
    const found = await answer(database, id, range)
    expect([id, found.value]).toEqual([id, close(plain[id].value)])
    if (metricOf.get(id)!.twin !== null && ended === range.to)
      expect([id, await twin(database, id, range)]).toEqual([id, close(plain[id].value)])
    if (plain[id].p90 === undefined) continue
    expect([id, found.p50, found.p90]).toEqual([id, plain[id].p50, plain[id].p90])
  }
  database.close()
  open.pop()
}

/** Whole numbers are exact; quotients may differ in the last digit. */
const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9))

property.prop([histories], { numRuns: 5 })(
  'SQL, interval tables and a plain walk agree on every metric',
  (happened) => expectAllEqual(happened, day),
  60_000,
)

property.prop([histories], { numRuns: 5 })(
  'they agree, too, when the start is discarded and the end cut off',
  (happened) => expectAllEqual(happened, late),
  60_000,
)

const modes = fc.constantFrom('auto' as const, 'ring' as const, 'ringAll' as const)
const month = 40 * 86_400_000

property.prop([busyHistories, modes, fc.constantFrom(0, month)], { numRuns: 8 })(
  'and on a desk with offers, a bot, surveys, shifts and moves of every kind',
  // Whether somebody comes back is known only when the record goes on for long enough.
  (happened, mode, longer) => expectAllEqual(happened, late, busy(mode), late.to + longer),
  60_000,
)

property.prop([histories, fc.integer({ min: 0, max: 21_600_000 })], {
  numRuns: 4,
})(
  'cutting a range in two and merging gives the same value',
  async (happened, cut) => {
    const database = await load(tell(desk, happened), day)
    const middle = day.from + cut
    for (const id of ids.filter(isMergeable)) {
      const whole = await answer(database, id, day)
      const first = await answer(database, id, { ...day, to: middle })
      const second = await answer(database, id, { ...day, from: middle })
      expect([id, merged(id, first, second, cut)]).toEqual([
        id,
        close(whole.value as number | null),
      ])
    }
    database.close()
    open.pop()
  },
  60_000,
)

type Row = Record<string, unknown>
function merged(id: MetricId, first: Row, second: Row, cut: number): unknown {
  const number = (row: Row, key: string) => (row[key] ?? 0) as number
  const [a, b] = [number(first, 'value'), number(second, 'value')]
  const [n, m] = [number(first, 'n'), number(second, 'n')]
  switch (metrics[id].code) {
    case 'count':
    case 'sum':
      return a + b
    case 'ratio':
    case 'dist':
      return n + m === 0 ? null : (a * n + b * m) / (n + m)
    default:
      return (a * cut + b * (day.to - day.from - cut)) / (day.to - day.from)
  }
}

/** Of conversions these histories know nothing; their own tests do. */
const isKnown = (id: MetricId) => !metrics[id].nullRule.includes('nothing known')

/** Ratios of time would need it for a weight; what is told apart and what lasts do not add up. */
function isMergeable(id: MetricId): boolean {
  const { code, facts } = metricOf.get(id)!
  if (!isKnown(id)) return false
  const isOfTime = code === 'ratio' && facts!.at === undefined
  return !isOfTime && !['distinct', 'quotient', 'level', 'age', 'oldest'].includes(code)
}

test('example 24.2 in metrics', async () => {
  const asks = (clock: string) => ({
    type: 'consumer.wrote' as const,
    at: at(clock),
    conversation: 1,
  })
  const replies = (clock: string) => ({
    ...{ type: 'agent.wrote' as const, at: at(clock), conversation: 1, agent: 0 },
  })
  const told = tell(
    desk,
    events(
      { type: 'conversation.opened', at: at('10:00'), conversation: 1, skill: 0 },
      ...[asks('10:00'), asks('10:02')],
      { type: 'agent.presenceSet', at: at('10:05'), agent: 0, presence: 3 },
      ...[replies('10:06'), replies('10:07'), asks('10:20'), replies('10:24')],
      { type: 'conversation.closed', at: at('10:30'), conversation: 1, by: 'agent' },
    ),
  )
  const hour = { from: at('10:00'), to: at('11:00') }
  const database = await load(told, hour)
  const value = async (id: MetricId) => (await answer(database, id, hour)).value
  expect(await answer(database, 'responseTime', hour)).toMatchObject({
    ...{ n: 2, value: 300_000, min: 240_000, max: 360_000, p50: 240_000, p90: 360_000 },
  })
  expect(await value('firstResponseWait')).toBe(360_000)
  expect(await value('assignmentWait')).toBe(300_000)
  expect(await value('abandonRate')).toBe(0)
  expect(await value('slaMetRate')).toBe(1)
  // In the queue from 10:00 to 10:05: five minutes of sixty.
  expect(await value('queueUnassigned')).toBe(5 / 60)
  // Active from 10:05, inactive 10:09 to 10:20, active to 10:26, inactive to 10:30; two slots.
  const used = 4 + 11 * 0.1 + 6 + 4 * 0.1
  expect(await value('agentLoad')).toBeCloseTo(used / (55 * 2), 12)
})

test('a turn is owed under the skill of the moment, opened and answered under its own', async () => {
  const told = tell(
    desk,
    events(
      { type: 'agent.presenceSet', at: at('09:30'), agent: 0, presence: 3 },
      { type: 'conversation.opened', at: at('10:00'), conversation: 1, skill: 0 },
      { type: 'consumer.wrote', at: at('10:00'), conversation: 1 },
      { type: 'conversation.transferred', at: at('10:05'), conversation: 1, agent: 0, skill: 1 },
      { type: 'agent.wrote', at: at('10:08'), conversation: 1, agent: 0 },
    ),
  )
  const database = await load(told, day)
  const sql = `SELECT skill, turns_opened, turns_answered, owed_ms FROM intervals
    WHERE interval_start = ${at('10:00')} ORDER BY skill`
  expect(rowsOf(await database.query(sql))).toEqual([
    { skill: 0, turns_opened: 1, turns_answered: 0, owed_ms: 5 * 60_000 },
    { skill: 1, turns_opened: 0, turns_answered: 1, owed_ms: 3 * 60_000 },
  ])
})

property.prop([histories], { numRuns: 6 })(
  'intervals, skills and agents add up to the whole',
  async (happened) => {
    const { config, history, trace } = tell(desk, happened)
    const database = await load({ config, history, trace }, day)
    const one = async (sql: string) => Object.values(rowsOf(await database.query(sql))[0])
    const turns = await one(`SELECT count(*), count(answered_at),
      coalesce(sum(coalesce(answered_at, withdrawn_at, ${day.to}) - opened_at), 0) FROM turns`)
    const sums = `coalesce(sum(turns_opened), 0), coalesce(sum(turns_answered), 0)`
    const measured = await one(`SELECT ${sums}, coalesce(sum(owed_ms), 0) FROM intervals`)
    expect(measured).toEqual(turns)
    const answered = await one('SELECT coalesce(sum(answered), 0) FROM agent_intervals')
    expect(answered).toEqual([turns[1]])
    const durations = `SELECT count(response_ms), coalesce(sum(response_ms), 0) FROM turns`
    const kept = `SELECT coalesce(sum(n), 0), coalesce(sum(sum_ms), 0) FROM exact
      WHERE metric = 'responseTime'`
    expect(await one(kept)).toEqual(await one(durations))
    const bins = `SELECT coalesce(sum(n), 0) FROM histograms WHERE metric = 'responseTime'`
    expect(await one(bins)).toEqual([(await one(durations))[0]])
    database.close()
    open.pop()
  },
  30_000,
)

test('no data is null, never 0, −1 or NaN; a count is 0 where the log covers the range', async () => {
  const quiet = tell(desk, events({ type: 'clock.ticked', at: at('09:00') }))
  const database = await load(quiet, day)
  for (const id of ids) {
    const counts = ['count', 'distinct', 'sum', 'rate', 'mean-t', 'level']
    const covered = counts.includes(metrics[id].code) && isKnown(id) ? 0 : null
    expect([id, (await answer(database, id, day)).value]).toEqual([id, covered])
    const nothing = { from: day.from, to: day.from }
    expect([id, (await answer(database, id, nothing)).value]).toEqual([id, null])
  }
})

test('an event on a boundary belongs to the later range', async () => {
  const told = tell(
    desk,
    events({ type: 'conversation.opened', at: at('10:00'), conversation: 1, skill: 0 }),
  )
  const database = await load(told, day)
  const opened = async (from: string, to: string) =>
    (await answer(database, 'opened', { from: at(from), to: at(to) })).value
  expect([await opened('09:00', '10:00'), await opened('10:00', '11:00')]).toEqual([0, 1])
  const intervals = rowsOf(
    await database.query('SELECT interval_start, opened FROM intervals WHERE opened > 0'),
  )
  expect(intervals).toEqual([{ interval_start: at('10:00'), opened: 1 }])
})

test('percentiles take the item at ⌈p·n⌉, for every n up to 200', async () => {
  const database = await memoryDatabase()
  open.push(database)
  for (const percent of [50, 90, 95, 99]) {
    const rows = rowsOf(
      await database.query(`
        SELECT n, (SELECT quantile_disc(x, ${percent / 100}) FROM range(1, n + 1) r(x)) AS item
        FROM range(1, 201) s(n)`),
    )
    for (const { item, n } of rows) expect(item).toBe(Math.ceil((percent * (n as number)) / 100))
  }
})
