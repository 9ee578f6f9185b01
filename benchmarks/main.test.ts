import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { limitW1 } from './limit/w1.ts'
import { limitW2 } from './limit/w2.ts'
import { limitW3 } from './limit/w3.ts'
import type { Result } from './result.ts'
import { checked, type Outcome, workloadNames, workloadOf } from './workloads/workload.ts'

const args = ['--import', 'tsx', 'benchmarks/main.ts']

test('every benchmark still runs, answers one question a line and stands for what it computed', () => {
  const wanted = ['core', 'crowd', 'w1', 'w2', 'w3', 'growth', 'length', 'messaging', 'configured']
  const rest = [
    'allocation',
    'sites',
    'workers',
    'memory',
    'tables',
    'attribution',
    'load',
    'imports',
    'record',
  ]
  const command = [...args, ...wanted, ...rest, '--json', '--small']
  const text = execFileSync(process.execPath, command, { encoding: 'utf8' })
  const results = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result)
  const counts = new Map<string, number>()
  for (const { name } of results) {
    const kind = name.replace(/-.*/, '')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  expect(Object.fromEntries(counts)).toEqual({
    ...{ core: 3, crowd: 5, w1: 4, w2: 4, w3: 10, messaging: 2 },
    ...{ configured: 3, allocation: 4, sites: 4, workers: 1, memory: 2 },
    ...{ tables: 6, attribution: 2, load: 1, import: 1, record: 10 },
  })
  for (const { hash, median, min, question, runs } of results) {
    expect(question).toMatch(/\?$/)
    expect([median > 0, min <= median, runs, hash.length > 4]).toEqual([true, true, 1, true])
  }
}, 180_000)

test('a benchmark that nobody knows is said to be none', () => {
  const { status, stderr } = spawnSync(process.execPath, [...args, 'speed'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('core|crowd|w1|w2|w3|growth|length|long|messaging'),
  ])
})

test('a peer that is not there is left out with a sentence', () => {
  const command = [...args, 'peers', 'agreement', '--json', '--small']
  const { status, stderr, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  const left = [...stderr.matchAll(/^(\w+) is not installed and left out: /gm)].map(
    ([, one]) => one,
  )
  const found = stdout.split('\n').flatMap((line) => /"name":"peers-(\w+)-/.exec(line)?.[1] ?? [])
  expect(status).toBe(0)
  expect([...new Set([...found, ...left])].sort()).toEqual(['simjs', 'simpy', 'simscript'])
  expect(stdout.includes('agreement-messaging')).toBe(found.includes('simpy'))
})

test('a table in Markdown says which bars are met', () => {
  const command = [...args, 'memory', '--markdown', '--small']
  const text = execFileSync(process.execPath, command, { encoding: 'utf8' })
  const lines = text.trim().split('\n')
  expect(lines[0]).toBe('# Performance')
  expect(lines.at(-4)).toBe('| benchmark | question | bar | median | least | met |')
  expect(lines.at(-2)).toMatch(
    /^\| `memory` \| .*\? \(conversations 2,000\) \| ≤ 120 MiB \| .* MiB \| (yes|\*\*no\*\*) \|$/,
  )
})

test('the programs by hand come to the known means', () => {
  const programs = { w1: limitW1, w2: limitW2, w3: limitW3 }
  for (const name of workloadNames) {
    const workload = workloadOf(name)
    const far = Math.abs(
      checked(workload, programs[name](workload, 200_000, 7)) - workload.wait.mean,
    )
    expect(far).toBeLessThan(4 * workload.wait.error * Math.sqrt(5))
  }
})

const arrived = 250_000
const outcome = (wait: number, abandoned: number): Outcome => ({
  skills: [{ arrived, abandoned, waited: wait * arrived }],
  hash: '',
})

test('a run whose mean wait is not the exact one is no measurement', () => {
  const w1 = workloadOf('w1')
  expect(checked(w1, outcome(0.29, 0))).toBeCloseTo(0.29)
  expect(() => checked(w1, outcome(0.36, 0))).toThrow(
    'w1: mean wait 0.36 is 4.9 standard errors from 0.2753845',
  )
})

test('a run whose abandonments do not fit its waits is no measurement', () => {
  const w2 = workloadOf('w2')
  expect(checked(w2, outcome(0.204, 25_600))).toBeCloseTo(0.204)
  expect(() => checked(w2, outcome(0.204, 26_200))).toThrow(
    'w2: 26200 of a left, their waits tell 25500.0',
  )
})
