import { expect, test } from 'vitest'
import { quantileOf, streamOf, uniform } from '../../../sim/index.ts'
import { digamma, families, trigamma } from '../index.ts'

test('ψ and its derivative are those of the tables', () => {
  // Abramowitz and Stegun (1964): −γ, −γ − 2 ln 2, ψ(10); π²/6, π²/2, ψ′(10).
  expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12)
  expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 12)
  expect(digamma(10)).toBeCloseTo(2.251752589066721, 12)
  expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 11)
  expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 11)
  expect(trigamma(10)).toBeCloseTo(0.10516633568168575, 12)
  // It is the derivative.
  for (const x of [0.2, 3, 40])
    expect((digamma(x + 1e-5) - digamma(x - 1e-5)) / 2e-5 / trigamma(x)).toBeCloseTo(1, 6)
})

test.each([
  [60_000, 0.7],
  [5000, 1.6],
])(
  'gamma draws of mean %i ms and cv %f fit best as gamma, within the stated intervals',
  (mean, cv) => {
    let [held, best] = [0, 0]
    const RUNS = 40
    for (let run = 0; run < RUNS; run++) {
      const stream = streamOf(3, run, 'gamma')
      const draw = { dist: 'gamma', mean, cv } as const
      const draws = Array.from({ length: 1500 }, (_, i) => quantileOf(draw, uniform(stream, i, 0)))
      const fitted = families(draws, 0.001)
      best += Number(fitted[0].dist === 'gamma')
      const { parameters, plot } = fitted.find(({ dist }) => dist === 'gamma')!
      held += Number(parameters.mean.low <= mean && mean <= parameters.mean.high)
      held += Number(parameters.cv.low <= cv && cv <= parameters.cv.high)
      expect(plot.fitted[49] / plot.observed[49]).toBeCloseTo(1, 0.4)
    }
    // Of eighty intervals at 95 % four are missed on average, ten or more once in two hundred times.
    expect(held).toBeGreaterThan(2 * RUNS - 10)
    expect(best).toBeGreaterThan(0.85 * RUNS)
  },
)

test('an exponential is a gamma of cv 1, and its likelihood is the same', () => {
  const stream = streamOf(4, 0, 'exponential')
  const draws = Array.from({ length: 3000 }, (_, i) => -60_000 * Math.log(uniform(stream, i, 0)))
  const found = families(draws, 1)
  const [exponential, gamma] = ['exponential', 'gamma'].map((dist) =>
    found.find((one) => one.dist === dist)!,
  )
  expect(gamma.parameters.cv.low).toBeLessThan(1)
  expect(gamma.parameters.cv.high).toBeGreaterThan(1)
  // One parameter more: twice the gain in log likelihood is chi-squared of one degree.
  const gain = exponential.aic - gamma.aic + 2
  expect(gain).toBeGreaterThanOrEqual(-1e-6)
  expect(gain).toBeLessThan(12)
})
