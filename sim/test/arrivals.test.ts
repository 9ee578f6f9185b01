import { expect, test } from 'vitest'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { Busy } from '../busy.ts'
import { Arrivals } from '../demand.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** One demand with these arrivals, two where `second` says so, and nobody to serve them. */
function arriving(arrivals: string, days: number, more = ''): Scenario {
  const text = `name: Arrivals
zone: UTC
start: 2026-03-02
horizon: ${days} d
seed: 6
replications: 1
skills: { a: { target: null } }
agents: [{ group: agent, count: 1, skills: [a] }]
conversations: { call: { model: call, holding: { exponential: 1 s } } }
${more}
demand:
  - { name: a, skill: a, conversation: call, ${arrivals} }
  - { name: b, skill: a, conversation: call, ${arrivals} }
`
  return compile(read(text, 'arrivals.yaml'), { arrivals: () => [], fit: null })
}

/** Arrivals of the first or the second demand, by place in intervals of a length. */
function counts(
  scenario: Scenario,
  length: number,
  { demand = 0, replication = 0 } = {},
): number[] {
  const arrivals = new Arrivals(scenario, scenario.demand[demand], replication)
  const found = Array.from({ length: Math.ceil(scenario.horizon / length) }, () => 0)
  for (let at = arrivals.next(); at < Infinity; at = arrivals.next())
    if (at < scenario.start + scenario.horizon) found[Math.floor((at - scenario.start) / length)]++
  return found
}

const mean = (x: readonly number[]) => x.reduce((sum, n) => sum + n, 0) / x.length
const covariance = (x: readonly number[], y: readonly number[]) => {
  const [a, b] = [mean(x), mean(y)]
  return x.reduce((sum, n, i) => sum + (n - a) * (y[i] - b), 0) / (x.length - 1)
}
const correlation = (x: readonly number[], y: readonly number[]) =>
  covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y))

test.each([
  [0.3, 0.6],
  [0.8, 0.05],
  [0.15, 1],
  [0.5, 0],
])('with a cv of %f a day’s factors are gamma of mean 1, correlated by %f', (cv, rho) => {
  const days = Array.from({ length: 20_000 }, (_, day) => day)
  const scenario = { ...arriving('perHour: 1', 1), busyness: { cv, correlation: rho, days } }
  const factors = ['a', 'b'].map((name) => {
    const busy = new Busy(scenario, name, 0)
    return Array.from({ length: 20_000 }, () => {
      const { factor } = busy
      busy.turn()
      return factor
    })
  })
  for (const one of factors) {
    expect(mean(one)).toBeCloseTo(1, 1.3)
    expect(Math.sqrt(covariance(one, one)) / cv).toBeCloseTo(1, 1.3)
    // The skewness of a gamma variable is twice its cv.
    const third = mean(one.map((x) => (x - 1) ** 3)) / cv ** 3
    expect(third / (2 * cv)).toBeCloseTo(1, 0.5)
  }
  expect(correlation(factors[0], factors[1])).toBeCloseTo(rho, 1.3)
})

test.each([
  ['perHour: 4'],
  ['profile: [{ interval: 2 h, perHour: [0, 0, 0, 0, 12, 12, 12, 12, 0, 0, 0, 0] }]'],
  ['curve: { linear: [{ at: 0 h, perHour: 8 }, { at: 24 h, perHour: 0 }], cycle: 1 d }'],
])('%s: a busy day’s count has index of dispersion 1 + m·cv², an interval’s too', (arrivals) => {
  const scenario = arriving(arrivals, 1500, 'busyness: { cv: 0.3, correlation: 0.5 }')
  const [a, b] = [0, 1].map((demand) => counts(scenario, DAY, { demand }))
  // The standard error is 0.8.
  expect(Math.abs(mean(a) - 96)).toBeLessThan(3)
  // 1,500 days: the standard error of a variance is about 4 %.
  expect(covariance(a, a) / mean(a) / (1 + 96 * 0.09)).toBeCloseTo(1, 1)
  expect(covariance(a, b) / (0.5 * 96 * 96 * 0.09)).toBeCloseTo(1, 0.6)
  // Another day is a stranger.
  expect(Math.abs(correlation(a.slice(1), a.slice(0, -1)))).toBeLessThan(0.1)
})

test('without busyness days are Poisson, and a new stream moves no arrival', () => {
  const plain = counts(arriving('perHour: 4', 4000), DAY)
  expect(covariance(plain, plain) / mean(plain)).toBeCloseTo(1, 1)
  const busy = arriving('perHour: 4', 10, 'busyness: { cv: 0.01, correlation: 0 }')
  const [first] = [new Arrivals(busy, busy.demand[0], 0).next()]
  const other = new Arrivals(arriving('perHour: 4', 10), busy.demand[0], 0).next()
  expect((first - busy.start) / (other - busy.start)).toBeCloseTo(1, 1)
})

test('bursts have the mean and the index of dispersion of a Markov-modulated Poisson process', () => {
  const scenario = arriving('bursts: { perHour: [20, 150], lasting: [50 min, 10 min] }', 3000)
  const [low, high, away, back] = [20, 150, 60 / 50, 60 / 10]
  const rate = (low * back + high * away) / (away + back)
  for (const hours of [1, 4]) {
    const found = counts(scenario, hours * HOUR)
    const t = (away + back) * hours
    // Heffes and Lucantoni (1986), equation 16 onwards.
    const variance = (2 * (high - low) ** 2 * away * back) / ((away + back) ** 3 * rate)
    const exact = 1 + variance * (1 - (1 - Math.exp(-t)) / t)
    expect(mean(found) / (rate * hours)).toBeCloseTo(1, 1.5)
    expect(covariance(found, found) / mean(found) / exact).toBeCloseTo(1, 1)
  }
})

test.each([
  [
    'curve: { steps: [{ at: 6 h, perHour: 10 }, { at: 8 h, perHour: 40 }], until: 9 h, cycle: 1 d }',
  ],
  [
    'curve: { linear: [{ at: 6 h, perHour: 30 }, { at: 8 h, perHour: 30 }], until: 2 h, cycle: 1 d }',
  ],
])('%s brings sixty a day, when it says', (arrivals) => {
  const found = counts(arriving(arrivals, 1000), DAY)
  expect(mean(found)).toBeCloseTo(60, -0.3)
  // Four standard errors of a thousand days.
  expect(Math.abs(covariance(found, found) / mean(found) - 1)).toBeLessThan(0.18)
})

test('a sinusoid’s hours have its integral', () => {
  const curve = '{ base: 60, amplitude: 40, period: 1 d, phase: -1.5 }'
  const byHour = counts(arriving(`curve: { sinusoid: ${curve} }`, 400), HOUR)
  for (const hour of [0, 7, 13, 20]) {
    const angle = (h: number) => (2 * Math.PI * h) / 24 - 1.5
    const exact =
      60 + (40 * 24 * (Math.cos(angle(hour)) - Math.cos(angle(hour + 1)))) / (2 * Math.PI)
    const found = byHour.filter((_, i) => i % 24 === hour)
    expect(Math.abs(mean(found) - exact) / Math.sqrt(exact / 400)).toBeLessThan(4)
  }
})
