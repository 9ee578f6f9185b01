import { fromTwin, type Metric, metricOf } from '../metrics/index.ts'
import type { RunDetails } from '../runs.ts'
import type { Grain } from './buckets.ts'
import { replicationsOf } from './replication.ts'
import { type Given, ReportError } from './report.ts'

const widths: { readonly [G in Grain]?: number } = {
  ...{ '5min': 300_000, '15min': 900_000, '30min': 1_800_000, '1h': 3_600_000 },
  ...{ '2h': 7_200_000, '4h': 14_400_000, '6h': 21_600_000, '12h': 43_200_000 },
}

/**
 * A metric as it is told of the replication asked for: from the rows that are kept of one, else from
 * what the simulator keeps of every one, by whole intervals.
 * @throws ReportError where that replication is not there, or nobody kept this of it.
 */
export function askedOf(metric: Metric, given: Given, run: RunDetails, grain: Grain): Metric {
  const { replication } = given
  if (replication === undefined) return metric
  replicationsOf('metrics', { replication }, run)
  if (replication === 0 && run.conversations > 0) return metric
  if (metric.twin === null) {
    const known = [...metricOf.values()].filter(({ twin }) => twin !== null).map(({ id }) => id)
    throw new ReportError(
      `metric "${metric.id}" is not kept of replication ${replication}; kept of each: ${known.join(', ')}`,
    )
  }
  if ((widths[grain] ?? Infinity) < run.interval_ms)
    throw new ReportError(
      `report "metrics": grain "${grain}" is finer than what is kept of replication ${replication}: ${run.interval_ms} ms`,
    )
  return fromTwin(metric)
}
