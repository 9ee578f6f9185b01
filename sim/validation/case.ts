/** One case of a file: a model by its parameters, and what is known of it exactly. */
export interface Case {
  readonly id: string
  readonly family: string
  readonly title?: string
  readonly params: Readonly<Record<string, unknown>>
  readonly results: Readonly<Record<string, unknown>>
}

/** It is a table for the calculators, or nothing that is known here: nothing to simulate. */
export class NotAModel extends Error {}

/** What it states cannot be: the case fails, and those after it are still tried. */
export class WrongCase extends Error {}

/** What a case states, by name; a wrong one is an error that names the case, the value and the bound. */
export class Params {
  private readonly id: string
  private readonly given: Readonly<Record<string, unknown>>

  constructor({ id, params }: Case) {
    this.id = id
    this.given = params
  }

  has(name: string): boolean {
    return this.given[name] !== undefined && this.given[name] !== null
  }

  /** Whatever is stated. @throws NotAModel if nothing is. */
  get(name: string): unknown {
    if (!this.has(name)) throw new NotAModel(`it states no ${name}`)
    return this.given[name]
  }

  /** Above 0. */
  number(name: string): number {
    return this.checked(name, this.get(name), 0)
  }

  /** From 0, or undefined where nothing is stated. */
  from0(name: string): number | undefined {
    return this.has(name) ? this.atLeast(name, this.get(name)) : undefined
  }

  /** A whole number from 1. */
  count(name: string): number {
    return this.whole(name, this.get(name))
  }

  /** The same, or 1 where nothing is stated. */
  countOr1(name: string): number {
    return this.has(name) ? this.count(name) : 1
  }

  list(name: string): readonly unknown[] {
    const value = this.get(name)
    if (!Array.isArray(value) || value.length === 0)
      throw this.wrong(name, value, 'a list of one or more')
    return value as unknown[]
  }

  /** A list of numbers from 0. */
  numbers(name: string): readonly number[] {
    return this.list(name).map((value, i) => this.atLeast(`${name}[${i}]`, value))
  }

  objects(name: string): readonly Readonly<Record<string, unknown>>[] {
    return this.list(name).map((value, i) => this.object(`${name}[${i}]`, value))
  }

  object(name: string, value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw this.wrong(name, value, 'an object')
    return value as Record<string, unknown>
  }

  /** @throws Error unless `value` is a number above `above`. */
  checked(name: string, value: unknown, above: number): number {
    if (typeof value === 'number' && value > above && value < Infinity) return value
    throw this.wrong(name, value, `a number above ${above}`)
  }

  /** @throws Error unless `value` is a number from 0. */
  atLeast(name: string, value: unknown): number {
    if (typeof value === 'number' && value >= 0 && value < Infinity) return value
    throw this.wrong(name, value, 'a number from 0')
  }

  whole(name: string, value: unknown): number {
    if (Number.isInteger(value) && (value as number) >= 1) return value as number
    throw this.wrong(name, value, 'a whole number from 1')
  }

  wrong(name: string, value: unknown, wanted: string): Error {
    return new Error(`case ${this.id}: ${name} ${JSON.stringify(value)} is not ${wanted}`)
  }
}

/** The cases of a file. @throws Error naming the file and what is wrong. */
export function readCases(text: string, file: string): Case[] {
  const value = parsed(text, file)
  if (!Array.isArray(value)) throw new Error(`${file}: it is no list of cases`)
  return value.map((one: unknown, i) => {
    const { family, id, params, results } = (one ?? {}) as Partial<Case>
    const isCase = typeof id === 'string' && typeof family === 'string'
    if (!isCase || !isObject(params) || !isObject(results))
      throw new Error(`${file}: case ${i + 1} needs an id, a family, params and results`)
    return one as Case
  })
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
