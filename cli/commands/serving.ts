import type { Command } from 'commander'
import colours from 'picocolors'
import { openRuns } from '../../data/index.ts'
import { fitWords } from '../fit-words.ts'
import { load } from '../load.ts'
import { port, print } from '../print.ts'
import { simulateTo } from '../simulate.ts'
import { summaryOf, summaryTable } from '../summary.ts'

/** Commands that serve: `serve`, and `start`, the first run. */
export function addServing(program: Command, signal: AbortSignal): void {
  program
    .command('serve')
    .description('show the runs of a folder in the workbench, on this machine only')
    .option('--runs <folder>', 'where run files are', 'runs')
    .option('--port <number>', 'to listen on; 0 takes any that is free', port, 4545)
    .action((flags: ServeFlags) => serveUntil(flags, signal))
  program
    .command('start', { hidden: true })
    .description('the first run: import, fit and simulate the Thunderbird support desk, and serve')
    .option('--port <number>', 'to listen on; 0 takes any that is free', port, 4545)
    .action((flags: { readonly port: number }) => startCommand(flags, signal))
}

interface ServeFlags {
  readonly runs: string
  readonly port: number
}

async function startCommand(flags: { readonly port: number }, signal: AbortSignal): Promise<void> {
  const file = 'scenarios/thunderbird.yaml'
  const began = performance.now()
  const { fit: fitted, scenario } = await load(file)
  print(colours.bold(scenario.name) + colours.dim(` · ${scenario.description}`))
  if (fitted) print(fitWords(fitted))
  const { path } = await simulateTo(file, scenario, { out: 'runs', signal })
  print(summaryTable(await summaryOf(path), scenario.replications))
  const took = ((performance.now() - began) / 1000).toFixed(1)
  print(`${path} in ${took} s`)
  await serveUntil({ runs: 'runs', ...flags }, signal)
}

/** Serves until it is told to stop, which is no error. */
async function serveUntil({ port, runs }: ServeFlags, signal: AbortSignal): Promise<void> {
  // Other commands need not wait until a server is read.
  const [{ buildDashboard }, { serve }] = await Promise.all([
    import('../../dashboard/build.ts'),
    import('../server.ts'),
  ])
  const dashboard = await buildDashboard()
  signal.throwIfAborted()
  const serving = await serve({ runs: openRuns(runs), dashboard, port })
  print(
    `\n${colours.bold('Workbench')}  ${colours.cyan(serving.address)}   ${colours.dim('Ctrl-C ends it')}`,
  )
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  await serving.close()
  print('stopped')
}
