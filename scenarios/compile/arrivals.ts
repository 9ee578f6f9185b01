import type { Temporal } from 'temporal-polyfill'
import { durationOf } from '../duration.ts'
import type { Busyness, Rate } from '../models.ts'
import type { Written } from '../read.ts'
import type { Arrivals } from '../scenario.ts'
import type { ScenarioFile } from '../schema.ts'
import { fittedArrivals } from './fitted.ts'
import { forecastOf } from './forecast.ts'
import { hourly } from './hourly.ts'
import type { Inputs } from './inputs.ts'
import { profileOf } from './profile.ts'
import { lasting } from './times.ts'

type Given = ScenarioFile['demand'][number]
const HOUR = 3_600_000
const ways = ['perHour', 'byHour', 'profile', 'curve', 'bursts', 'forecast', 'replay'] as const

/** When conversations of one demand arrive. @throws FormError */
export function arrivalsOf(
  written: Written,
  i: number,
  inputs: Inputs,
  start: Temporal.ZonedDateTime,
): Arrivals {
  const { error, value } = written
  const given: Given = value.demand[i]
  const [way, ...others] = ways.filter((key) => given[key] !== undefined)
  if (way === undefined || others.length > 0)
    throw error(['demand', i], `exactly one of ${ways.join(', ')} must say what arrives`)
  switch (way) {
    case 'perHour':
      return { kind: 'rate', perHour: given.perHour! }
    case 'byHour':
      return hourly(value.horizon, start, ({ hour }) => given.byHour![hour])
    case 'profile':
      return given.profile === 'fitted'
        ? fittedArrivals(written, i, inputs, start)
        : profileOf(written, i, given.profile!, start)
    case 'curve':
      return curveOf(written, i, given.curve!)
    case 'bursts':
      return burstsOf(written, i, given.bursts!)
    case 'forecast':
      return forecastOf(written, i, inputs, start)
    case 'replay':
      return replayOf(written, i, inputs, start)
  }
}

/** Days that are busier: each begins at midnight of the scenario's zone. */
export function busynessOf(
  { busyness, horizon }: ScenarioFile,
  start: Temporal.ZonedDateTime,
): Busyness | undefined {
  if (busyness === undefined) return undefined
  const end = start.epochMilliseconds + durationOf(horizon)
  const days: number[] = []
  for (let day = 0; ; day++) {
    const at = start.add({ days: day }).startOfDay().epochMilliseconds
    if (at >= end) break
    days.push(at)
  }
  const { correlation = 1, cv } = busyness
  return { cv, correlation, days }
}

function replayOf(
  { error, value }: Written,
  i: number,
  inputs: Inputs,
  start: Temporal.ZonedDateTime,
): Arrivals {
  const { replay = '' } = value.demand[i]
  const from = start.epochMilliseconds
  const at = inputs.arrivals(replay, from, from + durationOf(value.horizon))
  if (at.length > 0) return { kind: 'replay', at }
  throw error(['demand', i, 'replay'], `nothing in ${replay} arrives within the horizon`)
}

function burstsOf(
  written: Written,
  i: number,
  { lasting: times, perHour }: NonNullable<Given['bursts']>,
): Arrivals {
  const [away, back] = times.map(
    (text, k) => HOUR / lasting(written, ['demand', i, 'bursts', 'lasting', k], text),
  )
  return { kind: 'bursts', perHour: [perHour[0], perHour[1]], turnsPerHour: [away, back] }
}

function curveOf(written: Written, i: number, given: NonNullable<Given['curve']>): Arrivals {
  const place = ['demand', i, 'curve'] as const
  const forms = (['steps', 'linear', 'sinusoid'] as const).filter((form) => given[form])
  if (forms.length !== 1)
    throw written.error(place, 'exactly one of steps, linear and sinusoid must say the rate')
  return {
    ...{ kind: 'curve', perHour: rateOf() },
    ...(given.until !== undefined && { until: durationOf(given.until) }),
    ...(given.cycle !== undefined && {
      cycle: lasting(written, [...place, 'cycle'], given.cycle),
    }),
  }

  function rateOf(): Rate {
    const { linear, sinusoid, steps } = given
    if (sinusoid) {
      const { phase = 0, ...same } = sinusoid
      const period = lasting(written, [...place, 'sinusoid', 'period'], sinusoid.period)
      return { form: 'sinusoid', ...same, period, phase }
    }
    const form = steps ? 'steps' : 'linear'
    const points = (steps ?? linear!).map(({ at, perHour }) => [durationOf(at), perHour] as const)
    const wrong = points.findIndex(([at], k) => k > 0 && at <= points[k - 1][0])
    if (wrong < 0) return { form, points }
    const { at } = (steps ?? linear!)[wrong]
    throw written.error([...place, form, wrong, 'at'], `"${at}" is not after the point before it`)
  }
}
