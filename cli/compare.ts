import type { Scenario } from '../scenarios/index.ts'
import { type Better, experimentOn, FIRST, pairedDifference, possiblyBest } from '../sim/index.ts'
import {
  type Estimate,
  type Experiment,
  meanInterval,
  type PairedDifference,
} from '../sim/index.ts'
import { type Prediction, predictionInterval, selectBest, type Selection } from '../sim/index.ts'
import { quantileInterval, type QuantileEstimate } from '../sim/index.ts'
import { ResultCache } from './cache.ts'
import { codeVersion } from './code.ts'
import { metricOf, type MetricValues, valuesOf } from './precision.ts'

/** How scenarios are to be compared. */
export interface CompareOptions {
  readonly replications: number
  readonly workers: number
  readonly signal: AbortSignal
  /** Where replications are remembered; null for nowhere. */
  readonly cache: string | null
  /** What decides which is the best. */
  readonly metric: string
  readonly better?: Better | undefined
  /** Replications until the best is found, where a difference of so much is worth it. */
  readonly indifference?: number | undefined
}

/** A metric of one scenario, beside the baseline's. Null where there is too little data. */
export interface Compared {
  readonly average: Estimate | null
  readonly typical: Prediction | null
  readonly median: QuantileEstimate | null
  /** Null for the baseline itself, too. */
  readonly difference: PairedDifference | null
}

/** A metric of all scenarios, in their order. */
export interface ComparedMetric extends Omit<MetricValues, 'values'> {
  readonly better: Better
  readonly scenarios: readonly Compared[]
}

/** What came of it. */
export interface Comparison {
  readonly metrics: readonly ComparedMetric[]
  /** By scenario. */
  readonly replications: readonly number[]
  readonly best: {
    readonly metric: string
    readonly better: Better
    /** Scenarios that may be the best, best average first; null where there is no data. */
    readonly possibly: readonly number[] | null
    /** How it was selected; null unless it was asked for. */
    readonly selection: Selection | null
  }
}

/** The metrics of which more is better; of all others less is. */
const higher = ['closed', 'turnsAnswered', 'slaMetRate']

/** After so many replications a selection gives up. */
const MOST = 1000

/**
 * The same consumers in every scenario: all have the first one's seed, and each conversation's chance
 * is a function of seed, replication and conversation. The first scenario is the baseline.
 * @throws UsageError for an unknown metric; the signal's reason when it is aborted.
 */
export async function compare(
  scenarios: readonly Scenario[],
  options: CompareOptions,
): Promise<Comparison> {
  const code = codeVersion()
  const told = scenarios.map((scenario) => ({ ...scenario, seed: scenarios[0].seed }))
  const experiments = told.map((scenario) => openExperiment(scenario, options, code))
  try {
    for (const one of experiments) await one.extend(options.replications, options.signal)
    const selection = options.indifference ? await select(told, experiments, options) : null
    return summarise(await tellAll(told, experiments), options, selection)
  } finally {
    await Promise.all(experiments.map((one) => one.close()))
  }
}

function openExperiment(
  scenario: Scenario,
  { cache: root, workers }: CompareOptions,
  code: string,
): Experiment {
  const cache = root === null ? undefined : new ResultCache(root, scenario, code)
  return experimentOn(scenario, {
    ...{ workers, keep: () => 'accumulators' as const },
    recall: (n) => cache?.recall(n),
    done: (result) => {
      cache?.keep(result)
      return result
    },
  })
}

const tellAll = (scenarios: readonly Scenario[], experiments: readonly Experiment[]) =>
  Promise.all(scenarios.map((scenario, i) => valuesOf(scenario, experiments[i].results)))

const betterOf = (metric: string, { better }: CompareOptions): Better =>
  better ?? (higher.includes(metric) ? 'higher' : 'lower')

/** More replications of those that are still in it, until one is left. */
async function select(
  scenarios: readonly Scenario[],
  experiments: readonly Experiment[],
  options: CompareOptions,
): Promise<Selection> {
  const { indifference, metric, signal } = options
  for (;;) {
    const all = await tellAll(scenarios, experiments)
    const samples = all.map((values) => complete(metricOf(values, metric).values, metric))
    const better = betterOf(metric, options)
    const chosen = selectBest(samples, { better, indifference: indifference!, first: FIRST })
    if (chosen.isDecided || chosen.looked >= MOST) return chosen
    const more = Math.min(MOST, chosen.atMost, Math.ceil(chosen.looked * 1.5))
    for (const i of chosen.left) await experiments[i].extend(more, signal)
  }
}

/** @throws RangeError where a replication has no value: there is nothing to select by. */
function complete(values: readonly (number | null)[], metric: string): number[] {
  const found = values.filter((value) => value !== null)
  if (found.length === values.length) return found
  const n = values.findIndex((value) => value === null)
  throw new RangeError(`replication ${n} has no ${metric}: it cannot select the best`)
}

function summarise(
  all: readonly (readonly MetricValues[])[],
  options: CompareOptions,
  selection: Selection | null,
): Comparison {
  const metrics = all[0].map(({ label, metric, unit }, place) => {
    const better = betterOf(metric, options)
    const values = all.map((one) => one[place].values)
    const scenarios = values.map((own, i) => compared(own, i === 0 ? null : values[0], better))
    return { metric, label, unit, better, scenarios }
  })
  const { metric } = options
  const deciding = all.map((values) => metricOf(values, metric).values)
  const better = betterOf(metric, options)
  const shared = Math.min(...deciding.map(({ length }) => length))
  const rows = deciding.map((values) => values.slice(0, shared))
  const known = rows[0].map((_, n) => n).filter((n) => rows.every((values) => values[n] !== null))
  const samples = rows.map((values) => known.map((n) => values[n]!))
  const possibly = known.length < 2 ? null : possiblyBest(samples, better)
  const replications = deciding.map(({ length }) => length)
  return { metrics, replications, best: { metric, better, possibly, selection } }
}

type Values = readonly (number | null)[]

function compared(own: Values, baseline: Values | null, better: Better): Compared {
  const known = own.filter((value) => value !== null)
  const isEnough = known.length > 1
  return {
    average: isEnough ? meanInterval(known) : null,
    typical: isEnough ? typicalOf(known) : null,
    median: isEnough ? quantileInterval(known, 0.5) : null,
    difference: baseline && differenceOf(own, baseline, better),
  }
}

/** What is never below 0 is not predicted to be. */
function typicalOf(values: readonly number[]): Prediction {
  const found = predictionInterval(values)
  return values.some((value) => value < 0) ? found : { ...found, low: Math.max(0, found.low) }
}

/** Of the replications that both have. */
function differenceOf(own: Values, baseline: Values, better: Better): PairedDifference | null {
  const both = own.flatMap((value, n) => {
    const other = baseline[n] ?? null
    return value === null || other === null ? [] : [[value, other] as const]
  })
  if (both.length < 2) return null
  const [values, others] = [0, 1].map((side) => both.map((pair) => pair[side]))
  return pairedDifference(values, others, { better })
}
