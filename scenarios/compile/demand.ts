import type { Temporal } from 'temporal-polyfill'
import type { Duration } from '../../core/index.ts'
import { durationOf } from '../duration.ts'
import type { Fit } from '../fit.ts'
import type { Written } from '../read.ts'
import type { Arrivals, ConversationModel, Distribution } from '../scenario.ts'
import type { ScenarioFile } from '../schema.ts'

/** What a scenario refers to by file: read by the host. */
export interface Inputs {
  /** Openings of a recorded log in [from, to), ms, ascending. */
  readonly arrivals: (file: string, from: number, to: number) => readonly number[]
  readonly fit: Fit | null
}

const HOUR = 3_600_000

/** When conversations of one demand arrive. @throws FormError */
export function arrivalsOf(
  { error, value }: Written,
  i: number,
  inputs: Inputs,
  start: Temporal.ZonedDateTime,
): Arrivals {
  const { byHour, perHour, replay } = value.demand[i]
  const given = [byHour, perHour, replay].filter((one) => one !== undefined)
  if (given.length !== 1)
    throw error(['demand', i], 'exactly one of perHour, byHour and replay must say what arrives')
  const from = start.epochMilliseconds
  const horizon = durationOf(value.horizon)
  if (replay !== undefined) {
    const at = inputs.arrivals(replay, from, from + horizon)
    if (at.length === 0)
      throw error(['demand', i, 'replay'], `nothing in ${replay} arrives within the horizon`)
    return { kind: 'replay', at }
  }
  if (perHour !== undefined) return { kind: 'rate', perHour }
  const hours = Array.from({ length: Math.ceil(horizon / HOUR) }, (_, k) => k)
  // The wall clock's hour: a day of 23 hours skips one, a day of 25 has one twice.
  return {
    kind: 'intervals',
    length: HOUR as Duration,
    perHour: hours.map((k) => byHour![start.add({ hours: k }).hour]),
  }
}

/** How they go. @throws FormError */
export function modelOf(written: Written, name: string, fit: Fit | null): ConversationModel {
  const { error, value } = written
  const model = value.conversations[name]
  const place = ['conversations', name] as const
  const missing = (key: string) => error(place, `a ${model.model} needs "${key}"`)
  const fitted = (): Fit => {
    if (fit) return fit
    throw error(place, 'it is fitted, but the scenario names no file under "fit"')
  }
  const time = (key: 'holding' | 'attention' | 'gap' | 'closeAfter' | 'spacing') => {
    const given = model[key]
    if (given === undefined) throw missing(key)
    return distribution(given, fitted)
  }
  const number = (key: 'turns' | 'burst') => {
    const given = model[key]
    if (given === undefined) throw missing(key)
    return { mean: given === 'fitted' ? Math.max(1, fitted()[key].mean) : given }
  }
  const patience = model.patience ? distribution(model.patience, fitted) : null
  if (model.model === 'call') return { model: 'call', holding: time('holding'), patience }
  return {
    model: 'messaging',
    turns: number('turns'),
    burst: { ...number('burst'), spacing: time('spacing') },
    ...{ attention: time('attention'), gap: time('gap'), closeAfter: time('closeAfter') },
    patience,
    silentShare: model.silentShare ?? 0,
  }
}

function distribution(
  given: NonNullable<ScenarioFile['conversations'][string]['gap']>,
  fitted: () => Fit,
): Distribution {
  if ('exponential' in given) return { dist: 'exponential', mean: durationOf(given.exponential) }
  if ('deterministic' in given)
    return { dist: 'deterministic', mean: durationOf(given.deterministic) }
  if ('uniform' in given) {
    const [low, high] = given.uniform.map(durationOf)
    return { dist: 'uniform', low, high }
  }
  if ('lognormal' in given)
    return { dist: 'lognormal', mean: durationOf(given.lognormal), cv: given.cv }
  const { burst, gap, reply } = fitted()
  const { quantiles } = { gap, reply, spacing: burst.spacing }[given.fitted]
  return { dist: 'empirical', quantiles }
}
