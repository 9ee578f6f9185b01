import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import {
  Experiment,
  experimentOn,
  type Hand,
  type Replication,
  replicate,
  simulate,
} from '../index.ts'

const file = 'scenarios/retail-chat.yaml'
const scenario: Scenario = compile(read(readFileSync(file, 'utf8'), file), {
  arrivals: () => [],
  fit: null,
})
const short = { ...scenario, horizon: (scenario.horizon / 4) as typeof scenario.horizon }
/** It would run for minutes. */
const long = { ...scenario, horizon: (scenario.horizon * 5000) as typeof scenario.horizon }
const hashes = (results: readonly Replication[]) => results.map(({ traceHash }) => traceHash)

/** Works on this thread. */
const here = (whose: Scenario): Hand => ({
  simulate: async (replication, keep) => simulate(whose, replication, keep),
  end: () => {},
})

test('an experiment goes on from where it was, and runs nothing twice', async () => {
  const ran: number[] = []
  const done = (result: Replication) => {
    ran.push(result.replication)
    return result
  }
  const experiment = new Experiment(short, { workers: 2, hire: here, done })
  const first = await experiment.extend(2)
  expect([first.length, first[0].trace === undefined, first[1].trace]).toEqual([
    2,
    false,
    undefined,
  ])
  const both = await experiment.extend(5)
  expect(ran.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
  expect(both.slice(0, 2)).toEqual(first)
  expect(hashes(await experiment.extend(3))).toEqual(hashes(both).slice(0, 3))
  expect(experiment.progress).toBe(5)
})

test('what is recalled is not run', async () => {
  const known = simulate(short, 1, 'accumulators')
  const ran: number[] = []
  const experiment = new Experiment(short, {
    ...{ workers: 1, hire: here },
    recall: (n) => (n === 1 ? known : undefined),
    done: (result) => {
      ran.push(result.replication)
      return result
    },
  })
  const all = await experiment.extend(3)
  expect(ran).toEqual([0, 2])
  expect(all[1]).toBe(known)
})

test('an experiment stands still within 200 ms, goes on, and gives the same', async () => {
  const experiment = experimentOn(long, { workers: 1 })
  const abort = new AbortController()
  const running = experiment.extend(1, abort.signal)
  while (experiment.progress === 0) await sleep(20)
  experiment.pause()
  await sleep(200)
  const stood = experiment.progress
  await sleep(300)
  expect(experiment.progress).toBe(stood)
  experiment.resume()
  while (experiment.progress === stood) await sleep(20)
  // Also one that stands still can be given up.
  experiment.pause()
  const asked = performance.now()
  abort.abort(new Error('changed my mind'))
  await expect(running).rejects.toThrow('changed my mind')
  expect(performance.now() - asked).toBeLessThan(200)
  expect(experiment.results).toEqual([])
})

test('a pause changes nothing', async () => {
  const experiment = experimentOn(short, { workers: 1 })
  experiment.pause()
  const running = experiment.extend(2)
  await sleep(50)
  experiment.resume()
  const results = await running
  await experiment.close()
  expect(hashes(results)).toEqual(hashes([0, 1].map((n) => simulate(short, n, 'accumulators'))))
})

test('what is given up leaves the results before it, as if no more had been asked for', async () => {
  const abort = new AbortController()
  const one = simulate(short, 0, 'accumulators')
  // Replication 3 never ends; 4 to 6 do.
  const hire = () => ({
    simulate: async (replication: number) => {
      if (replication === 3) await new Promise(() => {})
      if (replication === 7) abort.abort(new Error('enough'))
      return { ...one, replication }
    },
    end: () => {},
  })
  const experiment = new Experiment(short, { workers: 2, hire })
  await expect(experiment.extend(9, abort.signal)).rejects.toThrow('enough')
  expect(experiment.results.map(({ replication }) => replication)).toEqual([0, 1, 2])
})

test('what a worker throws ends the experiment', async () => {
  const broken = { ...scenario, account: { ...scenario.account, skills: [] } }
  await expect(replicate(broken, { replications: 3, workers: 1 })).rejects.toThrow('skill')
})
