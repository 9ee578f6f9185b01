import { tableFromIPC } from '@uwdata/flechette'
import { afterAll, expect, test } from 'vitest'
import { memoryDatabase } from '../engine.ts'
import { toArrow } from '../index.ts'

const database = await memoryDatabase()
afterAll(() => database.close())

async function roundTrip(sql: string) {
  const result = await database.query(sql)
  return tableFromIPC(toArrow(result), { useDate: false }).toArray() as Record<string, unknown>[]
}

/** Enough rows for several vectors, with a null in every third. */
const rows = 5000
const withNulls = (value: string) =>
  `SELECT CASE WHEN i % 3 <> 1 THEN ${value} END AS x FROM range(${rows}) r(i)`
const expected = <T>(value: (i: number) => T) =>
  Array.from({ length: rows }, (_, i) => ({ x: i % 3 === 1 ? null : value(i) }))

const cases: readonly (readonly [type: string, sql: string, value: (i: number) => unknown])[] = [
  ['DOUBLE', 'i / 8', (i) => i / 8],
  ['TINYINT', '(i % 200 - 100)::TINYINT', (i) => (i % 200) - 100],
  ['UTINYINT', '(i % 256)::UTINYINT', (i) => i % 256],
  ['SMALLINT', '(i - 2500)::SMALLINT', (i) => i - 2500],
  ['INTEGER', '(i * 100000 - 200000000)::INTEGER', (i) => i * 100_000 - 200_000_000],
  ['BIGINT', 'i * 1000000000', (i) => i * 1_000_000_000],
  ['BOOLEAN', 'i % 2 = 0', (i) => i % 2 === 0],
  ['TIMESTAMP', `make_timestamp(i * 1000000)`, (i) => i * 1000],
  ['VARCHAR', `repeat('é', i % 20) || i`, (i) => 'é'.repeat(i % 20) + i],
  [
    'ENUM',
    `(CASE i % 2 WHEN 0 THEN 'yes' ELSE 'no' END)::ENUM ('no', 'yes')`,
    (i) => (i % 2 ? 'no' : 'yes'),
  ],
]

test.each(cases)('%s comes out as it went in, nulls included', async (type, sql, value) => {
  const [{ types }] = [await database.query(withNulls(sql))]
  expect(String(types[0])).toMatch(new RegExp(`^${type}`))
  expect(await roundTrip(withNulls(sql))).toEqual(expected(value))
})

test('an ENUM of 300 words keeps its codes in two bytes', async () => {
  const list = Array.from({ length: 300 }, (_, i) => `'w${i}'`).join(', ')
  const found = await roundTrip(withNulls(`('w' || (i % 300))::ENUM (${list})`))
  expect(found).toEqual(expected((i) => `w${i % 300}`))
})

test('chunks of odd lengths are joined bit by bit', async () => {
  const sql = `SELECT i::DOUBLE AS x, nullif(i % 7, 3) AS y FROM range(20000) r(i) WHERE i % 3 = 0`
  const found = await roundTrip(sql)
  const indices = Array.from({ length: 20_000 }, (_, i) => i).filter((i) => i % 3 === 0)
  expect(found).toEqual(indices.map((x) => ({ x, y: x % 7 === 3 ? null : x % 7 })))
})

test('a result without rows keeps its columns', async () => {
  const table = tableFromIPC(toArrow(await database.query('SELECT 1 AS a, true AS b WHERE false')))
  expect([table.names, table.numRows]).toEqual([['a', 'b'], 0])
})

test('more rows than a batch holds arrive in order', async () => {
  const found = await roundTrip('SELECT i::DOUBLE AS x FROM range(150000) r(i)')
  expect(found.length).toBe(150_000)
  expect(found.every(({ x }, i) => x === i)).toBe(true)
})

test.each(['1.5::DECIMAL(4,1)', '1::HUGEINT', `DATE '2026-01-01'`, '[1, 2]'])(
  'a column of %s is refused by name',
  async (sql) => {
    const result = await database.query(`SELECT ${sql} AS odd`)
    expect(() => toArrow(result)).toThrow(/column "odd": .* has no Arrow form/)
  },
)
