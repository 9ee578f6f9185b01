import type { Minor } from '../units.ts'
import { isCurrency, toMinor } from './currency.ts'

/** Where a check stands, and what it found wrong so far. */
export interface Place {
  readonly path: string
  /** In which amounts are stated. */
  readonly currency: string
  readonly problems: string[]
}
/** A value from outside as it should be; undefined, and a problem told, where it cannot be. */
export type Check<Value> = (value: unknown, place: Place) => Value | undefined

/** A value in words: short, and never cut within a quote. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Tells that `value` is not what belongs there. */
export function wrong(value: unknown, { path, problems }: Place, belongs: string): undefined {
  problems.push(`${path} ${shown(value)} is not ${belongs}`)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text: Check<string> = (value, place) =>
  typeof value === 'string' ? value : wrong(value, place, 'a text')

export const flag: Check<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : wrong(value, place, 'true or false')

/** A whole number in low..high. */
export const whole =
  <Value extends number = number>(low: number, high: number): Check<Value> =>
  (value, place) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high
      ? (value as Value)
      : wrong(value, place, `a whole number in ${low}..${high}`)

/** One of a closed set. */
export const among =
  <Value extends string>(values: readonly Value[]): Check<Value> =>
  (value, place) =>
    values.find((one) => one === value) ?? wrong(value, place, `one of ${values.join(', ')}`)

/** Either of two. */
export const levelOf: Check<string | number> = (value, place) =>
  typeof value === 'string' || Number.isFinite(value)
    ? (value as string | number)
    : wrong(value, place, 'a text or a number')

/** The largest amount, in the currency's units: ten billions of them are exact in every currency. */
const MOST = 1e10

/** An amount in the place's currency, from `low` on, as minor units. */
export const money =
  (low: number): Check<Minor> =>
  (value, place) =>
    typeof value === 'number' && value >= low && value <= MOST
      ? toMinor(value, place.currency)
      : wrong(value, place, `an amount in ${low}..${MOST}`)

export const currency: Check<string> = (value, place) =>
  typeof value === 'string' && isCurrency(value)
    ? value
    : wrong(value, place, 'the code of a currency (ISO 4217)')

export const list =
  <Value>(of: Check<Value>): Check<readonly Value[]> =>
  (value, place) => {
    if (!Array.isArray(value)) return wrong(value, place, 'a list')
    return value.flatMap((one, i) => of(one, { ...place, path: `${place.path}[${i}]` }) ?? [])
  }

/** A check for each field: what the type lacks, the check cannot name, and the other way round. */
export type Fields<Value> = { readonly [Name in keyof Value]-?: Check<NonNullable<Value[Name]>> }

/** An object of known fields; null stands for a missing one. Whatever it does not know is wrong. */
export const shape =
  <Value>(fields: Fields<Value>, needed: readonly (keyof Value & string)[] = []): Check<Value> =>
  (value, place) => {
    if (!isObject(value)) return wrong(value, place, 'an object')
    const at = (name: string): Place => ({ ...place, path: `${place.path}.${name}` })
    for (const name of Object.keys(value))
      if (!Object.hasOwn(fields, name))
        place.problems.push(`${at(name).path} is unknown; known: ${Object.keys(fields).join(', ')}`)
    const found: Record<string, unknown> = {}
    for (const name of Object.keys(fields) as (keyof Value & string)[]) {
      const given = value[name] ?? undefined
      if (given !== undefined) found[name] = fields[name](given, at(name))
      else if (needed.includes(name)) place.problems.push(`${at(name).path} is missing`)
    }
    return found as Value
  }
