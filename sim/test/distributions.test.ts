import { expect, test } from 'vitest'
import type { Distribution } from '../../scenarios/index.ts'
import { meanOf, quantileOf, varianceOf } from '../distributions.ts'

/** Each distribution with its cumulative distribution function, written apart from the simulator. */
const cases: readonly (readonly [string, Distribution, (x: number) => number])[] = [
  ['exponential', { dist: 'exponential', mean: 40 }, (x) => 1 - Math.exp(-x / 40)],
  ['uniform', { dist: 'uniform', low: 10, high: 30 }, (x) => (x - 10) / 20],
  ['Erlang', { dist: 'erlang', k: 3, mean: 60 }, (x) => 1 - poissonBelow(3, x / 20)],
  [
    'gamma of a whole shape',
    { dist: 'gamma', mean: 60, cv: 0.5 },
    (x) => 1 - poissonBelow(4, x / 15),
  ],
  ['Weibull', { dist: 'weibull', shape: 1.7, scale: 50 }, (x) => 1 - Math.exp(-((x / 50) ** 1.7))],
  [
    'hyperexponential',
    { dist: 'hyperexponential', p: [0.3, 0.7], means: [200, 20] },
    (x) => 1 - 0.3 * Math.exp(-x / 200) - 0.7 * Math.exp(-x / 20),
  ],
]

/** P(N < k) of a Poisson variable: an Erlang variable is beyond a place while fewer than k have come. */
function poissonBelow(k: number, mean: number): number {
  let term = Math.exp(-mean)
  let sum = 0
  for (let i = 0; i < k; i++) {
    sum += term
    term *= mean / (i + 1)
  }
  return sum
}

test.each(cases)('quantiles of the %s distribution undo its shares', (_, d, shareUpTo) => {
  for (const u of [1e-6, 0.001, 0.1, 0.37, 0.5, 0.9, 0.999, 1 - 1e-6])
    expect(shareUpTo(quantileOf(d, u)) / u).toBeCloseTo(1, 6)
})

const quarter = { share: 0.25, part: { dist: 'deterministic', mean: 30 } } as const
const others: readonly (readonly [string, Distribution])[] = [
  ['gamma', { dist: 'gamma', mean: 60, cv: 0.8 }],
  ['lognormal', { dist: 'lognormal', mean: 60, cv: 0.7 }],
  ['empirical', { dist: 'empirical', quantiles: [1, 2, 5, 40] }],
  ['mixture', { dist: 'mixture', of: [quarter, { share: 0.75, part: cases[0][1] }] }],
]

test.each([...cases.map(([name, d]) => [name, d] as const), ...others])(
  'mean and variance of the %s distribution',
  (_, d) => {
    const n = 400_000
    let [sum, squares] = [0, 0]
    for (let i = 0; i < n; i++) {
      const x = quantileOf(d, (i + 0.5) / n)
      sum += x
      squares += x * x
    }
    expect(sum / n / meanOf(d)).toBeCloseTo(1, 4)
    expect((squares / n - (sum / n) ** 2) / varianceOf(d)).toBeCloseTo(1, 2)
  },
)
