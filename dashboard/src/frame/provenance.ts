import { createContext } from 'react'
import type { RunDetails } from '../data/api.ts'

/** The line that every export carries. */
export const ProvenanceContext = createContext('')

/** Where the numbers of a run come from, in one line. */
export function provenanceOf(run: RunDetails): string {
  const { code_version, name, replications, scenario_hash, seed, source, trace_hash } = run
  return [
    name,
    source,
    ...(scenario_hash ? [`scenario ${scenario_hash}`] : []),
    ...(seed === null ? [] : [`seed ${seed}`]),
    ...(source === 'simulated' ? [`${replications} replications`] : []),
    ...(trace_hash ? [`trace ${trace_hash}`] : []),
    `Switchyard ${code_version}`,
  ].join(' · ')
}
