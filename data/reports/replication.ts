import type { RunDetails } from '../runs.ts'
import { type Given, type Parameter, ReportError } from './report.ts'

/** One replication instead of all of them. */
export const replicationFilter = {
  ...{ kind: 'whole', low: 0, high: 1_000_000 },
  meaning: 'Only this replication, from 0; all if missing',
} as const satisfies Parameter

/** The replications asked for, as a relation. @throws ReportError if there is no such one. */
export function replicationsOf(report: string, { replication }: Given, run: RunDetails): string {
  if (replication === undefined) return 'SELECT replication FROM replications'
  if (Number(replication) >= run.replications)
    throw new ReportError(
      `report "${report}": replication "${replication}" is none of 0..${run.replications - 1}`,
    )
  return 'SELECT replication FROM replications WHERE replication = $replication'
}
