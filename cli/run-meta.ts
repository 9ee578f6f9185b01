import { createHash } from 'node:crypto'
import type { RunMeta } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { version } from './version.ts'

/** What is known of a simulated run. */
export function metaOf(
  id: string,
  scenario: Scenario,
  { note = '', traceHash }: { readonly traceHash: string; readonly note?: string },
): RunMeta {
  const text = JSON.stringify(scenario)
  const { burnIn, horizon, interval, replications, seed, start, zone } = scenario
  const provenance = [scenario.description, note].filter((part) => part !== '').join('. ')
  return {
    ...{ id, name: scenario.name, source: 'simulated', scenario: text },
    scenario_hash: createHash('sha256').update(text).digest('hex').slice(0, 16),
    ...{ code_version: version, seed, replications },
    ...{ started_at: start, ended_at: start + horizon, counted_from: start + burnIn },
    ...{ interval_ms: interval, zone, tz_version: process.versions['tz'] ?? 'unknown' },
    ...{ created_at: Date.now(), trace_hash: traceHash, provenance },
  }
}
