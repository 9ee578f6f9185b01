import { FormError, type Problem, schema } from '../../scenarios/index.ts'
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
  /** As people read it. */
  readonly text: string
}

/** Checks scenarios. @throws Error with every problem. */
export async function lintCommand(
  files: readonly string[],
  { json, schema: asked }: LintFlags,
): Promise<void> {
  if (asked) return print(JSON.stringify(schema, null, 2))
  if (files.length === 0) throw new UsageError('name at least one scenario')
  const linted = await Promise.all(files.map(lint))
  const wrong = linted.filter(({ problems }) => problems.length > 0)
  if (json) print(JSON.stringify(linted.map(({ file, problems }) => ({ file, problems }))))
  else for (const { file, problems } of linted) if (problems.length === 0) print(`${file}: ok`)
  if (wrong.length === 0) return
  const sum = `${wrong.length} of ${files.length} cannot be used`
  throw new Error(json ? sum : [sum, ...wrong.map(({ text }) => text)].join('\n'))
}

const lint = (file: string): Promise<Linted> =>
  load(file).then(
    () => ({ file, problems: [], text: '' }),
    (error: Error) => ({
      file,
      problems: error instanceof FormError ? error.problems : [{ message: error.message }],
      text: error.message,
    }),
  )
