import type { Scenario } from '../../scenarios/index.ts'
import { colourOfErrors } from '../colours.ts'
import { load } from '../load.ts'
import type { Precise } from '../precision.ts'
import { print } from '../print.ts'
import { type Simulated, simulateTo, type TraceLevel } from '../simulate.ts'
import { batchesOf, type Start, startOf } from '../steady.ts'
import { show, type SummaryRow, summaryOf, summaryTable } from '../summary.ts'

/** What `simulate` may be told. */
export interface SimulateFlags {
  readonly replications?: number
  readonly seed?: number
  readonly workers?: number
  readonly out: string
  readonly precision?: number
  readonly metric: string
  readonly trace: TraceLevel
  /** False for none. */
  readonly cache: string | false
  readonly json?: true
}

/** Replications after which a run that does not get precise gives up. */
const MOST = 1000

/** Runs a scenario and writes its run file. */
export async function simulateCommand(
  file: string,
  flags: SimulateFlags,
  signal: AbortSignal,
): Promise<void> {
  const { cache, json, metric, out, precision: share, trace, workers } = flags
  const { scenario } = await load(file)
  const { seed = scenario.seed } = flags
  const { replications = share ? MOST : scenario.replications } = flags
  const told = { ...scenario, replications, seed }
  const simulated = await simulateTo(file, told, {
    ...{ out, signal, trace, workers, least: Math.min(2, replications) },
    cache: cache || null,
    precision: share === undefined ? undefined : { metric, share },
  })
  const summary = await withBatches(told, simulated)
  const start = startOf(told, simulated.results)
  if (json) print(JSON.stringify(toldAsJson(simulated, summary, start)))
  else tell(told, simulated, summary, start)
  if (simulated.results.length < simulated.asked) process.exitCode = 130
}

interface Row extends SummaryRow {
  /** One long run: whether its batches are too much alike to say how sure the average is. */
  readonly isCorrelated?: boolean
}

/** The summary; of one long steady run with the uncertainty that its batches give. */
async function withBatches(
  scenario: Scenario,
  { path, results }: Simulated,
): Promise<readonly Row[]> {
  const rows = await summaryOf(path)
  const batches = results.length === 1 ? batchesOf(scenario, results[0]) : null
  return rows.map((row) => {
    const found = batches?.get(row.metric)
    if (!found || row.mean === null) return row
    const half = (found.high - found.low) / 2
    const { isCorrelated } = found
    return { ...row, low: row.mean - half, high: row.mean + half, isCorrelated }
  })
}

function toldAsJson(
  { asked, path, precise, results, rows }: Simulated,
  summary: readonly Row[],
  start: Start | null,
) {
  const { length } = results
  return {
    ...{ run: path, rows, trace: results[0].traceHash, replications: length },
    interrupted: length < asked ? { asked, finished: length } : null,
    ...{ precision: precise, summary },
    start: start && {
      ...start,
      batches: [...start.batches],
      curve: Object.fromEntries(Object.entries(start.curve).map(([name, x]) => [name, [...x]])),
    },
  }
}

function tell(
  { name }: Scenario,
  { asked, path, precise, results, rows }: Simulated,
  summary: readonly Row[],
  start: Start | null,
): void {
  const { length } = results
  print(summaryTable(summary, length))
  const warn = (text: string) => print(`${colourOfErrors.yellow('note:')} ${text}`)
  if (length < asked)
    warn(`interrupted: ${length} of ${asked} replications are there, and the run is theirs`)
  if (precise) (precise.isEnough ? print : warn)(precisionWords(precise, length))
  const alike = summary.filter(({ isCorrelated }) => isCorrelated).map(({ label }) => label)
  if (alike.length > 0)
    warn(`${alike.join(', ')}: the batches of one run this long are too much alike to be trusted`)
  if (start && !start.isCertain)
    warn('the run is too short to tell where its start ends: burn-in and horizon should be longer')
  else if (start && start.further > 0)
    warn(`the start still shows: ${show(start.further, 'ms')} more burn-in would do (MSER-5)`)
  print(`${name}: ${path}, trace ${results[0].traceHash}`)
  if (rows) print(`rows of all replications: ${rows}`)
}

function precisionWords({ isEnough, metric, reached, share }: Precise, replications: number) {
  const percent = (x: number) => `${(x * 100).toPrecision(2)} %`
  const found = `${metric} to ±${percent(reached)} with ${replications} replications`
  return isEnough ? found : `${found}; ±${percent(share)} was asked for`
}
