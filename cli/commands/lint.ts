import { configure, tellBounds } from '../../core/index.ts'
import { FormError, type Problem, schema } from '../../scenarios/index.ts'
import { colours } from '../colours.ts'
import { load } from '../load.ts'
import { print, UsageError } from '../print.ts'

/** What `lint` may be told. */
export interface LintFlags {
  readonly schema?: true
  readonly json?: true
}

/** What is wrong with a file; a problem of the file as a whole stands nowhere. */
interface Linted {
  readonly file: string
  readonly problems: readonly (Problem | { readonly message: string })[]
  /** What it may mean, but probably should not: it can be used all the same. */
  readonly warnings: readonly Problem[]
  /** How long anybody can be overtaken in its queues. */
  readonly bounds: readonly string[]
  /** Its problems as people read them. */
  readonly text: string
  /** Whether it says itself in which order its queues are served. */
  readonly orders: boolean
}

/** Checks scenarios. @throws Error with every problem; warnings are no error. */
export async function lintCommand(
  files: readonly string[],
  { json, schema: asked }: LintFlags,
): Promise<void> {
  if (asked) return print(JSON.stringify(schema, null, 2))
  if (files.length === 0) throw new UsageError('name at least one scenario')
  const linted = await Promise.all(files.map(lint))
  const wrong = linted.filter(({ problems }) => problems.length > 0)
  if (json) print(JSON.stringify(linted.map(({ orders: _orders, text: _text, ...told }) => told)))
  else for (const one of linted) if (one.problems.length === 0) print(words(one))
  if (wrong.length === 0) return
  const sum = `${wrong.length} of ${files.length} cannot be used`
  throw new Error(json ? sum : [sum, ...wrong.map(({ text }) => text)].join('\n'))
}

/** `file: ok`, or each warning where it stands; then, of its own order, who may overtake whom. */
function words({ bounds, file, orders, warnings }: Linted): string {
  const queue = orders ? bounds.map((sentence) => `  ${sentence}`) : []
  if (warnings.length === 0) return [`${file}: ok`, ...queue].join('\n')
  const told = warnings.map(
    ({ column, line, message }) =>
      `${file}:${line}:${column}: ${colours.yellow('warning:')} ${message}`,
  )
  return [...told, ...queue].join('\n')
}

const lint = (file: string): Promise<Linted> =>
  load(file).then(
    ({ scenario: { account }, warnings }) => ({
      ...{ file, problems: [], warnings, text: '' },
      bounds: tellBounds(configure(account)),
      orders: Boolean(account.classes ?? account.prioritization),
    }),
    (error: Error) => ({
      file,
      problems: error instanceof FormError ? error.problems : [{ message: error.message }],
      ...{ warnings: [], bounds: [], orders: false },
      text: error.message,
    }),
  )
