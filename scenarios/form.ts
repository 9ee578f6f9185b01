import type { Static, TSchema } from 'typebox'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { type Path, type Wrong, wrongsOf } from './wrong.ts'

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

/** A file that has the right form, and where each of its values stands. */
export interface Formed<Value> {
  readonly file: string
  readonly value: Value
  /** An error that points at a value. */
  readonly error: (path: Path, message: string) => FormError
  /** An error that points at several. */
  readonly errors: (wrongs: readonly Wrong[]) => FormError
  /** Where a value stands, or what it would be part of. */
  readonly spot: (path: Path) => { readonly line: number; readonly column: number }
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
        message: message.split('\n')[0].replace(/ at line \d+, column \d+:$/, ''),
      })),
    )
  const value: unknown = document.toJS()
  const errors = (wrongs: readonly Wrong[]) =>
    new FormError(
      file,
      wrongs.map(({ isKey, message, path }) => ({
        ...(isKey ? spotOfKey : spotOf)(path),
        message,
      })),
    )
  const wrongs = wrongsOf(schema, what, value)
  if (wrongs.length > 0) throw errors(wrongs)
  return {
    file,
    value: value as Static<Schema>,
    error: (path, message) => errors([{ path, message }]),
    errors,
    spot: spotOf,
  }
}
