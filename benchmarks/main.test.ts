import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Result } from './result.ts'

const args = ['--import', 'tsx', 'benchmarks/main.ts']

test('every benchmark still runs, answers one question a line and stands for what it computed', () => {
  const text = execFileSync(process.execPath, [...args, '--json', '--small'], { encoding: 'utf8' })
  const results = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result)
  expect(results.map(({ name }) => name.replace(/-.*/, ''))).toEqual([
    ...[
      'core',
      'core',
      'core',
      'crowd',
      'crowd',
      'crowd',
      'crowd',
      'crowd',
      'mm20',
      'mm20',
      'mm20',
    ],
    ...['messaging', 'messaging', 'memory', 'attribution', 'attribution', 'load'],
    ...Array<string>(10).fill('record'),
  ])
  for (const { hash, median, min, question, runs } of results) {
    expect(question).toMatch(/\?$/)
    expect([median > 0, min <= median, runs, hash.length > 4]).toEqual([true, true, 1, true])
  }
})

test('a benchmark that nobody knows is said to be none', () => {
  const { status, stderr } = spawnSync(process.execPath, [...args, 'speed'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('core|crowd|mm20|messaging|memory|attribution|load|record'),
  ])
})
