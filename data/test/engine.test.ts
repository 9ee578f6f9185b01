import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, openDatabase } from '../engine.ts'
import { openRun, openRuns, UnknownRun, writeRun } from '../index.ts'
import { contents } from './contents.ts'

const folder = mkdtempSync(join(tmpdir(), 'runs-'))
const whole = join(folder, 'whole.duckdb')
const inFolder = (name: string) => join(folder, name)
beforeAll(() => writeRun(whole, contents('whole')))
afterAll(() => rmSync(folder, { recursive: true }))

/** A copy of the whole file with something done to its bytes. */
function damaged(name: string, change: (bytes: Buffer) => Uint8Array): string {
  writeFileSync(inFolder(name), change(readFileSync(whole)))
  return inFolder(name)
}

test.each([
  ['half.duckdb', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), 'is half-written'],
  ['start.duckdb', (bytes: Buffer) => bytes.subarray(0, 100), 'is half-written'],
  ['empty.duckdb', () => new Uint8Array(0), 'is not a run: not a DuckDB file'],
  ['text.duckdb', () => Buffer.from('hello '.repeat(5000)), 'is not a run: not a DuckDB file'],
  ['flipped.duckdb', (bytes: Buffer) => bytes.fill(0xaa, 12_288), 'is damaged'],
])('%s is refused by name and reason', async (name, change, reason) => {
  const file = damaged(name, change)
  const opened = openRun(file).then(async (run) => {
    await run.query('SELECT sum(opened_at) FROM conversations')
    run.close()
  })
  await expect(opened).rejects.toThrow(`${file}: ${reason}`)
})

test('a file that is not there, or a folder, is refused by name', async () => {
  await expect(openRun(inFolder('none.duckdb'))).rejects.toThrow('none.duckdb: no such file')
  await expect(openRun('s3://runs/july')).rejects.toThrow('s3://runs/july: is an address')
  await expect(openRun(folder)).rejects.toThrow(`${folder}: is a directory`)
})

test('a database of another kind is no run', async () => {
  const other = await createDatabase(inFolder('other.duckdb'))
  await other.query('CREATE TABLE cats AS SELECT 1 AS lives')
  other.close()
  await expect(openRun(inFolder('other.duckdb'))).rejects.toThrow('is not a run: it has no table')
})

test('a file that another process writes is refused with its process', async () => {
  const file = inFolder('busy.duckdb')
  const opener = `
    const { DuckDBInstance } = require('@duckdb/node-api')
    DuckDBInstance.create(process.argv[1]).then((i) => i.connect()).then((c) => c.run('SELECT 1'))
      .then(() => require('node:fs').writeFileSync(process.argv[1] + '.held', ''))
    setTimeout(() => {}, 20000)`
  const { spawn } = await import('node:child_process')
  const holder = spawn(process.execPath, ['-e', opener, file], { cwd: process.cwd() })
  try {
    while (!readdirSync(folder).includes('busy.duckdb.held'))
      await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(openRun(file)).rejects.toThrow(
      `${file}: is being written by another process (PID ${holder.pid})`,
    )
  } finally {
    holder.kill('SIGKILL')
  }
})

test('an open run reads its tables and nothing else', async () => {
  const database = await openDatabase(whole)
  const refused = (sql: string) => expect(database.query(sql), sql).rejects.toThrow()
  await refused(`SELECT * FROM read_csv('${import.meta.filename}')`)
  await refused(`SELECT * FROM read_text('${import.meta.filename}')`)
  await refused(`ATTACH '${inFolder('x.duckdb')}'`)
  await refused(`COPY conversations TO '${inFolder('x.csv')}'`)
  await refused('INSTALL httpfs')
  await refused('SET threads = 4')
  await refused('SET enable_external_access = true')
  await refused('INSERT INTO run.conversations SELECT * FROM run.conversations')
  await refused('DROP TABLE run.conversations')
  const { rows } = await database.query('FROM conversations')
  expect(rows).toBe(2)
  database.close()
})

test('a query that is called off stops', async () => {
  const run = await openRun(whole)
  const abort = new AbortController()
  const query = run.query(
    'SELECT count(*) FROM range(100000000000) r(i) WHERE sqrt(i) > 3',
    {},
    abort.signal,
  )
  setTimeout(() => abort.abort(), 50)
  await expect(query).rejects.toThrow(/interrupt/i)
  run.close()
})

test('a run closes after the queries under way, and then answers no more', async () => {
  const run = await openRun(whole)
  const query = run.query('SELECT count(*) FROM range(1000000) r(i) WHERE sqrt(i) > 3')
  run.close()
  expect((await query).rows).toBe(1)
  await expect(run.query('SELECT 1')).rejects.toThrow('is closed')
})

test('a folder lists its runs, newest first, and what it could not read', async () => {
  const list = mkdtempSync(join(tmpdir(), 'list-'))
  await writeRun(join(list, 'old.duckdb'), contents('old', { created_at: 1 }))
  await writeRun(join(list, 'new.duckdb'), contents('new', { created_at: 2 }))
  writeFileSync(join(list, 'bad.duckdb'), 'no')
  writeFileSync(join(list, 'notes.txt'), 'no')
  const runs = openRuns(list)
  const { problems, runs: found } = await runs.list()
  expect(found.map(({ conversations, id }) => [id, conversations])).toEqual([
    ['new', 2],
    ['old', 2],
  ])
  expect(problems.map(({ message }) => message)).toEqual([
    `${join(list, 'bad.duckdb')}: is not a run: not a DuckDB file`,
  ])
  await expect(runs.get('../whole')).rejects.toThrow(UnknownRun)
  await expect(runs.get('young')).rejects.toThrow('no run "young"; runs: bad, new, old')
  runs.close()
  rmSync(list, { recursive: true })
})

test('a run that is written anew is read anew', async () => {
  const file = inFolder('live.duckdb')
  const runs = openRuns(folder)
  await writeRun(file, contents('live', { name: 'before' }))
  const before = await runs.get('live')
  await writeRun(file, contents('live', { name: 'after' }))
  expect((await runs.get('live')).details.name).toBe('after')
  expect(before.details.name).toBe('before')
  runs.close()
})

test('a folder that is not there has no runs', async () => {
  expect(await openRuns(inFolder('nowhere')).list()).toEqual({ runs: [], problems: [] })
})

const drafts = () => readdirSync(folder).filter((name) => name.startsWith('.'))

test('a write that fails leaves nothing, and the older file as it was', async () => {
  const before = readFileSync(whole)
  const { meta, tables } = contents('whole')
  const broken = { ...tables.conversations!, turns: Float64Array.of(1) }
  const write = writeRun(whole, { meta, tables: { ...tables, conversations: broken } })
  await expect(write).rejects.toThrow('table conversations: column "turns" has 1 rows, not 2')
  expect(drafts()).toEqual([])
  expect(readFileSync(whole).equals(before)).toBe(true)
})

test('a write that is called off leaves nothing', async () => {
  const file = inFolder('off.duckdb')
  const abort = new AbortController()
  const write = writeRun(file, contents('off'), abort.signal)
  abort.abort(new Error('called off'))
  await expect(write).rejects.toThrow('called off')
  expect([drafts(), readdirSync(folder).includes('off.duckdb')]).toEqual([[], false])
})

test('what a dead writer left is swept away, what a living one writes is not', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(inFolder(`.a.duckdb.${dead}-0.draft`), '')
  writeFileSync(inFolder(`.a.duckdb.${dead}-0.draft.wal`), '')
  writeFileSync(inFolder(`.a.duckdb.${process.pid}-999.draft`), '')
  await writeRun(inFolder('swept.duckdb'), contents('swept'))
  expect(drafts()).toEqual([`.a.duckdb.${process.pid}-999.draft`])
  rmSync(inFolder(drafts()[0]))
})

test('a disk that is full, here a limit on file size, is told by the name of the run', () => {
  const script = `
    import { writeRun } from './data/index.ts'
    import { contents } from './data/test/contents.ts'
    const { meta, tables } = contents('big')
    const n = 400_000
    const at = Float64Array.from({ length: n }, (_, i) => Math.sin(i) * 1e12)
    const none = new Int32Array(n)
    const messages = { conversation: at, at, author: new Uint8Array(n), agent: none, skill: none, gap_ms: at }
    writeRun(process.argv[1], { meta, tables: { ...tables, messages } }).catch((error) => {
      console.log(error.message)
      process.exitCode = 1
    })`
  const file = inFolder('big.duckdb')
  const node = `"${process.execPath}" --import tsx --input-type=module -e "$0" "$1"`
  const { status, stdout } = spawnSync('sh', ['-c', `ulimit -f 4000; ${node}`, script, file])
  expect(String(stdout).trim()).toBe(`${file}: the file grew beyond the allowed size`)
  expect(status).toBe(1)
  expect([drafts(), readdirSync(folder).includes('big.duckdb')]).toEqual([[], false])
}, 20_000)

test('a run that is no run is refused before anything is written', async () => {
  const write = (change: object) => writeRun(inFolder('x.duckdb'), contents('x', change))
  await expect(write({ ended_at: 5 })).rejects.toThrow('does not hold (start, counted from, end)')
  await expect(write({ interval_ms: 0 })).rejects.toThrow('interval 0 ms is below 1')
  await expect(write({ started_at: Number.NaN })).rejects.toThrow('started_at NaN is not in whole')
  await expect(write({ replications: 0 })).rejects.toThrow('0 replications are fewer than 1')
})

test('a folder that cannot be made is told by name', async () => {
  const write = writeRun(join(whole, 'inside', 'x.duckdb'), contents('x'))
  await expect(write).rejects.toThrow(`${join(whole, 'inside')}: cannot be made a folder`)
})
