import type { Command } from 'commander'
import { fit } from '../../data/fit/index.ts'
import { importMessages } from '../../data/import/index.ts'
import { ask, openRun, reports, toCsv, toJson } from '../../data/index.ts'
import { fitWords } from '../fit-words.ts'
import { print } from '../print.ts'

/** Commands about what was recorded: `report`, `fit`. */
export function addAsking(program: Command): void {
  program
    .command('report')
    .description('ask a run file one of the named questions')
    .argument('[name]', 'a question; without one, they are listed')
    .option('--run <file>', 'the run file')
    .option('--where <key=value...>', 'parameters of the question')
    .option('--json', 'print JSON instead of CSV')
    .action((name: string | undefined, flags: ReportFlags) => reportCommand(program, name, flags))
  program
    .command('fit')
    .description('fit turns, gaps and replies to a recorded message log')
    .argument('<csv>', 'columns thread, seq, t_unix, role (c or h), author')
    .option('--json', 'print the whole fit as JSON')
    .action(fitCommand)
}

interface ReportFlags {
  readonly run?: string
  readonly where?: readonly string[]
  readonly json?: true
}

async function reportCommand(
  program: Command,
  name: string | undefined,
  flags: ReportFlags,
): Promise<void> {
  if (name === undefined) {
    if (flags.json)
      print(JSON.stringify([...reports.values()].map(({ ask: _ask, ...about }) => about)))
    else
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
