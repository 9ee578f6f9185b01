import { ask, memoryRun, type ReplicationMeasures, rowsOf } from '../data/index.ts'
import { stackReplications } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { FIRST, progress, type Replication } from '../sim/index.ts'
import type { Extend } from './experiment.ts'
import { UsageError } from './print.ts'
import { metaOf } from './run-meta.ts'

/** How precise an average shall be: half its interval as a share of it. */
export interface Precision {
  readonly metric: string
  readonly share: number
}

/** How precise it is. */
export interface Precise extends Precision {
  readonly reached: number
  readonly isEnough: boolean
}

/** A metric of the summary with its value in each replication; null where there is no data. */
export interface MetricValues {
  readonly metric: string
  readonly label: string
  readonly unit: string
  readonly values: readonly (number | null)[]
}

/** What the summary averages: its metrics, replication by replication. */
export async function valuesOf(
  scenario: Scenario,
  results: readonly Replication[],
): Promise<readonly MetricValues[]> {
  const told = { ...scenario, replications: results.length }
  const meta = metaOf('(memory)', told, { traceHash: results[0].traceHash })
  const tables = stackReplications(results as unknown as readonly ReplicationMeasures[])
  const run = await memoryRun({ meta, tables })
  try {
    const rows = rowsOf(await ask(run, 'replications'))
    const metrics = [...new Set(rows.map(({ metric }) => metric as string))]
    return metrics.map((metric) => {
      const own = rows.filter((row) => row.metric === metric)
      const [{ label, unit }] = own as unknown as MetricValues[]
      return { metric, label, unit, values: own.map(({ value }) => value as number | null) }
    })
  } finally {
    run.close()
  }
}

/** One metric's values. @throws UsageError naming the metrics there are. */
export function metricOf(all: readonly MetricValues[], name: string): MetricValues {
  const found = all.find(({ metric }) => metric === name)
  if (found) return found
  throw new UsageError(
    `unknown metric "${name}"; known: ${all.map(({ metric }) => metric).join(', ')}`,
  )
}

/** Replications until a metric is precise enough, or until there are `most`. */
export async function untilPrecise(
  scenario: Scenario,
  { metric, share: wanted }: Precision,
  { extend, most }: { readonly extend: Extend; readonly most: number },
): Promise<Precise> {
  for (let n = Math.min(FIRST, most); ;) {
    const results = await extend(n)
    const { values } = metricOf(await valuesOf(scenario, results), metric)
    const known = values.filter((value) => value !== null)
    const { isEnough, next, precision } = progress(known, wanted)
    if (isEnough || n === most) return { metric, share: wanted, reached: precision, isEnough }
    n = Math.min(most, Math.max(next, n + 1))
  }
}
