import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Kind } from './schema/words.ts'

/** Where a value stands: keys and places from the outside in. */
export type Path = readonly (string | number)[]

/** Something that does not fit a schema. */
export interface Wrong {
  readonly path: Path
  /** It is the key itself, not what it holds. */
  readonly isKey?: true
  readonly message: string
}

/** What of a JSON Schema (draft 2020-12) files are described by. */
export interface Node {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly anyOf?: readonly Node[]
  readonly items?: Node
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly patternProperties?: Readonly<Record<string, Node>>
  /** It is a name, or a map by names, of something else in the file. */
  readonly refersTo?: Kind
  readonly keysReferTo?: Kind
}

/** Everything of a value that does not fit, told in words. @param what how the whole is called. */
export function wrongsOf(schema: TSchema, what: string, value: unknown): Wrong[] {
  return wrongsAt({ node: schema, path: [], value, what })
}

interface At {
  readonly node: Node
  readonly path: Path
  readonly value: unknown
  readonly what: string
}

function wrongsAt(at: At): Wrong[] {
  const node = branchOf(at.node, at.value)
  const keys = node.properties ?? node.patternProperties
  if (keys && isRecord(at.value)) return wrongKeys({ ...at, node }, at.value)
  const { items } = node
  const inner =
    items && Array.isArray(at.value)
      ? at.value.flatMap((value: unknown, i) =>
          wrongsAt({ ...at, node: items, path: [...at.path, i], value }),
        )
      : []
  return inner.length > 0 ? inner : wrongLeaf({ ...at, node })
}

function wrongKeys(at: At, value: Readonly<Record<string, unknown>>): Wrong[] {
  const { path, what } = at
  const { patternProperties, properties = {}, required = [] } = at.node
  const any = Object.values(patternProperties ?? {})[0]
  const missing = required.filter((key) => !(key in value))
  const message = `${path.join('.') || what} lacks ${missing.join(', ')}`
  return [
    ...(missing.length > 0 ? [{ path, message }] : []),
    ...Object.entries(value).flatMap(([key, inside]): Wrong[] => {
      const node = (Object.hasOwn(properties, key) ? properties[key] : undefined) ?? any
      const here = [...path, key]
      if (node) return wrongsAt({ node, path: here, value: inside, what })
      return [{ path: here, isKey: true, message: unknownKey(key, Object.keys(properties)) }]
    }),
  ]
}

function wrongLeaf({ node, path, value, what }: At): Wrong[] {
  const [first] = Value.Errors(node as TSchema, value)
  if (first === undefined) return []
  const said = JSON.stringify(value)
  const shown = said === undefined || said.length > 40 ? '' : ` ${said}`
  const message = `${path.join('.') || what}${shown} ${saidOf(node, value, first.message)}`
  return [{ path, message }]
}

const types: Readonly<Record<string, string>> = {
  ...{ array: 'a list', boolean: 'true or false', integer: 'a whole number', null: 'null' },
  ...{ number: 'a number', object: 'a map of keys', string: 'text' },
}

function saidOf(node: Node, value: unknown, message: string): string {
  const { anyOf, enum: allowed, pattern, type = '' } = node
  if (anyOf || pattern !== undefined) return `is no ${meant(node)}`
  if (allowed) {
    const names = allowed.map(String)
    const named = names.length === 1 ? `is not ${names[0]}` : `is none of ${names.join(', ')}`
    return `${named}${hint(String(value), names)}`
  }
  return message === `must be ${type}` ? `must be ${types[type]}` : message
}

/** What a value should have been, for a schema that says so in its description. */
function meant({ anyOf = [], description, type = '' }: Node): string {
  if (description === undefined && anyOf.length > 0) return anyOf.map(meant).join(' nor ')
  if (description === undefined) return types[type] ?? 'such value'
  const keys = anyOf.flatMap(({ required = [] }) => required.slice(0, 1))
  return keys.length > 0 ? `${description}: ${keys.join(', ')}` : description
}

/** Of several forms, the one that was meant: by its keys, or by the kind of the value. */
export function branchOf(node: Node, value: unknown): Node {
  const { anyOf } = node
  if (!anyOf) return node
  if (!isRecord(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
    const alike = anyOf.filter(({ enum: allowed, type }) =>
      allowed ? allowed.some((one) => typeof one === kind) : type === kind,
    )
    return alike.length === 1 ? alike[0] : node
  }
  const shared = (one: Node) => Object.keys(one.properties ?? {}).filter((key) => key in value)
  const best = anyOf.reduce((a, b) => (shared(b).length > shared(a).length ? b : a))
  if (shared(best).length > 0) return best
  // None was meant for sure: every key that any of them knows is known.
  const all = anyOf.flatMap(({ properties = {} }) => Object.entries(properties))
  return { properties: Object.fromEntries(all) }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = hint(key, known)
  if (nearest !== '') return `unknown key "${key}"${nearest}`
  return `unknown key "${key}"${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`
}

/** The nearest known word, if it is near. */
function hint(word: string, known: readonly string[]): string {
  const [nearest] = [...known].sort((a, b) => edits(word, a) - edits(word, b))
  return nearest !== undefined && edits(word, nearest) <= Math.max(2, word.length / 3)
    ? `; did you mean "${nearest}"?`
    : ''
}

/** Fewest insertions, deletions and substitutions (Wagner & Fischer, 1974). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]))
    row = next
  }
  return row[b.length]
}
