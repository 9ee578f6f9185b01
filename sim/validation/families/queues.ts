import { NotAModel } from '../case.ts'
import { bounds, call, exponential, type Family, oneQueue, patienceOf } from './parts.ts'

/** Erlang A, also with patience of any distribution. */
export const erlangA: Family = (params, one) => ({
  ...oneQueue(params, one),
  followsGhosts: Object.keys(one.results).includes('mean_offered_wait'),
})

/** M/G/1: one server, stated or not. */
export const single: Family = (params, one) => oneQueue(params, one, params.countOr1('servers'))

/** Erlang C, M/D/c, M/Ph/c. */
export const plain: Family = (params, one) => ({
  ...oneQueue(params, one),
  keepsWaits: Object.keys(one.results).some((name) => /^p\d\d_wait$/.test(name)),
})

/** Erlang B: as many lines as agents. */
export const loss: Family = (params, one) => ({
  ...oneQueue(params, one),
  lines: params.count('servers'),
})

/** M/M/c/K, also with patience. */
export const finite: Family = (params, one) => {
  const setup = oneQueue(params, one)
  const lines = params.count('system_capacity')
  if (lines < setup.pools[0])
    throw params.wrong('system_capacity', lines, `at least the ${setup.pools[0]} servers`)
  return { ...setup, lines }
}

/** Arrivals in bursts, times in minutes. */
export const bursty: Family = (params, one) => {
  const rates = params.numbers('rates_per_min')
  const turns = params.numbers('switch_rates_per_min')
  if (rates.length !== 2 || turns.length !== 2)
    throw new NotAModel('its arrivals have not two states')
  const mean = params.number('mean_service_min')
  const unit = 1e6 / mean
  const [a, b] = rates.map((rate) => (rate * 3_600_000) / unit)
  const [out, back] = turns.map((rate) => (rate * 3_600_000) / unit)
  const average = (rates[0] * turns[1] + rates[1] * turns[0]) / (turns[0] + turns[1])
  return {
    unit,
    classes: [
      {
        arrivals: { kind: 'bursts', perHour: [a, b], turnsPerHour: [out, back] },
        perMs: average / unit,
        conversation: call(exponential(mean, unit), patienceOf(params, 'mean_patience_min', unit)),
      },
    ],
    pools: [params.count('servers')],
    // As in the long run, several turns of the arrivals later.
    remembers: unit / (turns[0] + turns[1]),
    ...{ slots: 1, bounds: bounds(params, one, 'sl_min') },
  }
}
