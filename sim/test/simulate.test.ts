import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configure } from '../../core/index.ts'
import {
  compile,
  type Distribution,
  type MessagingModel,
  read,
  type Scenario,
} from '../../scenarios/index.ts'
import { Calendar, geometricQuantile, meanOf, quantileOf, replay, replicate } from '../index.ts'
import { simulate, streamOf, uniform } from '../index.ts'

const file = 'scenarios/retail-chat.yaml'
const scenario: Scenario = compile(read(readFileSync(file, 'utf8'), file), {
  arrivals: () => [],
  fit: null,
})

test('replications are the same whatever the number of workers', async () => {
  const hashes = async (workers: number) => {
    const runs = await replicate(scenario, { replications: 4, workers })
    return runs.map(({ replication, traceHash, unfinished }) => [
      replication,
      traceHash,
      unfinished,
    ])
  }
  const one = await hashes(1)
  expect(await hashes(3)).toEqual(one)
  expect(new Set(one.map(([, hash]) => hash)).size).toBe(4)
})

test('two processes give the same trace', () => {
  const script = `import { readFileSync } from 'node:fs'
    import { compile, read } from './scenarios/index.ts'
    import { simulate } from './sim/index.ts'
    const written = read(readFileSync('${file}', 'utf8'), '${file}')
    const scenario = compile(written, { arrivals: () => [], fit: null })
    process.stdout.write(simulate(scenario, 3, 'accumulators').traceHash)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const other = execFileSync(process.execPath, args, { encoding: 'utf8' })
  expect(other).toBe(simulate(scenario, 3, 'accumulators').traceHash)
})

test('an aborted run rejects with the reason', async () => {
  const controller = new AbortController()
  const running = replicate(scenario, { replications: 60, workers: 2, signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
})

test('a replication of years can be given up at once', async () => {
  const controller = new AbortController()
  const long = { ...scenario, horizon: (scenario.horizon * 5000) as typeof scenario.horizon }
  const options = { replications: 1, workers: 1, signal: controller.signal }
  // It would run for minutes, and nothing else could on a thread that it blocks.
  setTimeout(() => controller.abort(new Error('changed my mind')), 300)
  await expect(replicate(long, options)).rejects.toThrow('changed my mind')
})

test('a recorded replication replayed through the core takes the same decisions', () => {
  const whole = simulate(scenario, 0, 'sample')
  const { trace } = replay(configure(scenario.account), whole.history!)
  expect(trace.length).toBeGreaterThan(1000)
  // The end of the horizon fires deadlines that no event of the history reaches.
  for (let i = 0; i < trace.length; i++) expect(trace.at(i)).toEqual(whole.trace!.at(i))
})

test('what is left of a burst when the reply comes is not said, and starts no burst of its own', () => {
  const [demand] = scenario.demand
  const deterministic = (mean: number): Distribution => ({ dist: 'deterministic', mean })
  const conversation = {
    ...(demand.conversation as MessagingModel),
    burst: { mean: 3, spacing: deterministic(600_000) },
    attention: deterministic(1000),
    gap: deterministic(3_600_000),
  }
  const { history } = simulate({ ...scenario, demand: [{ ...demand, conversation }] }, 0, 'sample')
  const repliedAt = new Map<number, number>()
  let gaps = 0
  for (const event of history!) {
    if (event.type === 'agent.wrote') repliedAt.set(event.conversation, event.at)
    if (event.type !== 'consumer.wrote' || !repliedAt.has(event.conversation)) continue
    expect(event.at - repliedAt.get(event.conversation)!).toBeGreaterThanOrEqual(3_600_000)
    gaps++
  }
  expect(gaps).toBeGreaterThan(100)
})

test('the calendar gives its entries by time, ties in the order in which they were set', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const calendar = new Calendar()
      times.forEach((at, i) => calendar.set(at, 0, i))
      const sorted = times.map((at, i) => [at, i]).sort(([a, i], [b, j]) => a - b || i - j)
      const taken = times.map(() => {
        calendar.take()
        return [calendar.time, calendar.whom]
      })
      expect(taken).toEqual(sorted)
      expect(calendar.next).toBe(Infinity)
    }),
  ))

const distributions: readonly Distribution[] = [
  { dist: 'exponential', mean: 300 },
  { dist: 'deterministic', mean: 300 },
  { dist: 'uniform', low: 100, high: 500 },
  { dist: 'lognormal', mean: 300, cv: 0.9 },
  { dist: 'hyperexponential', p: [0.8, 0.2], means: [90, 540] },
  { dist: 'empirical', quantiles: [0, 10, 100, 1000] },
]
for (const one of distributions)
  test(`draws of the ${one.dist} distribution have its mean, and its quantile climbs`, () => {
    const stream = streamOf(1, 0, one.dist)
    let sum = 0
    for (let i = 0; i < 200_000; i++) sum += quantileOf(one, uniform(stream, i, 0))
    expect(sum / 200_000 / meanOf(one)).toBeCloseTo(1, 1.7)
    expect(quantileOf(one, 0.9)).toBeGreaterThanOrEqual(quantileOf(one, 0.2))
  })

test('streams are uniform, and neighbours are strangers', () => {
  const stream = streamOf(1, 0, 'arrivals')
  const counts = new Float64Array(16 * 16)
  for (let i = 0; i < 256_000; i++) {
    const [a, b] = [uniform(stream, i, 0), uniform(stream, i + 1, 0)]
    counts[Math.floor(a * 16) * 16 + Math.floor(b * 16)]++
  }
  const chi = counts.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)
  // Chi-squared with 255 degrees: beyond 350 once in about 20,000 seeds.
  expect(chi).toBeLessThan(350)
})

test('geometric numbers start at one and have their mean', () => {
  const stream = streamOf(2, 0, 'turns')
  const drawn = Array.from({ length: 50_000 }, (_, i) =>
    geometricQuantile(4, uniform(stream, i, 0)),
  )
  expect(Math.min(...drawn)).toBe(1)
  expect(drawn.reduce((sum, n) => sum + n, 0) / drawn.length).toBeCloseTo(4, 1)
})
