import { type Wall, zoneOf } from '../../core/index.ts'
import type { Parameters } from '../engine.ts'
import type { RunDetails } from '../runs.ts'

/** What a parameter may be. Each takes text, as it stands in a URL. */
export type Parameter =
  | {
      readonly kind: 'skill' | 'lineOfBusiness' | 'agent' | 'group' | 'channel'
      readonly meaning: string
    }
  /** Several of the values, commas between them. */
  | {
      readonly kind: 'list'
      readonly meaning: string
      readonly values: readonly string[]
      readonly most: number
    }
  /** Whole milliseconds, an ISO 8601 instant, or a date or time of day in the zone asked for. */
  | { readonly kind: 'instant' | 'zone'; readonly meaning: string }
  | { readonly kind: 'choice'; readonly meaning: string; readonly values: readonly string[] }
  | {
      readonly kind: 'whole'
      readonly meaning: string
      readonly low: number
      readonly high: number
    }
  | { readonly kind: 'text'; readonly meaning: string }

/** SQL with `$name`s, and their values. */
export interface Question {
  readonly sql: string
  readonly values: Parameters
}

/** Checked parameters: places and whole numbers as numbers; absent ones are missing. */
export type Given = Readonly<Record<string, string | number | undefined>>

/** One question that can be asked of every run. */
export interface Report {
  readonly name: string
  /** What it answers, in a sentence. */
  readonly question: string
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly required?: readonly string[]
  readonly ask: (given: Given, run: RunDetails) => Question
}

/** A question that cannot be asked: unknown report, parameter or value. Names the known ones. */
export class ReportError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ReportError'
  }
}

/**
 * Text from outside as the values that a report expects.
 * @throws ReportError naming the report, the parameter, the value and what is known.
 */
export function check(
  { name, parameters, required = [] }: Report,
  query: Readonly<Record<string, string | undefined>>,
  run: RunDetails,
): Given {
  const given: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue
    const parameter = Object.hasOwn(parameters, key) ? parameters[key] : undefined
    if (!parameter) throw new ReportError(unknownParameter(name, key, Object.keys(parameters)))
    const what = `report "${name}": ${key} "${value}"`
    given[key] = checked(what, parameter, value, run, query.zone)
  }
  for (const key of required)
    if (given[key] === undefined) throw new ReportError(`report "${name}" needs ${key}`)
  return given
}

function unknownParameter(report: string, key: string, known: readonly string[]): string {
  const list = known.length > 0 ? `known: ${known.join(', ')}` : 'it has none'
  return `report "${report}": unknown parameter "${key}"; ${list}`
}

function checked(
  what: string,
  parameter: Parameter,
  value: string,
  run: RunDetails,
  zone: string | undefined,
): string | number {
  switch (parameter.kind) {
    case 'text':
      return value
    case 'choice':
      if (parameter.values.includes(value)) return value
      throw new ReportError(`${what} is none of ${parameter.values.join(', ')}`)
    case 'whole': {
      const { high, low } = parameter
      const isWhole = /^-?\d{1,16}$/.test(value)
      if (isWhole && Number(value) >= low && Number(value) <= high) return Number(value)
      throw new ReportError(`${what} is not a whole number in ${low}..${high}`)
    }
    case 'list':
      return listed(what, parameter, value)
    case 'zone':
      return knownZone(what, value)
    case 'instant':
      return instantOf(what, value, zone ?? run.zone)
    case 'group':
      return placeOf(
        what,
        run.groups.map(({ group, id }) => [id, group] as const),
        value,
      )
    case 'channel':
      return placeOf(
        what,
        run.channels.map(({ channel, id }) => [id, channel] as const),
        value,
      )
    case 'skill':
      return placeOf(
        what,
        [...run.skills.map(({ id, skill }) => [id, skill] as const), noSkill],
        value,
      )
    case 'lineOfBusiness':
      return lineOf(what, run, value)
    case 'agent':
      return placeOf(
        what,
        run.agents.map(({ agent, id }) => [id, agent] as const),
        value,
      )
  }
}

/** Known words, each once. */
function listed(
  what: string,
  { most, values }: Extract<Parameter, { kind: 'list' }>,
  value: string,
): string {
  const words = value.split(',').map((word) => word.trim())
  for (const word of words)
    if (!values.includes(word)) {
      const near = nearest(values, word)
      const list = near.length > 0 ? `did you mean ${near.join(', ')}?` : shown(values)
      throw new ReportError(`${what}: there is no "${word}"; ${list}`)
    }
  if (words.length > most) throw new ReportError(`${what}: ${words.length} are more than ${most}`)
  if (new Set(words).size < words.length) throw new ReportError(`${what} names one twice`)
  return words.join(',')
}

/** Those that contain it, else the shortest that have its letters in their order. */
function nearest(values: readonly string[], word: string): readonly string[] {
  if (word.length < 3) return []
  const small = word.toLowerCase()
  const containing = values.filter((known) => known.toLowerCase().includes(small))
  return containing.length > 0
    ? containing
    : values.filter(spells(small)).sort(byLength).slice(0, 3)
}

const spells = (word: string) => (known: string) => {
  let next = 0
  for (const letter of known.toLowerCase()) if (letter === word[next]) next++
  return next === word.length
}
const byLength = (a: string, b: string) => a.length - b.length
const shown = (values: readonly string[]) =>
  values.length > 20 ? `there are ${values.length}` : `there are ${values.join(', ')}`

function knownZone(what: string, value: string): string {
  try {
    zoneOf(value)
    return value
  } catch {
    throw new ReportError(`${what} is not a known IANA time zone`)
  }
}

/** The first instant of a local date, or that of a local time, an ISO instant or milliseconds. */
function instantOf(what: string, value: string, zone: string): number {
  if (/^\d{1,16}$/.test(value)) return Number(value)
  const hasOffset = /T.*(Z|[+-]\d\d:?\d\d)$/.test(value)
  const isLocal = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$/.test(value)
  const at = Date.parse(
    hasOffset ? value : `${value.replace(' ', 'T')}${value.length === 10 ? 'T00:00' : ''}Z`,
  )
  if ((!hasOffset && !isLocal) || Number.isNaN(at))
    throw new ReportError(`${what} is no instant such as 2026-03-02, 2026-03-02T09:00 or …Z`)
  return hasOffset ? at : zoneOf(knownZone(what, zone)).instantOf(at as Wall)
}

/** What stands for no skill and no agent in words. */
export const NO_SKILL_ID = '(no skill)'
export const NO_AGENT_ID = '(no agent)'
const noSkill = [NO_SKILL_ID, -1] as const

function lineOf(what: string, { skills }: RunDetails, value: string): string {
  const lines = [...new Set(skills.flatMap(({ line_of_business: line }) => line ?? []))]
  if (lines.includes(value)) return value
  if (lines.length > 0) throw new ReportError(`${what} is none of ${lines.join(', ')}`)
  throw new ReportError(`${what}: no skill of the run has a line of business`)
}

/** By its id, else by its place. */
function placeOf(
  what: string,
  places: readonly (readonly [id: string, place: number])[],
  value: string,
): number {
  const found =
    places.find(([id]) => id === value) ?? places.find(([, place]) => String(place) === value)
  if (found) return found[1]
  const ids = places.map(([id]) => id)
  const shown =
    ids.length > 20 ? `${ids.slice(0, 20).join(', ')} … (${ids.length})` : ids.join(', ')
  throw new ReportError(`${what} is none of ${shown}`)
}
