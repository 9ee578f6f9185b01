import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attribution, attributionModels, days } from '../../../core/index.ts'
import { incrementalConversions } from '../../../core/index.ts'
import { ask, openRun, rowsOf, type RunMeta, type Scalar } from '../../index.ts'
import { meta as about } from '../../test/contents.ts'
import { growEngagement, growRecords, readEngagement, readRecords } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'engagement-'))
afterAll(() => rmSync(folder, { recursive: true }))
const meta = (from: number, to: number): RunMeta => ({
  ...about('x'),
  ...{ source: 'imported', started_at: from, counted_from: from, ended_at: to + 1 },
  interval_ms: 86_400_000,
})
type Rows = Record<string, Scalar>[]
async function asked(file: string, sql: string, rules?: Partial<Attribution>): Promise<Rows> {
  const run = await openRun(file, rules)
  try {
    return rowsOf(await run.query(sql))
  } finally {
    run.close()
  }
}
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const shop = join(folder, 'shop.duckdb')
const mapping = readEngagement('data/import/shop-engagement.yaml')
beforeAll(async () => {
  await growRecords(readRecords('data/import/shop-chats.yaml'), { file: shop, meta })
  const counts = await growEngagement(mapping, shop)
  expect(counts).toEqual({ rows: 297, kept: 294, rejected: 3, conversions: 94, credits: 45 })
})

const credits = 'SELECT * FROM credits ORDER BY conversion, segment, conversation'

test.each(attributionModels)(
  'credits of the %s model add up to their conversions, to the smallest coin',
  async (model) => {
    const rules = { model, crossSessionDays: 14 }
    const unequal = `
      SELECT * FROM conversions v LEFT JOIN (
        SELECT conversion, sum(share) AS share, sum(amount) AS amount FROM credits GROUP BY ALL) c
      USING (conversion)
      WHERE c.share <> 1000000 OR c.amount IS DISTINCT FROM v.amount AND c.share IS NOT NULL
        OR v.flag <> 'counted' AND c.share IS NOT NULL`
    expect(await asked(shop, unequal, rules)).toEqual([])
    const run = await openRun(shop, rules)
    const [all, byAgent] = [
      rowsOf(await ask(run, 'conversions')),
      rowsOf(await ask(run, 'attribution')),
    ]
    run.close()
    for (const { credited_minor, currency, kind } of all) {
      const own = byAgent.filter((row) => row.kind === kind && row.currency === currency)
      const sum = own.reduce((total, { amount_minor }) => total + Number(amount_minor), 0)
      expect([kind, currency, sum]).toEqual([kind, currency, credited_minor ?? 0])
    }
    expect(new Set(byAgent.map(({ model: told }) => told))).toEqual(new Set([model]))
  },
)

test('other rules asked of a run give what an import by these rules gives', async () => {
  const rules = { model: 'linear', crossSessionDays: 3, conversionDate: 'conversion' } as const
  const again = join(folder, 'again.duckdb')
  copyFileSync(shop, again)
  await growEngagement({ ...mapping, settings: { ...mapping.settings, ...rules } }, again)
  expect(await asked(shop, credits, rules)).toEqual(await asked(again, credits))
  expect(await asked(shop, credits)).not.toEqual(await asked(again, credits))
  // The rejects of the import before are not told twice.
  expect(await asked(again, 'SELECT * FROM rejects')).toHaveLength(3)
})

test('a plain walk over visits, chats and orders finds who was last', async () => {
  const people = await asked(
    shop,
    'SELECT c.consumer, coalesce(i.person, c.consumer) AS person FROM consumers c LEFT JOIN identities i USING (consumer)',
  )
  const personOf = new Map(people.map(({ consumer, person }) => [consumer, person]))
  const chats = await asked(shop, 'SELECT * FROM conversations WHERE agent IS NOT NULL')
  const visits = await asked(shop, 'SELECT * FROM visits')
  const orders = await asked(
    shop,
    "SELECT v.*, e.reference FROM conversions v JOIN engagement e ON entry = conversion WHERE v.kind = 'sale'",
  )
  const seen = new Set<string>()
  const found: Record<string, Scalar> = {}
  for (const { at, conversion, reference, visit, ...order } of orders.sort(
    (a, b) => +a.at! - +b.at!,
  )) {
    const key = `${visit} ${reference}`
    expect([key, order.flag]).toEqual([key, seen.has(key) ? 'duplicate' : 'counted'])
    if (seen.has(key)) continue
    seen.add(key)
    const own = chats.filter((chat) => {
      if (personOf.get(chat.consumer) !== order.consumer || +chat.assigned_at! > +at!) return false
      const isDuring = visits.some(
        (one) =>
          one.visit === visit &&
          +one.from_at! <= +chat.opened_at! &&
          +chat.opened_at! < +one.to_at!,
      )
      return isDuring || +at! - +chat.closed_at! <= 31 * 86_400_000
    })
    const end = (chat: Rows[number]) => Math.min(+chat.closed_at!, +at!)
    own.sort((a, b) => end(a) - end(b) || +a.opened_at! - +b.opened_at!)
    if (own.length > 0) found[String(conversion)] = own.at(-1)!.agent
  }
  const told = await asked(
    shop,
    "SELECT conversion, c.agent FROM credits c JOIN conversions v USING (conversion) WHERE kind = 'sale'",
  )
  expect(told.length).toBeGreaterThan(20)
  expect(Object.fromEntries(told.map(({ agent, conversion }) => [conversion, agent]))).toEqual(
    found,
  )
})

test('metrics of conversions are what a plain walk over credits adds up to', async () => {
  const run = await openRun(shop, { model: 'linear' })
  const rows = async (sql: string) => rowsOf(await run.query(sql))
  const ids = [
    ...['conversions', 'conversionsInSession', 'conversionsCrossSession', 'convertingShare'],
    ...['conversionsPerClosed', 'revenue', 'averageOrderValue', 'selfServeRate'],
  ]
  // Purchases come after the last chat: beyond the end of the record nothing is counted.
  const { counted_from: from, ended_at: to } = run.details
  const told = rowsOf(await ask(run, 'metrics', { metric: ids.join(',') }))
  const all = await rows(`SELECT c.*, v.kind::VARCHAR AS kind, v.currency
    FROM credits c JOIN conversions v USING (conversion)`)
  const own = all.filter(({ at }) => +at! >= from && +at! < to)
  const total = (of: Rows, column: string) => of.reduce((sum, row) => sum + Number(row[column]), 0)
  const euros = own.filter(({ amount, currency }) => amount !== null && currency === 'EUR')
  const closes = await rows('SELECT conversation FROM conversations WHERE closed_at IS NOT NULL')
  const within = await rows(`SELECT conversation FROM conversations WHERE closed_at < ${to}`)
  expect(within).toEqual(closes)
  const earning = new Set(all.map(({ conversation }) => conversation))
  const controls = await rows(`SELECT coalesce(person, consumer) AS person, min(from_at) AS at
    FROM visits LEFT JOIN identities USING (consumer) WHERE is_control = 1 GROUP BY ALL`)
  const reached = await rows("SELECT * FROM conversions WHERE is_control = 1 AND flag = 'counted'")
  const inside = (of: Rows) => of.filter(({ at }) => +at! >= from && +at! < to).length
  const session = (one: number) =>
    total(
      own.filter(({ is_in_session }) => is_in_session === one),
      'share',
    )
  const want = [
    ...[total(own, 'share') / 1e6, session(1) / 1e6, session(0) / 1e6],
    closes.filter(({ conversation }) => earning.has(conversation)).length / closes.length,
    ...[total(own, 'share') / 1e6 / closes.length, total(euros, 'amount')],
    (total(euros, 'amount') / total(euros, 'share')) * 1e6,
    inside(reached) / inside(controls),
  ]
  expect(told.map(({ value }) => value)).toEqual(want.map((value) => expect.closeTo(value, 6)))
  expect(want.every((value) => value > 0)).toBe(true)
  const bySkill = rowsOf(await ask(run, 'metrics', { metric: 'revenue', by: 'skill' }))
  expect(total(bySkill, 'value')).toBe(total(euros, 'amount'))
  run.close()
})

test('the lift counts each person once, and agrees with the rule of 21.3', async () => {
  expect(
    incrementalConversions({ conversions: 300, of: 5000 }, { conversions: 200, of: 5000 }),
  ).toBeCloseTo(100, 9)
  const run = await openRun(shop)
  const told = rowsOf(await ask(run, 'lift'))
  const persons = rowsOf(
    await run.query(`SELECT count(DISTINCT coalesce(person, consumer)) AS n
      FROM visits LEFT JOIN identities USING (consumer)`),
  )
  const [engaged, exposed, control] = ['engaged', 'exposed', 'control'].map((part) =>
    told.find((row) => row.part === part)!,
  )
  const rate = ({ conversions, people }: Rows[number]) => ({
    ...{ conversions: Number(conversions), of: Number(people) },
  })
  expect(told.reduce((sum, { people }) => sum + Number(people), 0)).toBe(persons[0].n)
  expect(engaged.incremental_to_exposed).toBeCloseTo(
    incrementalConversions(rate(engaged), rate(exposed))!,
    9,
  )
  expect(engaged.incremental_to_control).toBeCloseTo(
    incrementalConversions(rate(engaged), rate(control))!,
    9,
  )
  run.close()
})

const chat = (n: number, closed: string, who: string) =>
  `${n},2026-05-${closed}T09:00:00Z,30,2026-05-${closed}T10:00:00Z,A${n},${who}`
const chats = `id,opened,wait,closed,agent,who
${chat(1, '25', 'one')}
${chat(2, '31', 'other')}
`
let n = 0
async function small(
  records: string,
  identities: string,
  visits = '',
  log = chats,
): Promise<string> {
  const file = join(folder, `small-${n++}.duckdb`)
  const columns = {
    ...{ id: 'id', agent: 'agent', consumer: 'who' },
    opened: { column: 'opened', unit: 'iso' },
    answered: { column: 'wait', unit: 'sAfter' },
    closed: { column: 'closed', unit: 'iso' },
  } as const
  const form = readRecords('data/import/shop-chats.yaml')
  await growRecords({ ...form, file: written('chats.csv', log), columns }, { file, meta })
  const at = { column: 'at', unit: 'iso' } as const
  await growEngagement(
    {
      ...{ name: 'small', settings: mapping.settings },
      records: {
        file: written('records.csv', `type,who,at,amount,id,currency\n${records}`),
        columns: {
          ...{ type: 'type', consumer: 'who', at, amount: 'amount', reference: 'id' },
          currency: 'currency',
        },
      },
      identities: {
        file: written('names.csv', `a,b\n${identities}`),
        columns: { a: 'a', b: 'b' },
      },
      visits: {
        file: written('visits.csv', `v,who,at\n${visits}`),
        columns: { visit: 'v', consumer: 'who', began: at },
      },
    },
    file,
  )
  return file
}
const amounts = async (file: string, rules: Partial<Attribution> = {}) =>
  (
    await asked(
      file,
      'SELECT a.id AS agent, c.amount FROM credits c JOIN agents a USING (agent) ORDER BY agent',
      rules,
    )
  ).map(({ agent, amount }) => [agent, amount])

const order = 'purchase,one,2026-06-01T10:00:00Z,90.00,7781,EUR\n'

test('90.00, touched 7 days and 1 day before, is split by the rules asked for', async () => {
  const file = await small(order, 'one,other\n')
  expect(await amounts(file, { model: 'linear' })).toEqual([
    ['A1', 4500],
    ['A2', 4500],
  ])
  // Six days are one half-life: the older weighs half.
  const decay = { model: 'timeDecay', halfLife: days(6) } as const
  expect(await amounts(file, decay)).toEqual([
    ['A1', 3000],
    ['A2', 6000],
  ])
  expect(await amounts(file, { model: 'first' })).toEqual([['A1', 9000]])
  expect(await amounts(file)).toEqual([['A2', 9000]])
  expect(await amounts(file, { model: 'first', crossSessionDays: 1 })).toEqual([['A2', 9000]])
  expect(await amounts(file, { crossSessionDays: 0 })).toEqual([])
})

test('names merged late count as one person from the start', async () => {
  const apart = await small(order, '')
  expect(await amounts(apart, { model: 'linear' })).toEqual([['A1', 9000]])
  const merged = await small(order, 'one,other\n')
  const always = await small(order, '', '', chats.replace('other', 'one'))
  for (const model of ['last', 'timeDecay'] as const)
    expect(await amounts(merged, { model })).toEqual(await amounts(always, { model }))
})

test('amounts of two currencies stand apart, in their own smallest coins', async () => {
  const yen = 'purchase,one,2026-06-01T11:00:00Z,1200,7782,JPY\n'
  const file = await small(order + yen, '')
  const run = await openRun(file)
  const told = rowsOf(await ask(run, 'attribution'))
  run.close()
  expect(told.map(({ amount_minor, currency }) => [currency, amount_minor])).toEqual([
    ['EUR', 9000],
    ['JPY', 1200],
  ])
})

test('a run of before there was all this is read, and added to', async () => {
  const old = join(folder, 'old.duckdb')
  await growRecords(readRecords('data/import/shop-chats.yaml'), { file: old, meta })
  const instance = await DuckDBInstance.create(old)
  const connection = await instance.connect()
  for (const table of ['consumers', 'forecasts', 'attribution', 'credits'])
    await connection.run(`DROP TABLE ${table}`)
  await connection.run('CREATE TABLE credits (conversion DOUBLE, model VARCHAR)')
  await connection.run('CHECKPOINT')
  connection.closeSync()
  instance.closeSync()
  const run = await openRun(old)
  expect(rowsOf(await ask(run, 'attribution'))).toEqual([])
  const [told] = rowsOf(await ask(run, 'metrics', { metric: 'conversions' }))
  expect(told.value).toBeNull()
  run.close()
  // Without names of its own, a run's consumers are known by their numbers alone.
  expect(await growEngagement(mapping, old)).toMatchObject({ rows: 297, rejected: 3 })
  expect(await asked(old, 'SELECT count(*)::INTEGER AS n FROM conversions')).toEqual([{ n: 94 }])
})

test('a run that knows nothing of conversions says so, and so does a rule that cannot be', async () => {
  const bare = join(folder, 'bare.duckdb')
  await growRecords(readRecords('data/import/shop-chats.yaml'), { file: bare, meta })
  await expect(openRun(bare, { model: 'first' })).rejects.toThrow(
    `${bare}: knows nothing of conversions`,
  )
  await expect(openRun(shop, { crossSessionDays: 0.5 })).rejects.toThrow(
    'crossSessionDays 0.5 is not a whole number',
  )
  expect(days(1)).toBe(86_400_000)
})
