import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'

/** A problem of a file, where it stands. Line and column count from 1. */
export interface Problem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Everything that is wrong with a YAML file: one `file:line:column: message` a line. */
export class FormError extends Error {
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
    super(sorted.map((p) => `${file}:${p.line}:${p.column}: ${p.message}`).join('\n'))
    this.name = 'FormError'
    this.problems = sorted
  }
}

type Path = readonly (string | number)[]

/** A file that has the right form, and where each of its values stands. */
export interface Formed<Value> {
  readonly file: string
  readonly value: Value
  /** An error that points at a value. */
  readonly error: (path: Path, message: string) => FormError
}

/**
 * Reads a YAML text and checks its form against a schema.
 * @param what how the file as a whole is called in messages.
 * @throws FormError with every problem at once.
 */
export function readForm<Schema extends TSchema>(
  { schema, what }: { readonly schema: Schema; readonly what: string },
  text: string,
  file: string,
): Formed<Static<Schema>> {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const spot = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const spotOf = (path: Path) => {
    for (let n = path.length; n > 0; n--) {
      const node = document.getIn(path.slice(0, n), true)
      if (isNode(node) && node.range) return spot(node.range[0])
    }
    return { line: 1, column: 1 }
  }
  const spotOfKey = (path: Path) => {
    const map = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
    const pair = isMap(map)
      ? map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined
    return isNode(pair?.key) && pair.key.range ? spot(pair.key.range[0]) : spotOf(path)
  }
  if (document.errors.length > 0)
    throw new FormError(
      file,
      document.errors.map(({ message, pos }) => ({
        ...spot(pos[0]),
        message: message.split('\n')[0],
      })),
    )
  const value: unknown = document.toJS()
  const problems = problemsOf(schema, what, value).map(({ isKey, message, path }) => ({
    ...(isKey ? spotOfKey : spotOf)(path),
    message,
  }))
  if (problems.length > 0) throw new FormError(file, problems)
  const error = (path: Path, message: string) => new FormError(file, [{ ...spotOf(path), message }])
  return { file, value: value as Static<Schema>, error }
}

interface Found {
  readonly path: Path
  /** The problem is the key itself, not what it holds. */
  readonly isKey?: true
  readonly message: string
}

function problemsOf(schema: TSchema, what: string, value: unknown): Found[] {
  const found = new Map<string, Found>()
  for (const { instancePath, keyword, message, params } of Value.Errors(schema, value)) {
    const path = instancePath.split('/').slice(1).map(segment)
    const here = path.join('.') || what
    if (keyword === 'additionalProperties') {
      const { additionalProperties } = params
      for (const key of additionalProperties)
        found.set(`${here}.${key}`, {
          path: [...path, key],
          isKey: true,
          message: unknownKey(key, knownKeys(schema, path)),
        })
    } else if (!found.has(here)) {
      const allowed = (params as { allowedValues?: unknown[] }).allowedValues
      const list = allowed ? `: ${allowed.join(', ')}` : ''
      const said = JSON.stringify(at(value, path))
      const shown = said === undefined || said.length > 40 ? '' : ` ${said}`
      found.set(here, { path, message: `${here}${shown} ${message}${list}` })
    }
  }
  return [...found.values()]
}

const segment = (part: string) => {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  return /^\d+$/.test(plain) ? Number(plain) : plain
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], value)
}

/** Keys known at a path, as far as plain objects lead there. */
function knownKeys(schema: TSchema, path: Path): string[] {
  let node: unknown = schema
  for (const key of path) {
    const { items, patternProperties, properties } = node as Record<string, unknown>
    node =
      (properties as Record<string, unknown> | undefined)?.[key] ??
      items ??
      Object.values(patternProperties ?? {})[0]
  }
  return Object.keys((node as { properties?: object } | undefined)?.properties ?? {})
}

function unknownKey(key: string, known: readonly string[]): string {
  const [nearest] = [...known].sort((a, b) => edits(key, a) - edits(key, b))
  const hint =
    nearest !== undefined && edits(key, nearest) <= Math.max(2, key.length / 3)
      ? `; did you mean "${nearest}"?`
      : known.length > 0
        ? `; known: ${known.join(', ')}`
        : ''
  return `unknown key "${key}"${hint}`
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
