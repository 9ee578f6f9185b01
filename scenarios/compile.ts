import { Temporal } from 'temporal-polyfill'
import {
  type AccountConfig,
  type AgentId,
  configure,
  type Duration,
  type SkillId,
  slots,
  type Time,
  type Weight,
} from '../core/index.ts'
import { durationOf } from './duration.ts'
import type { Fit } from './fit.ts'
import type { Written } from './read.ts'
import type { Arrivals, ConversationModel, Distribution, Scenario, Shift } from './scenario.ts'
import type { ScenarioFile } from './schema.ts'

/** What a scenario refers to by file: read by the host. */
export interface Inputs {
  /** Openings of a recorded log in [from, to), ms, ascending. */
  readonly arrivals: (file: string, from: number, to: number) => readonly number[]
  readonly fit: Fit | null
}

const HOUR = 3_600_000
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * A scenario with nothing left to look up.
 * @throws FormError pointing at the value that makes no sense.
 */
export function compile(written: Written, inputs: Inputs): Scenario {
  const { error, value } = written
  const zoned = startOf(written)
  const start = zoned.epochMilliseconds as Time
  const horizon = durationOf(value.horizon)
  const burnIn = durationOf(value.burnIn ?? '0 s')
  const interval = durationOf(value.interval ?? '1 h')
  for (const [key, length] of Object.entries({ horizon, interval }))
    if (length < 1) throw error([key], `${key} must be longer than nothing`)
  if (burnIn >= horizon)
    throw error(['burnIn'], `burnIn ${value.burnIn} is not below the horizon ${value.horizon}`)
  const account = accountOf(written)
  const skillIds = Object.keys(value.skills)
  return {
    name: value.name,
    description: value.description ?? '',
    zone: value.zone,
    ...{ start, horizon, burnIn, interval },
    seed: value.seed,
    replications: value.replications,
    account,
    shifts: shiftsOf(written, zoned, start + horizon),
    demand: value.demand.map((one, i) => {
      const skill = skillIds.indexOf(one.skill)
      if (skill < 0) throw error(['demand', i, 'skill'], unknown('skill', one.skill, skillIds))
      return {
        name: one.name,
        skill: skill as SkillId,
        arrivals: arrivalsOf(written, i, inputs, zoned),
        conversation: modelOf(written, one.conversation, i, inputs.fit),
      }
    }),
  }
}

const unknown = (what: string, name: string, known: readonly string[]) =>
  `unknown ${what} "${name}"; known: ${known.join(', ')}`

function startOf({ error, value }: Written): Temporal.ZonedDateTime {
  try {
    return Temporal.PlainDate.from(value.start).toZonedDateTime(value.zone)
  } catch {
    const isZone = Intl.supportedValuesOf('timeZone').includes(value.zone) || value.zone === 'UTC'
    if (isZone) throw error(['start'], `"${value.start}" is not a date`)
    throw error(['zone'], `"${value.zone}" is not an IANA time zone`)
  }
}

/** Every skill that somebody has or transfers to is one of the account's. */
function checkSkills({ error, value }: Written): void {
  const known = Object.keys(value.skills)
  const check = (path: readonly (string | number)[], names: readonly string[]) =>
    names.forEach((name, i) => {
      if (!known.includes(name)) throw error([...path, i], unknown('skill', name, known))
    })
  for (const [id, { transfersTo = [] }] of Object.entries(value.skills))
    check(['skills', id, 'transfersTo'], transfersTo)
  value.agents.forEach(({ skills }, i) => check(['agents', i, 'skills'], skills))
}

function accountOf(written: Written): AccountConfig {
  checkSkills(written)
  const { error, value } = written
  const { rules = {} } = value
  const optional = <From, To>(given: From | undefined, of: (x: From) => To) =>
    given === undefined ? undefined : of(given)
  const account: AccountConfig = {
    ...rules,
    extraCapacity: optional(rules.extraCapacity, slots),
    avoidHold: optional(rules.avoidHold, durationOf),
    warmUp: optional(rules.warmUp, ({ interval, maxDuration, cooldown }) => ({
      ...{
        interval: durationOf(interval),
        maxDuration: durationOf(maxDuration),
        cooldown: durationOf(cooldown),
      },
    })),
    skills: Object.entries(value.skills).map(([id, skill]) => ({
      id,
      target: skill.target === null ? null : optional(skill.target, durationOf),
      weightActive: optional<number, Weight>(skill.weightActive, slots),
      weightInactive: optional<number, Weight>(skill.weightInactive, slots),
      timeToInactive: optional(skill.timeToInactive, durationOf),
      transferSkillIds: skill.transfersTo ?? null,
    })),
    agents: value.agents.flatMap(({ count, group, maxSlots, skills }) =>
      Array.from({ length: count }, (_, i) => ({ id: `${group}-${i + 1}`, skills, maxSlots })),
    ),
  }
  try {
    configure(account)
  } catch (wrong) {
    throw error(['agents'], (wrong as Error).message)
  }
  return account
}

/** Shifts in wall-clock time, day by day; without any, online throughout. */
function shiftsOf({ error, value }: Written, start: Temporal.ZonedDateTime, end: number): Shift[] {
  const found: Shift[] = []
  let agent = 0
  value.agents.forEach(({ count, shift }, i) => {
    const pieces = shift === undefined ? undefined : value.shifts?.[shift]
    if (shift !== undefined && pieces === undefined)
      throw error(['agents', i, 'shift'], unknown('shift', shift, Object.keys(value.shifts ?? {})))
    const spans =
      pieces === undefined
        ? [[start.epochMilliseconds, end] as const]
        : pieces.flatMap((piece, k) => {
            const days = daysOf(piece.days)
            if (!days)
              throw error(
                ['shifts', shift!, k, 'days'],
                `"${piece.days}" is no list of weekdays such as mon-fri or sat, sun`,
              )
            return datesOf(start, end, days).map((date) => spanOn(date, piece, start, end))
          })
    const inside = spans.filter(([from, to]) => from < to).sort(([a], [b]) => a - b)
    inside.forEach(([from], k) => {
      if (k > 0 && from < inside[k - 1][1])
        throw error(['shifts', shift!], `shift "${shift}" overlaps itself`)
    })
    for (let n = 0; n < count; n++, agent++)
      for (const [from, to] of inside)
        found.push({ agent: agent as AgentId, from: from as Time, to: to as Time })
  })
  return found
}

function daysOf(text: string): ReadonlySet<number> | null {
  const days = new Set<number>()
  for (const part of text.split(',')) {
    const [from, to = from] = part.trim().split('-')
    const [a, b] = [weekdays.indexOf(from), weekdays.indexOf(to)]
    if (a < 0 || b < 0) return null
    for (let day = a; ; day = (day + 1) % 7) {
      days.add(day + 1)
      if (day === b) break
    }
  }
  return days
}

function datesOf(start: Temporal.ZonedDateTime, end: number, days: ReadonlySet<number>) {
  const dates: Temporal.PlainDate[] = []
  let date = start.toPlainDate().subtract({ days: 1 })
  while (date.toZonedDateTime(start.timeZoneId).epochMilliseconds < end) {
    if (days.has(date.dayOfWeek)) dates.push(date)
    date = date.add({ days: 1 })
  }
  return dates
}

/** One shift on one day: past midnight where it ends before it begins. Gaps shift forward. */
function spanOn(
  date: Temporal.PlainDate,
  { from, to }: { readonly from: string; readonly to: string },
  start: Temporal.ZonedDateTime,
  end: number,
): readonly [number, number] {
  const instant = (text: string, day: Temporal.PlainDate) => {
    const [hour, minute] = text.split(':').map(Number)
    const isNext = hour === 24
    const plain = { hour: isNext ? 0 : hour, minute }
    const on = isNext ? day.add({ days: 1 }) : day
    const zone = start.timeZoneId
    return on.toPlainDateTime(plain).toZonedDateTime(zone, { disambiguation: 'compatible' })
      .epochMilliseconds
  }
  const until = to <= from ? date.add({ days: 1 }) : date
  return [Math.max(instant(from, date), start.epochMilliseconds), Math.min(instant(to, until), end)]
}

function arrivalsOf(
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

function modelOf(written: Written, name: string, i: number, fit: Fit | null): ConversationModel {
  const { error, value } = written
  const model = value.conversations[name]
  if (model === undefined)
    throw error(
      ['demand', i, 'conversation'],
      unknown('conversation', name, Object.keys(value.conversations)),
    )
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
