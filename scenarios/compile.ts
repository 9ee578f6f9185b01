import { Temporal } from 'temporal-polyfill'
import type { SkillId, Time } from '../core/index.ts'
import { accountOf } from './compile/account.ts'
import { arrivalsOf, busynessOf } from './compile/arrivals.ts'
import { conductOf } from './compile/conduct.ts'
import { checkPaces, modelOf } from './compile/conversations.ts'
import { headcountsOf } from './compile/headcounts.ts'
import type { Inputs } from './compile/inputs.ts'
import { marksIn } from './compile/marks.ts'
import { checkNames } from './compile/names.ts'
import { checkAgents } from './compile/people.ts'
import { shiftsOf } from './compile/shifts.ts'
import { textsOf } from './compile/texts.ts'
import { durationOf } from './duration.ts'
import type { Written } from './read.ts'
import type { Demand, Scenario } from './scenario.ts'

/**
 * A scenario with nothing left to look up.
 * @throws FormError pointing at the value that makes no sense.
 */
export function compile(written: Written, inputs: Inputs): Scenario {
  const { value } = written
  const zoned = startOf(written)
  const start = zoned.epochMilliseconds as Time
  const times = timesOf(written)
  checkNames(written)
  checkAgents(written)
  checkPaces(written)
  const busyness = busynessOf(value, zoned)
  const conduct = conductOf(written)
  const headcounts = headcountsOf(written, zoned, start + times.horizon)
  const shifts = shiftsOf(written, zoned, start + times.horizon)
  const texts = textsOf(value)
  return {
    name: value.name,
    description: value.description ?? '',
    zone: value.zone,
    ...{ start, ...times },
    seed: value.seed,
    replications: value.replications,
    account: accountOf(written, shifts),
    ...(texts && { texts }),
    shifts,
    ...(conduct && { conduct }),
    ...(headcounts.length > 0 && { headcounts }),
    ...(busyness && { busyness }),
    demand: value.demand.map((_, i) => demandOf(written, i, inputs, zoned)),
  }
}

function timesOf({ error, value }: Written) {
  const horizon = durationOf(value.horizon)
  const burnIn = durationOf(value.burnIn ?? '0 s')
  const interval = durationOf(value.interval ?? '1 h')
  for (const [key, length] of Object.entries({ horizon, interval }))
    if (length < 1) throw error([key], `${key} must be longer than nothing`)
  if (burnIn >= horizon)
    throw error(['burnIn'], `burnIn ${value.burnIn} is not below the horizon ${value.horizon}`)
  return { horizon, burnIn, interval }
}

function startOf({ error, value }: Written): Temporal.ZonedDateTime {
  try {
    return Temporal.PlainDate.from(value.start).toZonedDateTime(value.zone)
  } catch {
    const isZone = Intl.supportedValuesOf('timeZone').includes(value.zone) || value.zone === 'UTC'
    if (isZone) throw error(['start'], `"${value.start}" is not a date`)
    throw error(['zone'], `"${value.zone}" is not an IANA time zone`)
  }
}

function demandOf(
  written: Written,
  i: number,
  inputs: Inputs,
  start: Temporal.ZonedDateTime,
): Demand {
  const { consumers, conversation, name, skill } = written.value.demand[i]
  const marks = marksIn(written, i)
  return {
    name,
    skill: Object.keys(written.value.skills).indexOf(skill) as SkillId,
    arrivals: arrivalsOf(written, i, inputs, start),
    ...(consumers !== undefined && { consumers }),
    ...(marks && { marks }),
    conversation: modelOf(written, conversation, inputs),
  }
}
