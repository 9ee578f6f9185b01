import { expect, test } from 'vitest'
import { normalQuantile, streamOf, uniform } from '../index.ts'
import {
  batchMeans,
  batchRatio,
  burnIn,
  meanInterval,
  pairedDifference,
  possiblyBest,
  predictionInterval,
  progress,
  quantileInterval,
  selectBest,
  shareInterval,
  studentQuantile,
} from '../analysis/index.ts'

const RUNS = 1000
/** Numbers one after the other, anew in every run. */
const source = (what: string, run: number) => {
  const stream = streamOf(20_261_125, run, what)
  let drawn = 0
  return () => uniform(stream, 0, drawn++)
}
const times = <X>(n: number, draw: () => X): X[] => Array.from({ length: n }, draw)
const exponential = (u: number) => -Math.log1p(-u)

/** The share of runs in which an interval holds what it is about. */
function coverage(what: string, holds: (draw: () => number) => boolean): number {
  let held = 0
  for (let run = 0; run < RUNS; run++) held += Number(holds(source(what, run)))
  return held / RUNS
}

/** Observed 93 to 97 %, which an interval of 90 or 99 % would leave. */
function covers(what: string, holds: (draw: () => number) => boolean): void {
  test(`${what} hold in 93 to 97 % of ${RUNS} runs`, () => {
    const share = coverage(what, holds)
    expect(share).toBeGreaterThanOrEqual(0.93)
    expect(share).toBeLessThanOrEqual(0.97)
  })
}

const within = ({ high, low }: { high: number; low: number }, x: number) => low <= x && x <= high

covers('intervals of the mean of five normal values', (u) =>
  within(meanInterval(times(5, () => normalQuantile(u()))), 0),
)
covers('intervals of the mean of a hundred exponential values', (u) =>
  within(meanInterval(times(100, () => exponential(u()))), 1),
)
covers('predictions of a normal day from ten', (u) => {
  const days = times(11, () => normalQuantile(u()))
  return within(predictionInterval(days.slice(1)), days[0])
})
covers('predictions of an exponential day from sixty', (u) => {
  const days = times(61, () => exponential(u()))
  return within(predictionInterval(days.slice(1)), days[0])
})
covers('intervals of the median of fifty exponential values', (u) =>
  within(
    quantileInterval(
      times(50, () => exponential(u())),
      0.5,
    ),
    Math.LN2,
  ),
)
covers('intervals of the 90th percentile of 200 exponential values', (u) =>
  within(
    quantileInterval(
      times(200, () => exponential(u())),
      0.9,
    ),
    Math.log(10),
  ),
)
covers('intervals of a share won of sixty', (u) => {
  const won = times(60, u).filter((x) => x < 0.7).length
  return within(shareInterval(won, 60), 0.7)
})
covers('batch means of a series whose neighbours correlate by 0.8', (u) =>
  within(batchMeans(autoregressive(4000, 0.8, u)), 0),
)
covers('batches of a ratio whose denominator varies', (u) => {
  const under = autoregressive(2000, 0.5, u).map((x) => Math.exp(x / 4))
  const over = under.map((x) => x * 3 + normalQuantile(u()))
  return within(batchRatio(over, under), 3)
})
covers('sequential runs to five per cent of an exponential mean', (u) => {
  const values: number[] = []
  for (let next = 10, isEnough = false; !isEnough;) {
    while (values.length < next) values.push(exponential(u()))
    ;({ isEnough, next } = progress(values, 0.05))
  }
  return within(meanInterval(values), 1)
})
covers('differences of pairs that share most of their chance', (u) => {
  const shared = times(20, () => exponential(u()))
  const [a, b] = [0, 1].map((by) => shared.map((x) => x + by + 0.1 * normalQuantile(u())))
  return within(pairedDifference(b, a, { better: 'lower' }), 1)
})

/** A stationary series of mean 0: xₜ = ρxₜ₋₁ + normal noise. */
function autoregressive(n: number, rho: number, u: () => number): number[] {
  let x = normalQuantile(u()) / Math.sqrt(1 - rho * rho)
  return times(n, () => (x = rho * x + normalQuantile(u())))
}

test('quantiles of Student’s t are those of the tables', () => {
  expect(studentQuantile(0.975, 9)).toBeCloseTo(2.2621571627982044, 12)
  expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736174694, 10)
  expect(studentQuantile(0.95, 2.5)).toBeCloseTo(2.558219, 5)
  expect(studentQuantile(0.005, 30)).toBeCloseTo(-2.7499956536, 9)
  expect(studentQuantile(0.975, 100_000)).toBeCloseTo(normalQuantile(0.975), 4)
})

test('an interval between values says its own exact probability', () => {
  const { coverage: exact, high, low, value } = quantileInterval([...Array(10).keys()], 0.5)
  // Ranks 2 to 9 of ten: 1 − 2·(1 + 10)/2¹⁰.
  expect([low, value, high]).toEqual([1, 4, 8])
  expect(exact).toBeCloseTo(1 - 22 / 1024, 12)
  expect(quantileInterval([1, 2, 3], 0.9).high).toBe(Infinity)
})

test('MSER-5 leaves out the start of a queue that begins empty, and nothing of one that does not', () => {
  const queue = (start: number) => {
    const u = source('queue', 1)
    // 400 runs of a first-in-first-out queue at 90 % load, averaged place by place.
    const sum = new Float64Array(3000)
    for (let run = 0; run < 400; run++)
      for (let i = 0, wait = start < 0 ? stationary(u()) : start; i < sum.length; i++) {
        sum[i] += wait / 400
        wait = Math.max(0, wait + exponential(u()) - exponential(u()) / 0.9)
      }
    return burnIn(sum)
  }
  const empty = queue(0)
  expect(empty.isCertain).toBe(true)
  expect(empty.discard).toBeGreaterThan(150)
  expect(empty.discard).toBeLessThan(1000)
  expect(queue(-1).discard).toBeLessThan(empty.discard / 2)
  const { discarded, mean, statistic } = empty.curve
  const place = empty.discard / 5
  expect(discarded[place]).toBe(empty.discard)
  expect(Math.min(...statistic)).toBe(statistic[place])
  // The mean wait is 9 services; with the start it is less.
  expect(Math.abs(mean[place] - 9)).toBeLessThan(Math.abs(mean[0] - 9))
})

/** The wait found in an M/M/1 queue at 90 % load. */
const stationary = (u: number) => (u < 0.1 ? 0 : -10 * Math.log((1 - u) / 0.9))

test('MSER-5 says when a series is too short to tell', () => {
  const growing = times(200, () => 0).map((_, i) => i)
  expect(burnIn(growing).isCertain).toBe(false)
  expect(() => burnIn([1, 2, 3])).toThrow('3 values are fewer than 20')
})

test('batches warn where they are too short for what they measure', () => {
  const u = source('warn', 0)
  expect(batchMeans(autoregressive(200, 0.98, u)).isCorrelated).toBe(true)
  expect(batchMeans(times(4000, () => normalQuantile(u()))).isCorrelated).toBe(false)
})

test('batches of nothing in common are called correlated in about 5 % of runs', () => {
  const wrong = coverage(
    'alike',
    (u) => batchMeans(times(40, () => normalQuantile(u()))).isCorrelated,
  )
  expect(wrong).toBeGreaterThan(0.03)
  expect(wrong).toBeLessThan(0.07)
})

test('precision is not claimed before ten values, and never asks for more than twice as many', () => {
  expect(progress([1, 1, 1], 0.5)).toEqual({ isEnough: false, precision: Infinity, next: 10 })
  const values = times(10, source('spread', 0)).map((u) => exponential(u) ** 2)
  expect(progress(values, 0.001).next).toBe(20)
  expect(
    progress(
      values.map(() => 3),
      0.001,
    ).isEnough,
  ).toBe(true)
  expect(() => progress(values, 0)).toThrow('precision 0 is not above 0')
})

/** Four scenarios on common numbers, the second better than the rest by exactly the indifference. */
function four(u: () => number, n: number): number[][] {
  const samples: number[][] = [[], [], [], []]
  for (let r = 0; r < n; r++) {
    const shared = normalQuantile(u())
    samples.forEach((values, i) => values.push(shared + normalQuantile(u()) - (i === 1 ? 0.5 : 0)))
  }
  return samples
}

test('the best of four is selected in 95 % of runs, where it is hardest to tell', () => {
  const right = coverage('select', (u) => {
    const samples = four(u, 300)
    const { isDecided, left } = selectBest(samples, { better: 'lower', indifference: 0.5 })
    return isDecided && left[0] === 1
  })
  expect(right).toBeGreaterThanOrEqual(0.93)
})

test('a selection goes on where it stopped, and equal scenarios end, too', () => {
  const samples = four(source('on', 3), 300)
  const told = (n: number) =>
    selectBest(
      samples.map((values) => values.slice(0, n)),
      { better: 'lower', indifference: 0.5 },
    )
  const whole = told(300)
  expect(whole.left).toEqual([1])
  const early = told(12)
  expect([early.isDecided, early.looked]).toEqual([false, 12])
  expect(early.atMost).toBeGreaterThanOrEqual(whole.looked)
  whole.fellAt.forEach((at, i) => {
    if (early.fellAt[i] !== null) expect(early.fellAt[i]).toBe(at)
  })
  const same = [times(10, () => 1), times(10, () => 1)]
  expect(selectBest(same, { better: 'lower', indifference: 1 })).toMatchObject({ left: [0] })
})

test('the best is among those that may be the best in 95 % of runs, and the worst is not', () => {
  const samples = (u: () => number) => {
    const [a, b, c] = four(u, 20)
    return [a, b, c, c.map((x) => x + 3)]
  }
  const kept = coverage('possibly', (u) => possiblyBest(samples(u), 'lower').includes(1))
  expect(kept).toBeGreaterThanOrEqual(0.95)
  expect(possiblyBest(samples(source('possibly', 0)), 'lower')).not.toContain(3)
  expect(possiblyBest([[1, 2]], 'lower')).toEqual([0])
})

test('a paired difference tells who won how often', () => {
  const baseline = [10, 10, 10, 10]
  const told = pairedDifference([8, 9, 12, 10], baseline, { better: 'lower' })
  expect(told).toMatchObject({ mean: -0.25, won: 2, lost: 1, tied: 1 })
  expect(pairedDifference([8, 9, 12, 10], baseline, { better: 'higher' })).toMatchObject({ won: 1 })
  expect(() => pairedDifference([1], baseline, { better: 'lower' })).toThrow(
    '1 values cannot be paired with 4',
  )
})
