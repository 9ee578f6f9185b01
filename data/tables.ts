import type { Data, Table } from './schema.ts'
import { agent_time, open_load, wake_ups } from './tables/desk.ts'
import * as engagement from './tables/engagement.ts'
import * as figures from './tables/figures.ts'
import { forecasts } from './tables/forecasts.ts'
import * as lives from './tables/lives.ts'
import { agent_intervals, exact, histograms, intervals } from './tables/measures.ts'
import { interval_histograms } from './tables/measures.ts'
import { agent_skills, agents, channels, groups, replications } from './tables/run.ts'
import { run, schedule, skills } from './tables/run.ts'
import * as quality from './tables/quality.ts'
import * as surveys from './tables/surveys.ts'

export { histogramMetrics } from './tables/measures.ts'
export * from './tables/words.ts'

/**
 * Every table of a run's file: the one schema. `conversations` to `findings` hold one history whole
 * (replication 0, or the recorded one); `intervals` to `exact` hold every replication; `interval_histograms` are made of
 * the rows that are kept.
 */
export const tables = {
  run,
  skills,
  groups,
  channels,
  agents,
  agent_skills,
  schedule,
  replications,
  ...lives,
  agent_time,
  wake_ups,
  open_load,
  ...surveys,
  ...engagement,
  forecasts,
  ...figures,
  ...quality,
  intervals,
  agent_intervals,
  histograms,
  exact,
  interval_histograms,
} as const satisfies Record<string, Table>

export type TableName = keyof typeof tables
export type DataOf<T extends TableName> = Data<(typeof tables)[T]>
/** Tables with their columns filled. */
export type Tables = { readonly [T in Exclude<TableName, 'run'>]?: DataOf<T> }

/** The tables of all replications, as the simulator's measures make them. */
export const measureTables = [
  'intervals',
  'agent_intervals',
  'histograms',
  'exact',
] as const satisfies readonly TableName[]
