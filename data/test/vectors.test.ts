import { afterAll, expect, test } from 'vitest'
import { memoryDatabase } from '../engine.ts'
import {
  type Data,
  label,
  NO_LABEL,
  NO_WORD,
  number,
  place,
  type Table,
  text,
  word,
} from '../schema.ts'
import { rowsOf as toRows } from '../rows.ts'
import { appendColumns, sqlType } from '../vectors.ts'
import { rowsOf } from './histories.ts'

const database = await memoryDatabase()
afterAll(() => database.close())

const table = {
  n: number('ms', 'any number'),
  p: place('any place'),
  w: word(['red', 'green', 'blue'], 'a colour'),
  l: label('a label'),
  t: text('a text'),
} as const satisfies Table

/** Rows with something unknown in each column, but not everywhere: whole vectors without any, too. */
function sample(rows: number, words: readonly string[]): Data<typeof table> {
  const index = Array.from({ length: rows }, (_, i) => i)
  const hasGaps = (i: number) => i < 100 || i > 6200
  return {
    n: Float64Array.from(index, (i) => (hasGaps(i) && i % 5 === 1 ? Number.NaN : i * 1.5 - 1e12)),
    p: Int32Array.from(index, (i) => (hasGaps(i) && i % 7 === 2 ? -1 : i - 3000)),
    w: Uint8Array.from(index, (i) => (i % 4 === 3 ? NO_WORD : i % 4)),
    l: {
      codes: Uint16Array.from(index, (i) => (i % 9 === 8 ? NO_LABEL : i % words.length)),
      words,
    },
    t: index.map((i) => (i % 6 === 5 ? null : `${'ä'.repeat(i % 15)}${i}`)),
  }
}

const colours = ['red', 'green', 'blue']
const many = Array.from({ length: 300 }, (_, i) => `word ${i}`)
let made = 0

async function create(data: Data): Promise<string> {
  const name = `t${made++}`
  const columns = Object.entries(table).map(([c, spec]) => `${c} ${sqlType(spec, data[c])}`)
  await database.query(`CREATE TABLE ${name} (${columns.join(', ')})`)
  return name
}

async function byVectors(data: Data): Promise<string> {
  const name = await create(data)
  const appender = await database.connection.createAppender(name)
  appendColumns(appender, name, table, data)
  appender.closeSync()
  return name
}

/** The slow way that DuckDB offers: value by value. */
async function byRows(data: Data<typeof table>): Promise<string> {
  const name = await create(data)
  const appender = await database.connection.createAppender(name)
  for (const { l, n, p, t, w } of rowsOf(data)) {
    if (n === null) appender.appendNull()
    else appender.appendDouble(n as number)
    if (p === -1) appender.appendNull()
    else appender.appendInteger(p as number)
    if (w === NO_WORD) appender.appendNull()
    else appender.appendVarchar(colours[w as number])
    if (l === null) appender.appendNull()
    else appender.appendVarchar(l as string)
    if (t === null) appender.appendNull()
    else appender.appendVarchar(t as string)
    appender.endRow()
  }
  appender.closeSync()
  return name
}

test.each([
  [0, colours],
  [1, colours],
  [2047, colours],
  [2048, colours],
  [2049, many],
  [10_000, many],
])('%i rows by raw vectors are the rows that the appender writes', async (rows, words) => {
  const data = sample(rows, words)
  const [fast, slow] = [await byVectors(data), await byRows(data)]
  const found = toRows(await database.query(`SELECT * FROM ${fast}`))
  expect(found.length).toBe(rows)
  expect(found).toEqual(toRows(await database.query(`SELECT * FROM ${slow}`)))
})

test('words and labels may come as strings', async () => {
  const data = { ...sample(3, colours), w: ['blue', null, 'red'], l: ['x', 'x', null] }
  const found = toRows(await database.query(`SELECT w, l FROM ${await byVectors(data)}`))
  expect(found).toEqual([
    { w: 'blue', l: 'x' },
    { w: null, l: 'x' },
    { w: 'red', l: null },
  ])
})

test('numbers of another width, and shared memory, are copied first', async () => {
  const shared = new Float64Array(new SharedArrayBuffer(24))
  shared.set([1, 2, 3])
  const data = { ...sample(3, colours), n: shared, p: Uint8Array.of(7, 8, 9) }
  const found = toRows(await database.query(`SELECT n, p FROM ${await byVectors(data)}`))
  expect(found).toEqual([
    { n: 1, p: 7 },
    { n: 2, p: 8 },
    { n: 3, p: 9 },
  ])
})

test('a part of a longer buffer is written from its own start', async () => {
  const n = Float64Array.of(0, 1, 2, 3, 4).subarray(2)
  const found = toRows(
    await database.query(`SELECT n FROM ${await byVectors({ ...sample(3, colours), n })}`),
  )
  expect(found.map((row) => row.n)).toEqual([2, 3, 4])
})

test('contents that do not fit the schema are refused by table, column and value', async () => {
  const data = sample(3, colours)
  const { t: _, ...without } = data
  const refused = (wrong: Data, message: string) =>
    expect(byVectors(wrong)).rejects.toThrow(message)
  await refused(without, 'column "t" is absent')
  await refused({ ...data, x: data.n }, 'unknown column "x"; known: n, p, w, l, t')
  await refused({ ...data, p: Int32Array.of(1) }, 'column "p" has 1 rows, not 3')
  await refused({ ...data, w: ['red', 'pink', null] }, 'column "w": "pink" is none of red, green')
})
