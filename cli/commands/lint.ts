import { schema } from '../../scenarios/index.ts'
import { load } from '../load.ts'
import { print, UsageError } from '../print.ts'

/** What `lint` may be told. */
export interface LintFlags {
  readonly schema?: true
}

/** Checks scenarios. @throws Error with every problem. */
export async function lintCommand(files: readonly string[], flags: LintFlags): Promise<void> {
  if (flags.schema) return print(JSON.stringify(schema, null, 2))
  if (files.length === 0) throw new UsageError('name at least one scenario')
  const problems: string[] = []
  for (const file of files)
    await load(file).then(
      () => print(`${file}: ok`),
      (error: Error) => problems.push(error.message),
    )
  if (problems.length > 0)
    throw new Error(`${problems.length} with problems\n${problems.join('\n')}`)
}
