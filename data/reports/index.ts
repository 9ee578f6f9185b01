/** The questions that can be asked of every run, in reading order. */
import type { Result } from '../engine.ts'
import type { Run } from '../runs.ts'
import { agents } from './agents.ts'
import { attribution, conversions } from './attribution.ts'
import { decisions, life, messages, segments, turns } from './conversation.ts'
import { conversationCount, conversations } from './conversations.ts'
import { forecastError } from './forecast-error.ts'
import { heatmap } from './heatmap.ts'
import { levels } from './levels.ts'
import { lift } from './lift.ts'
import { metricsReport } from './metrics.ts'
import { check, type Question, type Report, ReportError } from './report.ts'
import { quality, rejects } from './quality.ts'
import { responseCurve } from './response-curve.ts'
import { runFacts } from './run.ts'
import { replications, summary } from './summary.ts'
import { days, probability } from './targets.ts'

export { type Parameter, type Question, type Report, ReportError } from './report.ts'

const list = [
  summary,
  replications,
  days,
  probability,
  responseCurve,
  levels,
  heatmap,
  agents,
  metricsReport,
  conversations,
  conversationCount,
  turns,
  segments,
  messages,
  decisions,
  life,
  attribution,
  conversions,
  lift,
  forecastError,
  runFacts,
  quality,
  rejects,
] as const

/** Every report by its name. */
export const reports: ReadonlyMap<string, Report> = new Map(list.map((r) => [r.name, r]))

/**
 * A question as SQL: the report's, with text parameters as they stand in a URL.
 * @throws ReportError at an unknown report, parameter or value, naming the known ones.
 */
export function questionOf(
  run: Run,
  name: string,
  query: Readonly<Record<string, string | undefined>> = {},
): Question {
  const report = reports.get(name)
  if (!report)
    throw new ReportError(`unknown report "${name}"; known: ${[...reports.keys()].join(', ')}`)
  return report.ask(check(report, query, run.details), run.details)
}

/** Asks a run. @throws ReportError as `questionOf`; FileError if the run's file fails. */
export function ask(
  run: Run,
  name: string,
  query: Readonly<Record<string, string | undefined>> = {},
  signal?: AbortSignal,
): Promise<Result> {
  const { sql, values } = questionOf(run, name, query)
  return run.query(sql, values, signal)
}
