import type { Parameters } from '../engine.ts'
import type { RunDetails } from '../runs.ts'

/** What a parameter may be. Each takes text, as it stands in a URL. */
export type Parameter =
  | { readonly kind: 'skill' | 'agent'; readonly meaning: string }
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
    given[key] = checked(`report "${name}": ${key} "${value}"`, parameter, value, run)
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
    case 'skill':
      return placeOf(
        what,
        [...run.skills.map(({ id, skill }) => [id, skill] as const), noSkill],
        value,
      )
    case 'agent':
      return placeOf(
        what,
        run.agents.map(({ agent, id }) => [id, agent] as const),
        value,
      )
  }
}

/** What stands for no skill and no agent in words. */
export const NO_SKILL_ID = '(no skill)'
export const NO_AGENT_ID = '(no agent)'
const noSkill = [NO_SKILL_ID, -1] as const

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
