import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contents } from '../../data/test/contents.ts'
import { writeRun } from '../../data/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'sql-'))
const file = join(folder, 'small.duckdb')
const secret = join(folder, 'secret.csv')
beforeAll(async () => {
  await writeRun(file, contents('small'))
  writeFileSync(secret, 'a,b\n1,2\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const switchyard = (...args: string[]) =>
  spawnSync(process.execPath, ['cli/main.mjs', ...args], { encoding: 'utf8' })
const sql = (query: string, ...flags: string[]) => switchyard('sql', query, '--run', file, ...flags)

test('a query is answered as CSV or JSON; an error is DuckDB’s own', () => {
  const query =
    'SELECT skill, count(*)::INTEGER AS n FROM conversations GROUP BY skill ORDER BY skill'
  expect(sql(query).stdout).toMatch(/^skill,n\s+0,1\s+1,1\s+$/)
  expect(JSON.parse(sql(query, '--json').stdout)).toEqual([
    { skill: 0, n: 1 },
    { skill: 1, n: 1 },
  ])
  const wrong = sql('SELECT none FROM turns')
  expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('"none" not found')])
}, 60_000)

test('files, settings and the run itself are out of reach', () => {
  const queries = [
    `SELECT * FROM read_csv('${secret}')`,
    `COPY turns TO '${join(folder, 'out.csv')}'`,
    'SET enable_external_access = true; DELETE FROM run.turns',
  ]
  for (const query of queries) expect([query, sql(query).status]).toEqual([query, 1])
  expect(existsSync(join(folder, 'out.csv'))).toBe(false)
}, 120_000)

test('what takes too long or too much is stopped, and says so', () => {
  const endless =
    'SELECT count(*) FROM range(10000000) a, range(1000000) b WHERE a.range % 7 = b.range % 5'
  const late = sql(endless, '--seconds', '1')
  expect([late.status, late.stderr]).toEqual([1, expect.stringContaining('longer than 1 s')])
  const hungry = 'SELECT sum(x) FROM (SELECT unnest(range(100000000)) AS x ORDER BY random())'
  const large = sql(hungry, '--memory', '700')
  expect([large.status, large.stderr]).toEqual([1, expect.stringMatching(/700 MB|Out of Memory/)])
}, 120_000)

test('reports go out in every format, and of several runs beside one another', () => {
  const report = (...args: string[]) => switchyard('report', 'metrics', ...args)
  const one = ['--run', file, '--where', 'metric=opened', 'by=skill']
  expect(report(...one).stdout).toContain('billing,opened,Opened')
  const parquet = join(folder, 'report.parquet')
  expect(report(...one, '--parquet', '--out', parquet).status).toBe(0)
  expect(readFileSync(parquet).subarray(0, 4).toString()).toBe('PAR1')
  const both = report('--run', file, file, '--where', 'metric=opened', '--json')
  const rows = JSON.parse(both.stdout) as { run: string; value: number }[]
  expect(rows.map(({ run, value }) => [run, value])).toEqual([
    [file, 2],
    [file, 2],
  ])
  expect(report(...one, '--json', '--csv').status).toBe(2)
}, 120_000)
