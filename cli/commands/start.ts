import { colours } from '../colours.ts'
import { fitWords } from '../fit-words.ts'
import { load } from '../load.ts'
import { print } from '../print.ts'
import { simulateTo } from '../simulate.ts'
import { summaryOf, summaryTable } from '../summary.ts'

/** The first run: import, fit and simulate the Thunderbird support desk, and serve. */
export async function startCommand(
  flags: { readonly port: number },
  signal: AbortSignal,
): Promise<void> {
  const file = 'scenarios/thunderbird.yaml'
  const began = performance.now()
  const { fit: fitted, scenario } = await load(file)
  print(colours.bold(scenario.name) + colours.dim(` · ${scenario.description}`))
  if (fitted) print(fitWords(fitted))
  const { path } = await simulateTo(file, scenario, { out: 'runs', signal })
  print(summaryTable(await summaryOf(path), scenario.replications))
  const took = ((performance.now() - began) / 1000).toFixed(1)
  print(`${path} in ${took} s`)
  const { serveCommand } = await import('./serve.ts')
  await serveCommand({ runs: 'runs', live: 'live', ...flags }, signal)
}
