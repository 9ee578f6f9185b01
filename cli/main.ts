import { Command, InvalidArgumentError } from 'commander'
import colours from 'picocolors'
import { fit } from '../data/fit/index.ts'
import { importMessages } from '../data/import/index.ts'
import { ask, openRun, reports, toCsv, toJson } from '../data/index.ts'
import type { Fit } from '../scenarios/index.ts'
import { schema } from '../scenarios/index.ts'
import { load } from './load.ts'
import { simulateTo } from './simulate.ts'
import { show, summaryOf, summaryTable } from './summary.ts'
import { version } from './version.ts'

const stopped = new AbortController()
process.once('SIGINT', () => stopped.abort(new Error('interrupted; nothing was written')))

const program = new Command('switchyard')
  .description('Routing and capacity workbench for messaging contact centres')
  .version(version)
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride()

program
  .command('simulate')
  .description('run a scenario and write its run file')
  .argument('<scenario>', 'a YAML file, such as scenarios/retail-chat.yaml')
  .option('-n, --replications <number>', 'instead of the number in the file', count)
  .option('--seed <number>', 'instead of the seed in the file', whole)
  .option('--workers <number>', 'threads; all cores unless told', count)
  .option('--out <folder>', 'where run files go', 'runs')
  .option('--json', 'print the summary as JSON')
  .action(simulateCommand)
program
  .command('report')
  .description('ask a run file one of the named questions')
  .argument('[name]', 'a question; without one, they are listed')
  .option('--run <file>', 'the run file')
  .option('--where <key=value...>', 'parameters of the question')
  .option('--json', 'print JSON instead of CSV')
  .action(reportCommand)
program
  .command('fit')
  .description('fit turns, gaps and replies to a recorded message log')
  .argument('<csv>', 'columns thread, seq, t_unix, role (c or h), author')
  .option('--json', 'print the whole fit as JSON')
  .action(fitCommand)
program
  .command('lint')
  .description('check scenarios: form, names and bounds')
  .argument('[scenario...]')
  .option('--schema', 'print the JSON Schema of scenarios, for editors')
  .action(lintCommand)
program
  .command('start', { hidden: true })
  .description('the first run: import, fit and simulate the Thunderbird support desk')
  .action(() => startCommand())

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = failed(error)
}

function failed(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`${colours.red('error:')} ${(error as Error).message}\n`)
  return stopped.signal.aborted ? 130 : 1
}

interface SimulateFlags {
  readonly replications?: number
  readonly seed?: number
  readonly workers?: number
  readonly out: string
  readonly json?: true
}

async function simulateCommand(file: string, flags: SimulateFlags): Promise<void> {
  const { scenario } = await load(file)
  const { json, out, replications = scenario.replications, seed = scenario.seed, workers } = flags
  const told = { ...scenario, replications, seed }
  const { path, results } = await simulateTo(file, told, { out, signal: stopped.signal, workers })
  const summary = await summaryOf(path)
  if (json) print(JSON.stringify({ run: path, trace: results[0].traceHash, summary }))
  else {
    print(summaryTable(summary, replications))
    print(`${told.name}: ${path}, trace ${results[0].traceHash}`)
  }
}

async function startCommand(): Promise<void> {
  const file = 'scenarios/thunderbird.yaml'
  const began = performance.now()
  const { fit: fitted, scenario } = await load(file)
  print(colours.bold(scenario.name) + colours.dim(` · ${scenario.description}`))
  if (fitted) print(fitWords(fitted))
  const told = { out: 'runs', signal: stopped.signal }
  const { path } = await simulateTo(file, scenario, told)
  print(summaryTable(await summaryOf(path), scenario.replications))
  const took = ((performance.now() - began) / 1000).toFixed(1)
  print(`${path} in ${took} s. Ask it more: npm run switchyard -- report --run ${path}`)
}

interface ReportFlags {
  readonly run?: string
  readonly where?: readonly string[]
  readonly json?: true
}

async function reportCommand(name: string | undefined, flags: ReportFlags): Promise<void> {
  if (name === undefined) {
    for (const report of reports.values()) print(`${report.name.padEnd(20)} ${report.question}`)
    return
  }
  if (flags.run === undefined)
    return program.error('error: --run <file> says which run to ask', { exitCode: 2 })
  const query = Object.fromEntries((flags.where ?? []).map((pair) => pair.split('=', 2)))
  const run = await openRun(flags.run)
  try {
    const result = await ask(run, name, query)
    print(flags.json ? toJson(result) : toCsv(result))
  } finally {
    run.close()
  }
}

async function fitCommand(file: string, { json }: { readonly json?: true }): Promise<void> {
  const fitted = fit(await importMessages(file))
  print(json ? JSON.stringify(fitted) : fitWords(fitted))
}

async function lintCommand(
  files: readonly string[],
  flags: { readonly schema?: true },
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

function fitWords({ conversations, gap, reply, source, turns, unanswered }: Fit): string {
  const at = (times: readonly number[], p: number) => show(times[p], 'ms')
  const quartiles = (times: readonly number[]) => [25, 50, 75].map((p) => at(times, p)).join(' / ')
  return [
    `${conversations.toLocaleString('en')} conversations in ${source}`,
    `  ${turns.mean.toFixed(2)} turns each, ${(unanswered * 100).toFixed(1)} % never answered`,
    `  replies after ${quartiles(reply.quantiles)} (quartiles, n = ${reply.n.toLocaleString('en')})`,
    `  consumers write again after ${quartiles(gap.quantiles)} (n = ${gap.n.toLocaleString('en')})`,
  ].join('\n')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it must be a whole number from 0')
  return Number(text)
}

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('it must be a whole number from 1')
  return Number(text)
}
