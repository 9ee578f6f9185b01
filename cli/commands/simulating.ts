import type { Command } from 'commander'
import { load } from '../load.ts'
import { count, print, whole } from '../print.ts'
import { simulateTo } from '../simulate.ts'
import { summaryOf, summaryTable } from '../summary.ts'
import { schema } from '../../scenarios/index.ts'

/** Commands about scenarios: `simulate`, `lint`. */
export function addSimulating(program: Command, signal: AbortSignal): void {
  program
    .command('simulate')
    .description('run a scenario and write its run file')
    .argument('<scenario>', 'a YAML file, such as scenarios/retail-chat.yaml')
    .option('-n, --replications <number>', 'instead of the number in the file', count)
    .option('--seed <number>', 'instead of the seed in the file', whole)
    .option('--workers <number>', 'threads; all cores unless told', count)
    .option('--out <folder>', 'where run files go', 'runs')
    .option('--json', 'print the summary as JSON')
    .action((file: string, flags: SimulateFlags) => simulateCommand(file, flags, signal))
  program
    .command('lint')
    .description('check scenarios: form, names and bounds')
    .argument('[scenario...]')
    .option('--schema', 'print the JSON Schema of scenarios, for editors')
    .action((files: readonly string[], flags: LintFlags) => lintCommand(program, files, flags))
}

interface SimulateFlags {
  readonly replications?: number
  readonly seed?: number
  readonly workers?: number
  readonly out: string
  readonly json?: true
}

async function simulateCommand(
  file: string,
  flags: SimulateFlags,
  signal: AbortSignal,
): Promise<void> {
  const { scenario } = await load(file)
  const { json, out, replications = scenario.replications, seed = scenario.seed, workers } = flags
  const told = { ...scenario, replications, seed }
  const { path, results } = await simulateTo(file, told, { out, signal, workers })
  const summary = await summaryOf(path)
  if (json) print(JSON.stringify({ run: path, trace: results[0].traceHash, summary }))
  else {
    print(summaryTable(summary, replications))
    print(`${told.name}: ${path}, trace ${results[0].traceHash}`)
  }
}

interface LintFlags {
  readonly schema?: true
}

async function lintCommand(
  program: Command,
  files: readonly string[],
  flags: LintFlags,
): Promise<void> {
  if (flags.schema) return print(JSON.stringify(schema, null, 2))
  if (files.length === 0) return program.error('error: name at least one scenario', { exitCode: 2 })
  const problems: string[] = []
  for (const file of files)
    await load(file).then(
      () => print(`${file}: ok`),
      (error: Error) => problems.push(error.message),
    )
  if (problems.length > 0)
    throw new Error(`${problems.length} with problems\n${problems.join('\n')}`)
}
