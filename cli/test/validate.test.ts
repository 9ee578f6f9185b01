import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['cli/main.mjs', 'validate', ...args], {
    encoding: 'utf8',
  })
const file = 'sim/test/exact-cases.json'
const small = ['--case', 'mmpp-long-bursts', '--precision', '90%', '--most', '0.1']

test('a case is told one object a line, or as a table, and what is unknown is refused', () => {
  const { status, stdout } = run(file, ...small, '--json')
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(lines.length).toBe(7)
  for (const line of lines)
    expect(Object.keys(line)).toEqual(['id', 'measure', 'exact', 'estimate', 'se', 'z'])
  expect(status).toBe(0)
  const unknown = run(file, '--family', 'erlang_x')
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('erlang_a')])
  expect(run('no-such-file.json').status).toBe(1)
}, 90_000)

test('a case that cannot be is told, the ones after it are tried, and the command fails', () => {
  const [one] = JSON.parse(readFileSync(file, 'utf8')) as { params: object }[]
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
  const path = join(folder, 'cases.json')
  const wrong = { ...one, id: 'wrong', params: { ...one.params, servers: 1.5 } }
  writeFileSync(path, JSON.stringify([wrong, { ...one, id: 'after' }]))
  const { status, stderr, stdout } = run(path, '--json', '--precision', '90%', '--most', '0.1')
  expect(stderr).toContain('case wrong: servers 1.5 is not a whole number from 1')
  expect(stdout).toContain('"id":"after"')
  expect(status).toBe(1)
  rmSync(folder, { recursive: true })
}, 90_000)
