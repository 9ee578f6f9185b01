import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { load } from '../load.ts'
import { ResultCache } from '../cache.ts'
import { simulateTo } from '../simulate.ts'
import { summaryOf } from '../summary.ts'
import { simulate } from '../../sim/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-experiments-'))
const cache = join(folder, 'cache')
const node = ['cli/main.mjs']
const switchyard = (...args: string[]) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [...node, ...args], {
    encoding: 'utf8',
  })
  return { status, stderr, json: status === 0 ? (JSON.parse(stdout) as Told) : undefined }
}

interface Told {
  readonly run: string
  readonly rows: string | null
  readonly replications: number
  readonly interrupted: { readonly asked: number; readonly finished: number } | null
  readonly summary: readonly {
    readonly metric: string
    readonly mean: number
    readonly low: number | null
    readonly high: number | null
  }[]
  readonly start: { readonly further: number; readonly curve: { statistic: number[] } } | null
}

/** Two hours of calls to three agents. */
const calls = join(folder, 'calls.yaml')
writeFileSync(
  calls,
  `name: Calls
zone: UTC
start: 2026-01-05
horizon: 2 h
interval: 5 min
seed: 3
replications: 4
rules: { smartCapacity: false, maxSlots: 1 }
skills: { calls: { target: null } }
agents: [{ group: agent, count: 3, skills: [calls] }]
conversations: { call: { model: call, holding: { exponential: 180 s } } }
demand: [{ name: calls, skill: calls, conversation: call, perHour: 45 }]
`,
)

test('a wanted precision is reached, and more replications run only what is new', async () => {
  const { scenario } = await load(calls)
  const { signal } = new AbortController()
  const told = { cache, out: folder, signal, workers: 1 }
  const precision = { metric: 'agentLoad', share: 0.05 }
  const most = { ...scenario, replications: 1000 }
  const { precise, results } = await simulateTo(calls, most, { ...told, precision })
  expect(precise).toMatchObject({ isEnough: true })
  expect(precise!.reached).toBeLessThanOrEqual(0.05 / 1.05)
  expect(results.length).toBeGreaterThan(10)
  expect(readdirSync(join(cache, readdirSync(cache)[0])).length).toBe(results.length)
  const more = { ...scenario, replications: results.length + 2 }
  const recalled = await summaryOf((await simulateTo(calls, more, told)).path)
  const anew = await simulateTo(calls, more, { ...told, cache: null })
  expect(recalled).toEqual(await summaryOf(anew.path))
  const unknown = { metric: 'agentload', share: 0.05 }
  await expect(simulateTo(calls, most, { ...told, precision: unknown })).rejects.toThrow(
    'unknown metric "agentload"; known: opened',
  )
})

test('one long run says how sure it is by its batches, and where its start ends', () => {
  const file = join(folder, 'long.yaml')
  writeFileSync(file, readFileSync(calls, 'utf8').replace('horizon: 2 h', 'horizon: 400 h'))
  const args = ['-n', '1', '--trace', 'accumulators', '--no-cache', '--out', folder, '--json']
  const { start, summary } = switchyard('simulate', file, ...args).json!
  const { high, low, mean } = summary.find(({ metric }) => metric === 'agentLoad')!
  // 45 calls of 180 s for three agents: 75 %.
  expect(low!).toBeLessThan(0.75)
  expect(high!).toBeGreaterThan(0.75)
  expect(high! - low!).toBeLessThan(0.04)
  expect(mean).toBeCloseTo(0.75, 1)
  expect(start!.curve.statistic.length).toBe(481)
})

test('Ctrl-C leaves a smaller run that says so', async () => {
  const own = join(folder, 'stopped')
  const file = join(folder, 'stopped.yaml')
  writeFileSync(file, readFileSync(calls, 'utf8').replace('seed: 3', 'seed: 4'))
  const args = ['simulate', file, '-n', '100000', '--workers', '1', '--cache', own]
  const run = spawn(process.execPath, [...node, ...args, '--out', folder, '--json'])
  let told = ''
  run.stdout.on('data', (text: Buffer) => (told += text.toString()))
  const ended = once(run, 'exit')
  const kept = () =>
    existsSync(own) ? readdirSync(own).flatMap((k) => readdirSync(join(own, k))) : []
  while (kept().length < 4) await sleep(50)
  run.kill('SIGINT')
  expect((await ended)[0]).toBe(130)
  const { interrupted, replications, run: path, summary } = JSON.parse(told) as Told
  expect(interrupted).toEqual({ asked: 100_000, finished: replications })
  expect(replications).toBeGreaterThanOrEqual(3)
  const same = switchyard(
    'simulate',
    file,
    '-n',
    String(replications),
    '--no-cache',
    '--json',
    '--out',
    folder,
  )
  expect(path).toBe(same.json!.run)
  expect(summary).toEqual(same.json!.summary)
})

test('the rows of all replications are kept as Parquet, one folder each', () => {
  const args = ['-n', '3', '--trace', 'all', '--cache', cache, '--out', folder, '--json']
  const { rows } = switchyard('simulate', calls, ...args).json!
  expect(readdirSync(rows!)).toEqual(['0000', '0001', '0002'])
  expect(readdirSync(join(rows!, '0002'))).toContain('conversations.parquet')
  expect(readdirSync(folder).filter((name) => name.endsWith('.draft'))).toEqual([])
})

test('what is remembered is checked, and what differs is another scenario', async () => {
  const { scenario } = await load(calls)
  const root = join(folder, 'remembered')
  const memory = new ResultCache(root, scenario, 'a')
  const result = simulate(scenario, 2, 'accumulators')
  memory.keep(result)
  expect(memory.recall(2)).toEqual(result)
  expect(memory.recall(1)).toBeUndefined()
  expect(memory.contradicts(result)).toBe(false)
  expect(memory.contradicts({ ...result, traceHash: 'other' })).toBe(true)
  const renamed = { ...scenario, name: 'x', replications: 9 }
  expect(new ResultCache(root, renamed, 'a').recall(2)).toEqual(result)
  for (const other of [
    { ...scenario, seed: 9 },
    { ...scenario, burnIn: 60_000 as never },
  ])
    expect(new ResultCache(root, other, 'a').recall(2)).toBeUndefined()
  expect(new ResultCache(root, scenario, 'b').recall(2)).toBeUndefined()
  const [file] = readdirSync(root)
    .map((key) => join(root, key, '2.bin'))
    .filter(existsSync)
  const bytes = readFileSync(file)
  bytes[bytes.length - 9] ^= 1
  writeFileSync(file, bytes)
  expect(memory.recall(2)).toBeUndefined()
})
