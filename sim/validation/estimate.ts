import type { Case } from './case.ts'
import { measureOf } from './measures.ts'
import type { Plan } from './plan.ts'
import type { Found } from './run.ts'
import { Flow, Sums } from './sums.ts'

/** A result of a case beside what the simulator says. */
export interface Verdict {
  readonly id: string
  readonly measure: string
  readonly exact: number
  readonly estimate: number
  /** Standard error over runs, by jackknife. */
  readonly se: number
  /** Standard errors from the exact value; null where nothing varies. */
  readonly z: number | null
  /** Whether it is as precise as asked for, and whether it agrees. */
  readonly isPrecise: boolean
  readonly isNear: boolean
  readonly isMet: boolean
}

/** How precise: the share of the exact value, or where that is less, what is told of a probability. */
export const PRECISION = 0.01
const LEAST = 1e-4
/** Standard errors beyond which nothing agrees. */
const FAR = 4
/** What is below may not be seen in the first runs. */
const RARE = 0.01

/** What can be compared of a case, and what cannot, with the reason. */
export interface Comparable {
  readonly names: readonly string[]
  readonly skipped: readonly { readonly name: string; readonly why: string }[]
}

export function comparableOf({ results }: Case, { setup }: Plan): Comparable {
  const skipped = Object.entries(results).flatMap(([name, exact]) => {
    if (typeof exact !== 'number') return [{ name, why: 'its exact value is no number' }]
    return measureOf(name, setup) ? [] : [{ name, why: 'no measure of this model has that name' }]
  })
  const out = new Set(skipped.map(({ name }) => name))
  return { skipped, names: Object.keys(results).filter((name) => !out.has(name)) }
}

/** Every comparable result after some runs. */
export function verdicts(
  one: Case,
  plan: Plan,
  runs: readonly Found[],
  precision: number,
): Verdict[] {
  const each = runs.map(({ sums }) => sums)
  const total = new Float64Array(each[0].length)
  for (const sums of each) for (let i = 0; i < total.length; i++) total[i] += sums[i]
  return comparableOf(one, plan).names.map((name) => {
    const measure = measureOf(name, plan.setup)!
    const [estimate, se] =
      typeof measure === 'object'
        ? quantileOf(runs, measure.quantile, plan)
        : jackknife(measure, { plan, total, each })
    const exact = one.results[name] as number
    // What nothing is divided by is 0 where a case says so.
    const found = Number.isNaN(estimate) && exact === 0 ? { estimate: 0, se: 0 } : { estimate, se }
    return verdict({ id: one.id, measure: name, exact, ...found }, precision)
  })
}

function verdict(
  found: Omit<Verdict, 'z' | 'isMet' | 'isNear' | 'isPrecise'>,
  precision: number,
): Verdict {
  const { estimate, exact, se } = found
  const difference = estimate - exact
  const z = se === 0 ? null : difference / se
  const isNear = z === null ? Math.abs(difference) <= LEAST : Math.abs(z) <= FAR
  const isScarce = !isNear && isHandful(found)
  const isPrecise = !isScarce && se <= Math.max(precision * Math.abs(exact), LEAST)
  return { ...found, z, isPrecise, isNear, isMet: isNear && isPrecise }
}

/**
 * From a handful that were seen where more are expected nobody knows how much a run varies, be it of
 * what rarely happens or of what rarely does not.
 */
function isHandful({ estimate, exact, se }: Pick<Verdict, 'estimate' | 'exact' | 'se'>): boolean {
  if (se === 0) return Math.abs(estimate - exact) < RARE
  if (estimate < exact) return estimate <= FAR * se
  return estimate <= 1 && exact < 1 && 1 - estimate <= FAR * se
}

/** Whether it was seen in more than one run, or often enough: a mean over what did not happen is none. */
export function isSeen({ estimate, se }: Verdict): boolean {
  return Number.isFinite(estimate) && Number.isFinite(se)
}

/** Groups of runs whose quantiles say how sure that of all is. */
const GROUPS = 20

/**
 * A quantile of all waits of all runs, zero waits included: those of single runs are biased where it
 * lies near the share that does not wait. The standard error is that of the mean over groups of runs.
 */
function quantileOf(runs: readonly Found[], p: number, plan: Plan): [value: number, se: number] {
  const size = Math.ceil(runs.length / Math.min(GROUPS, runs.length))
  const groups = Array.from({ length: Math.ceil(runs.length / size) }, (_, i) =>
    pooled(runs.slice(i * size, (i + 1) * size), p, plan),
  )
  const n = groups.length
  const mean = groups.reduce((sum, x) => sum + x, 0) / n
  const squares = groups.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return [pooled(runs, p, plan), Math.sqrt(squares / (n - 1) / n)]
}

function pooled(runs: readonly Found[], p: number, { probe, setup }: Plan): number {
  const waits = new Float32Array(runs.reduce((sum, run) => sum + run.waits.length, 0))
  let from = 0
  let all = 0
  for (const run of runs) {
    waits.set(run.waits, from)
    from += run.waits.length
    const sums = new Sums(probe.shape, run.sums)
    all += sums.flow(Flow.served) + sums.flow(Flow.left)
  }
  const place = Math.ceil(p * all) - 1 - (all - waits.length)
  return place < 0 ? 0 : waits.sort()[place] / setup.unit
}

interface Added {
  readonly plan: Plan
  readonly total: Float64Array
  readonly each: readonly Float64Array[]
}

/** A function of sums over runs, and its standard error by leaving out one run each (Quenouille, 1956). */
function jackknife(
  measure: (sums: Sums) => number,
  { each, plan, total }: Added,
): [estimate: number, se: number] {
  const of = (all: Float64Array) => measure(new Sums(plan.probe.shape, all))
  const n = each.length
  const left = each.map((own) => of(total.map((sum, i) => sum - own[i])))
  const mean = left.reduce((sum, x) => sum + x, 0) / n
  const squares = left.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return [of(total), Math.sqrt(((n - 1) / n) * squares)]
}
