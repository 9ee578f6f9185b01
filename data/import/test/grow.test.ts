import { fc, test as property } from '@fast-check/vitest'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ask, memoryRun, openRun, rowsOf, type RunMeta } from '../../index.ts'
import { meta as about } from '../../test/contents.ts'
import { growMessages, growRecords, importMessages, type Mapping, readMapping } from '../index.ts'
import { readRecords, tablesOf } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'grow-'))
afterAll(() => rmSync(folder, { recursive: true }))

const meta = (from: number, to: number): RunMeta => ({
  ...about('x'),
  ...{ source: 'imported', started_at: from, counted_from: from, ended_at: to + 1 },
  interval_ms: 86_400_000,
})
let n = 0
const fresh = () => join(folder, `${n++}.duckdb`)
async function rows(file: string, sql: string) {
  const run = await openRun(file)
  try {
    return rowsOf(await run.query(sql))
  } finally {
    run.close()
  }
}
function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const log: Mapping = {
  ...readMapping('data/import/thunderbird.yaml'),
  target: 60_000,
  closeAfter: 3_600_000,
}

test('the channel has the conversations and replies that its provenance tells', async () => {
  const file = fresh()
  const counts = await growMessages(readMapping('data/import/stripe.yaml'), { file, meta })
  expect(counts).toEqual({ rows: 3600, kept: 3595, rejected: 5 })
  const [told] = await rows(
    file,
    `SELECT count(*) FILTER (opened_by = 'consumer') AS opened, count(*) AS n,
      (SELECT count(*) FROM messages) AS messages, (SELECT count(answered_at) FROM turns) AS replies
    FROM conversations`,
  )
  expect(told).toEqual({ opened: 335, n: 340, messages: 3595, replies: 890 })
})

test('the forum’s threads have its quartiles', async () => {
  const file = fresh()
  const { kept } = await growRecords(readRecords('data/import/thunderbird-threads.yaml'), {
    file,
    meta,
  })
  const [told] = await rows(
    file,
    `SELECT count(response_ms) AS n, quantile_disc(response_ms, [0.25, 0.5, 0.75, 0.9])::VARCHAR AS q FROM turns`,
  )
  const hours = (JSON.parse(told.q as string) as number[]).map((ms) => ms / 3_600_000)
  expect(hours.map((h) => Number(h.toFixed(1)))).toEqual([1, 3.6, 12.8, 35.7])
  expect(1 - (told.n as number) / kept).toBeCloseTo(0.253, 3)
  const run = await openRun(file)
  const query = { metric: 'opened', by: 'skill', from: '2024-01-01', to: '2025-01-01' }
  expect((await ask(run, 'metrics', query)).rows).toBeGreaterThan(5)
  run.close()
})

test('what a writer wrote later elsewhere takes nothing from the time of a reply', async () => {
  const file = fresh()
  // The second conversation is told later, and its reply was written earlier.
  const csv = written(
    'elsewhere.csv',
    'thread,seq,t_unix,role,author\n1,0,0,c,1\n1,1,100,h,9\n2,0,10,c,2\n2,1,20,h,9\n',
  )
  await growMessages({ ...log, file: csv }, { file, meta })
  const sql = 'SELECT conversation, effort_ms FROM turns ORDER BY conversation'
  expect(await rows(file, sql)).toEqual([
    { conversation: 1, effort_ms: 0 },
    { conversation: 2, effort_ms: 0 },
  ])
})

const header = 'thread,seq,t_unix,role,author,chars'
const line = fc.record({
  thread: fc.integer({ min: 1, max: 4 }),
  wait: fc.integer({ min: 0, max: 4_000 }),
  role: fc.constantFrom('c', 'h'),
  author: fc.integer({ min: 1, max: 3 }),
})

property.prop([fc.array(line, { minLength: 1, maxLength: 40 })], { numRuns: 8 })(
  'a log that fits in memory gives the same rows either way',
  async (lines) => {
    let now = 1_700_000_000
    // Everybody who may answer, in an order that both agree on.
    const people = [1, 2, 3].map((author) => `0,${author},${now},h,${author},10`)
    const csv = lines.map(({ author, role, thread, wait }, seq) =>
      [thread, seq, (now += wait), role, author, 10].join(','),
    )
    const mapping = {
      ...log,
      file: written('log.csv', [header, ...people, ...csv].join('\n')),
    }
    const file = fresh()
    await growMessages(mapping, { file, meta })
    const at = (await importMessages(mapping)).at
    const tables = tablesOf(await importMessages(mapping), mapping)
    const memory = await memoryRun({ meta: meta(Math.min(...at), Math.max(...at)), tables })
    const grown = await openRun(file)
    for (const table of ['turns', 'segments', 'messages', 'conversations', 'intervals']) {
      // Effort is known better with the whole log in order of time.
      const cells = table === 'turns' ? '* EXCLUDE (effort_ms)' : '*'
      const names = table === 'turns' ? 'conversation, turn' : 'ALL'
      const sql = `SELECT ${cells} FROM ${table} ORDER BY ${names}`
      const want = rowsOf(await memory.query(sql))
      expect([table, rowsOf(await grown.query(sql))]).toEqual([table, want])
    }
    grown.close()
    memory.close()
  },
  60_000,
)

const csv = `thread,seq,t_unix,role,author,chars
1,0,1700000000,c,1,5
1,1,1700000060,h,2,5
1,1,1700000070,h,2,5
1,2,1700000030,c,1,5
2,0,soon,c,3,5
2,1,1700000100,x,3,5
,0,1700000100,c,3,5
2,2,1700000200,c,3,5,6,7
2,3,1700000300,c,3,5
`

test('what cannot be used is kept aside with its reason, and nothing is lost', async () => {
  const file = fresh()
  const counts = await growMessages({ ...log, file: written('bad.csv', csv) }, { file, meta })
  expect(counts).toEqual({ rows: 9, kept: 4, rejected: 5 })
  const aside = await rows(
    file,
    'SELECT row, line, reason FROM rejects ORDER BY coalesce(row, line)',
  )
  expect(aside.map(({ reason }) => reason)).toEqual([
    'duplicate: row 2 has the same place',
    'column "t_unix": "soon" is no instant',
    'column "role": "x" is neither side',
    'it belongs to no conversation',
    expect.stringContaining('Expected Number of Columns: 6 Found:'),
  ])
  expect(aside.at(-1)).toMatchObject({ row: null, line: 9 })
  const run = await openRun(file)
  const found = rowsOf(await ask(run, 'quality'))
  run.close()
  const kinds = found.map(({ kind, rows: many }) => [kind, many])
  expect(kinds).toEqual([
    ...[
      ['badRow', 1],
      ['badRow', 1],
      ['badRow', 1],
      ['badRow', 1],
      ['duplicate', 1],
    ],
    ...[
      ['late', 1],
      ['skew', 1],
    ],
  ])
  const [{ n: messages }] = await rows(file, 'SELECT count(*) AS n FROM messages')
  expect(messages).toBe(counts.kept)
})

const calls = `
kind: calls
name: Calls
file: calls.jsonl
columns:
  id: id
  opened: { column: start, unit: iso }
  answered: { column: wait, unit: sAfter }
  closed: { column: end, unit: iso }
  agent: by
  skill: line
  consumer: from
`
test('calls in JSON lines: answered, abandoned, too early, twice', async () => {
  const file = fresh()
  const one = (id: number, rest: object) =>
    JSON.stringify({ id, start: '2026-03-02T09:00:00Z', line: 'billing', from: 'c1', ...rest })
  const data = written(
    'calls.jsonl',
    [
      one(1, { wait: 30, end: '2026-03-02T09:05:00Z', by: 'ann' }),
      one(2, { start: '2026-03-02T10:00:00Z', end: '2026-03-02T10:01:00Z' }),
      one(3, { wait: 30, end: '2026-03-02T08:00:00Z' }),
      one(1, { wait: 40 }),
    ].join('\n'),
  )
  const records = readRecords(written('calls.yaml', calls), data)
  const counts = await growRecords(records, { file, meta })
  expect(counts).toEqual({ rows: 4, kept: 2, rejected: 2 })
  const told = await rows(
    file,
    `SELECT c.first_response_ms, c.close_cause, a.id AS agent, s.id AS skill, c.is_first_ever
    FROM conversations c JOIN skills s USING (skill) LEFT JOIN agents a ON a.agent = c.agent ORDER BY opened_at`,
  )
  expect(told).toEqual([
    {
      first_response_ms: 30_000,
      close_cause: 'agent',
      agent: 'ann',
      skill: 'billing',
      is_first_ever: 1,
    },
    {
      first_response_ms: null,
      close_cause: 'consumer',
      agent: null,
      skill: 'billing',
      is_first_ever: 0,
    },
  ])
})

test('an import that stops leaves neither a run nor a draft', async () => {
  const file = fresh()
  const stop = new AbortController()
  const progress = () => stop.abort(new Error('enough'))
  const importing = growMessages(readMapping('data/import/thunderbird.yaml'), {
    ...{ file, meta, progress, signal: stop.signal },
  })
  await expect(importing).rejects.toThrow('enough')
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
})

test.each([
  ['none.csv', 'none.csv: no such file'],
  ['x.xlsx', 'x.xlsx: ends neither in .csv'],
])('%s is refused', async (name, message) => {
  const mapping = { ...log, file: join(folder, name) }
  await expect(growMessages(mapping, { file: fresh(), meta })).rejects.toThrow(message)
})
