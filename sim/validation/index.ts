/** Cases that are known exactly, through the simulator. In reading order. */
import { type Case, NotAModel, WrongCase } from './case.ts'
import { Crew } from './crew.ts'
import { comparableOf, isSeen, type Verdict, verdicts } from './estimate.ts'
import { type Plan, planOf } from './plan.ts'
import type { Found } from './run.ts'

export { type Case, NotAModel, readCases, WrongCase } from './case.ts'
export { Crew } from './crew.ts'
export { PRECISION, type Verdict } from './estimate.ts'
export { families } from './families/index.ts'

/** How a case is tried. */
export interface Trial {
  readonly seed: number
  /** Standard error asked for, as a share of the exact value. */
  readonly precision: number
  /** Conversations after which a case is given up as too noisy. */
  readonly most: number
  readonly crew: Crew
  /** The share of all that may be done. */
  readonly progress?: (share: number) => void
  readonly signal?: AbortSignal | undefined
}

/** What came of a case. */
export interface Tried {
  readonly verdicts: readonly Verdict[]
  /** Results that were left out, each with the reason. */
  readonly skipped: readonly { readonly name: string; readonly why: string }[]
  readonly conversations: number
}

/**
 * Runs that a case begins with, half as many more each time that they are too few. With fewer the
 * standard error is itself so uncertain that among hundreds of results some lie beyond four of it.
 */
const FIRST = 60

/**
 * Runs until every result is as precise as asked for, or too many conversations have gone by.
 * @throws NotAModel if there is nothing to simulate; WrongCase for parameters that are wrong.
 */
export async function validate(one: Case, trial: Trial): Promise<Tried> {
  const plan = planned(one, trial.seed)
  const { names, skipped } = comparableOf(one, plan)
  if (names.length === 0) throw new NotAModel('it has no result that a simulation has')
  const found: Found[] = []
  let told: Verdict[]
  let runs = FIRST
  do {
    found.push(...(await further(one, trial, { from: found.length, to: runs, plan })))
    told = verdicts(one, plan, found, trial.precision)
    runs = Math.min(Math.ceil(1.5 * runs), Math.ceil(trial.most / plan.conversations))
  } while (told.some(isTooNoisy) && found.length < runs)
  const conversations = found.length * plan.conversations
  const unseen = told.flatMap((verdict) => (isSeen(verdict) ? [] : [unseenOf(verdict)]))
  if (unseen.length === told.length) throw new NotAModel(unseen[0].why)
  return { verdicts: told.filter(isSeen), skipped: [...skipped, ...unseen], conversations }
}

/** More runs would tell; what was never seen is too rare for that. */
const isTooNoisy = ({ estimate, isPrecise }: Verdict): boolean =>
  !isPrecise && !Number.isNaN(estimate)

const unseenOf = ({ measure }: Verdict) => ({
  name: measure,
  why: 'it is a mean over what hardly ever happened',
})

function planned(one: Case, seed: number): Plan {
  try {
    return planOf(one, seed)
  } catch (error) {
    if (error instanceof NotAModel) throw error
    throw new WrongCase((error as Error).message, { cause: error })
  }
}

function further(
  one: Case,
  { crew, most, progress, seed, signal }: Trial,
  { from, plan, to }: { readonly from: number; readonly to: number; readonly plan: Plan },
): Promise<readonly Found[]> {
  let count = from
  const done = () => progress?.((++count * plan.conversations) / most)
  return crew.run({ one, seed }, { from, to }, { done, signal })
}
