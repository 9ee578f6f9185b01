import { load } from '../load.ts'
import { print } from '../print.ts'
import { simulateTo } from '../simulate.ts'
import { summaryOf, summaryTable } from '../summary.ts'

/** What `simulate` may be told. */
export interface SimulateFlags {
  readonly replications?: number
  readonly seed?: number
  readonly workers?: number
  readonly out: string
  readonly json?: true
}

/** Runs a scenario and writes its run file. */
export async function simulateCommand(
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
