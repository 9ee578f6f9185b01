import { Command, Option } from 'commander'
import { colourOfErrors } from './colours.ts'
import type { CompareFlags } from './commands/compare.ts'
import type { ExplainFlags } from './commands/explain.ts'
import type { FitFlags } from './commands/fit.ts'
import type { ImportFlags } from './commands/import.ts'
import type { LintFlags } from './commands/lint.ts'
import type { ReplayFlags } from './commands/replay.ts'
import type { ReportFlags } from './commands/report.ts'
import type { ServeFlags } from './commands/serve.ts'
import type { SimulateFlags } from './commands/simulate.ts'
import type { SqlFlags } from './commands/sql.ts'
import type { ValidateFlags } from './commands/validate.ts'
import { above0, count, port, share, whole } from './print.ts'
import { version } from './version.ts'

const stopped = new AbortController()
process.once('SIGINT', () => stopped.abort(new Error('interrupted; nothing was written')))
process.once('SIGTERM', () => stopped.abort(new Error('stopped; nothing was written')))
const { signal } = stopped
// Who reads no further, such as `head`, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
const mapping = 'a YAML file that says what the columns mean: data/import/thunderbird.yaml'

const program = new Command('switchyard')
  .description('Routing and capacity workbench for messaging contact centres')
  .version(version)
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride()

// What a command does is read when it is asked for: --help answers at once.
program
  .command('simulate')
  .description('run a scenario and write its run file')
  .argument('<scenario>', 'a YAML file, such as scenarios/retail-chat.yaml')
  .option('-n, --replications <number>', 'instead of the number in the file', count)
  .option('--precision <share>', 'as many replications as the metric takes, such as 2%', share)
  .option('--metric <id>', 'of the summary: what is to be so precise', 'responseTime')
  .option('--seed <number>', 'instead of the seed in the file', whole)
  .option('--workers <number>', 'threads; all cores unless told', count)
  .addOption(
    new Option('--trace <level>', 'whose rows are kept: none, one replication, all as Parquet')
      .choices(['accumulators', 'sample', 'all'])
      .default('sample'),
  )
  .option('--out <folder>', 'where run files go', 'runs')
  .option('--cache <folder>', 'where replications are remembered', '.cache/replications')
  .option('--no-cache', 'run again what was run before, and remember nothing')
  .option('--json', 'print the summary as JSON')
  .action(async (file: string, flags: SimulateFlags) =>
    (await import('./commands/simulate.ts')).simulateCommand(file, flags, signal),
  )
program
  .command('compare')
  .description('compare scenarios on the same consumers: differences, runs won, and the best')
  .argument('<scenario...>', 'two or more; the first is the baseline')
  .option('-n, --replications <number>', 'instead of the most of the files', count)
  .option('--seed <number>', 'of all; the first one’s unless told', whole)
  .option('--metric <id>', 'of the summary: what decides which is the best', 'responseTime')
  .addOption(new Option('--better <side>', 'which values are better').choices(['lower', 'higher']))
  .option(
    '--indifference <number>',
    'run until the best is found: the least difference that matters, in ms or as a share',
    above0,
  )
  .option('--workers <number>', 'threads; all cores unless told', count)
  .option('--cache <folder>', 'where replications are remembered', '.cache/replications')
  .option('--no-cache', 'run again what was run before, and remember nothing')
  .option('--json', 'print all figures as JSON')
  .action(async (files: readonly string[], flags: CompareFlags) =>
    (await import('./commands/compare.ts')).compareCommand(files, flags, signal),
  )
program
  .command('report')
  .description('ask a run file one of the named questions')
  .argument('[name]', 'a question; without one, they are listed')
  .option('--run <file...>', 'the run file, or several to compare')
  .option(
    '--where <key=value...>',
    'parameters of the question; scenario=NAME picks the runs of one scenario',
  )
  .addOption(
    new Option(
      '--model <name>',
      'who earns a conversion, instead of what the run was told',
    ).choices(['first', 'last', 'linear', 'time-decay', 'position']),
  )
  .option('--look-back <days>', 'how long an interaction of another visit still earns one', whole)
  .addOption(
    new Option('--dated-to <instant>', 'what credits are dated to').choices([
      'interaction',
      'conversion',
    ]),
  )
  .option('--half-life <days>', 'time decay: how much older what weighs half is', above0)
  .option('--ends <first,last>', 'position: the shares of the first and the last, such as 0.4,0.4')
  .option('--csv', 'as CSV, which is what it is unless told')
  .option('--json', 'as JSON')
  .option('--parquet', 'as Parquet')
  .option('--arrow', 'as an Arrow stream')
  .option('--out <file>', 'into a file instead of onto the terminal')
  .action(async (name: string | undefined, flags: ReportFlags) =>
    (await import('./commands/report.ts')).reportCommand(name, flags),
  )
program
  .command('export')
  .description('a run file as a folder of Parquet by day, which is read in place like the file')
  .argument('<run>', 'the run file')
  .argument('<folder>', 'a new folder, such as runs/long')
  .action(async (run: string, folder: string) =>
    (await import('./commands/export.ts')).exportCommand(run, folder),
  )
program
  .command('sql')
  .description('ask a run file in SQL: read-only, in a process of its own, within limits')
  .argument('<query>', 'such as "SELECT count(*) FROM turns"; docs/tables.md has the tables')
  .option('--run <file>', 'the run file')
  .option('--json', 'print JSON instead of CSV')
  .option('--seconds <number>', 'most time that it may take', count, 30)
  .option('--memory <megabytes>', 'most memory that it may take', count, 1024)
  .action(async (sql: string, flags: SqlFlags) =>
    (await import('./commands/sql.ts')).sqlCommand(sql, flags, signal),
  )
program
  .command('import')
  .description(
    'make a recorded log a run, or add to one what its consumers did beside, or what was foreseen, required or scored',
  )
  .argument('<mapping>', mapping)
  .argument('[csv]', 'another log of the same form')
  .option('--out <folder>', 'where run files go', 'runs')
  .option('--run <file>', 'the run file that engagement, a forecast or other figures are added to')
  .option('--json', 'print the counts as JSON')
  .action(async (file: string, csv: string | undefined, flags: ImportFlags) =>
    (await import('./commands/import.ts')).importCommand(file, csv, flags, signal),
  )
program
  .command('fit')
  .description('fit how consumers and agents behave to a recorded message log or the rows of a run')
  .argument('<file>', `a run file, or ${mapping}`)
  .argument('[csv]', 'another log of the same form')
  .option('--json', 'print the whole fit as JSON, with the points of its plots')
  .action(async (file: string, csv: string | undefined, flags: FitFlags) =>
    (await import('./commands/fit.ts')).fitCommand(file, csv, flags),
  )
program
  .command('validate')
  .description('run cases that are known exactly, such as Erlang C, through the simulator')
  .argument('<file>', 'a JSON list of cases')
  .option('--family <name>', 'only this family')
  .option('--case <id>', 'only this case')
  .option('--seed <number>', 'of all random numbers', whole, 1)
  .option('--workers <number>', 'threads; all cores unless told', count)
  .option('--precision <share>', 'standard error as a share of the value; 1% unless told', share)
  .option('--most <millions>', 'conversations after which a case is too noisy', above0, 1000)
  .option('--json', 'one JSON object a line, what is skipped on standard error')
  .option('--markdown', 'all as one page')
  .action(async (file: string, flags: ValidateFlags) =>
    (await import('./commands/validate.ts')).validateCommand(file, flags, signal),
  )
program
  .command('lint')
  .description('check scenarios: form, names and bounds')
  .argument('[scenario...]')
  .option('--schema', 'print the JSON Schema of scenarios, for editors')
  .option('--json', 'print every problem with its line and column as JSON')
  .action(async (files: readonly string[], flags: LintFlags) =>
    (await import('./commands/lint.ts')).lintCommand(files, flags),
  )
program
  .command('serve')
  .description('show runs in the workbench and open the live desk, on this machine only')
  .option('--runs <folder>', 'where run files are', 'runs')
  .option('--port <number>', 'to listen on; 0 takes any that is free', port, 4545)
  .option('--live <folder>', 'where the live desk keeps its journal', 'live')
  .option('--desk <scenario>', 'whose skills, rules and agents the live desk has; none unless told')
  .action(async (flags: ServeFlags) =>
    (await import('./commands/serve.ts')).serveCommand(flags, signal),
  )
program
  .command('replay')
  .description('put the journal of a live desk through the simulator: the same decisions, as a run')
  .argument('[folder]', 'of the live desk', 'live')
  .option('--out <folder>', 'where run files go', 'runs')
  .option('--json', 'print the counts as JSON')
  .action(async (folder: string, flags: ReplayFlags) =>
    (await import('./commands/replay.ts')).replayCommand(folder, flags),
  )
program
  .command('explain')
  .description('why a conversation went to whom it went, or waited: every agent as they were then')
  .argument('<source>', 'a scenario, or the folder of a live desk')
  .argument('<conversation>', 'its number, as reports and desks have it', whole)
  .option('--replication <number>', 'of a scenario', whole, 0)
  .option('--agents <number>', 'so many agents are shown', count, 10)
  .option('--json', 'print the explanations as JSON')
  .action(async (source: string, conversation: number, flags: ExplainFlags) =>
    (await import('./commands/explain.ts')).explainCommand(source, conversation, flags),
  )
program
  .command('start', { hidden: true })
  .description('the first run: import, fit and simulate the Thunderbird support desk, and serve')
  .option('--port <number>', 'to listen on; 0 takes any that is free', port, 4545)
  .action(async (flags: { readonly port: number }) =>
    (await import('./commands/start.ts')).startCommand(flags, signal),
  )

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = failed(error)
}

function failed(error: unknown): number {
  const isUsage = error instanceof Error && 'exitCode' in error
  // Commander has spoken for itself.
  if (isUsage && 'code' in error) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`${colourOfErrors.red('error:')} ${(error as Error).message}\n`)
  if (isUsage) return 2
  return stopped.signal.aborted ? 130 : 1
}
