import type { Temporal } from 'temporal-polyfill'
import type { AgentId, Duration } from '../../core/index.ts'
import type { Headcount } from '../models.ts'
import type { Written } from '../read.ts'
import { daysOf, noDays } from './days.ts'
import { agentsOf } from './people.ts'
import { datesOf, instantOn } from './shifts.ts'

/** Agents by number: how many from when. @throws FormError */
export function headcountsOf(
  written: Written,
  start: Temporal.ZonedDateTime,
  end: number,
): Headcount[] {
  const { value } = written
  const named = agentsOf(value)
  return value.agents.flatMap(({ headcount }, entry) => {
    if (headcount === undefined) return []
    const agents = named.flatMap((one, agent) => (one.entry === entry ? [agent as AgentId] : []))
    return [{ agents, steps: stepsOf(written, entry, start, end) }]
  })
}

function stepsOf(
  { error, value }: Written,
  entry: number,
  start: Temporal.ZonedDateTime,
  end: number,
): Headcount['steps'] {
  const from = start.epochMilliseconds
  const steps = value.agents[entry].headcount!.flatMap(
    ({ agents, days = 'mon-sun', from: at }, k) => {
      const place = ['agents', entry, 'headcount', k]
      const chosen = daysOf(days)
      if (chosen === null) throw error([...place, 'days'], noDays(days))
      return datesOf(start, end, chosen).map((date) => ({
        ...{ at: instantOn(date, at, start.timeZoneId) - from, agents, place },
      }))
    },
  )
  const sorted = steps.sort((a, b) => a.at - b.at)
  const twice = sorted.find(({ at }, k) => k > 0 && at === sorted[k - 1].at)
  if (twice) throw error(twice.place, 'another number is wanted from the same time')
  // What held when the scenario begins goes on; without any before, nobody is wanted yet.
  const before = sorted.filter(({ at }) => at <= 0).at(-1)?.agents ?? 0
  const later = sorted.filter(({ at }) => at > 0 && at < end - from)
  return [{ at: 0, agents: before }, ...later].map(({ agents, at }) => ({
    ...{ from: at as Duration, agents },
  }))
}
