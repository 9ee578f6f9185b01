import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { SingleBar } from 'cli-progress'
import {
  type Case,
  Crew,
  NotAModel,
  PRECISION,
  readCases,
  type Tried,
  validate,
  WrongCase,
} from '../../sim/validation/index.ts'
import { print, UsageError } from '../print.ts'
import { failureOf, linesOf, markdownOf, skippedOf, tableOf } from '../validate-words.ts'

/** What `validate` may be told. */
export interface ValidateFlags {
  readonly family?: string
  readonly case?: string
  readonly seed: number
  readonly workers?: number
  readonly precision?: number
  /** Million conversations a case. */
  readonly most: number
  readonly json?: true
  readonly markdown?: true
}

/** A case and what came of it, or why it was left out; what is wrong with it counts as a failure. */
export interface Outcome {
  readonly one: Case
  readonly tried: Tried | string
  readonly isWrong?: true
}

/** Runs cases that are known exactly through the simulator. @throws Error if one does not agree. */
export async function validateCommand(
  file: string,
  flags: ValidateFlags,
  signal: AbortSignal,
): Promise<void> {
  const cases = chosen(readCases(readFileSync(file, 'utf8'), file), flags, file)
  const crew = new Crew(flags.workers ?? availableParallelism())
  const outcomes: Outcome[] = []
  try {
    for (const one of cases) {
      const outcome = await attempt(one, flags, { crew, signal })
      outcomes.push(outcome)
      if (!flags.markdown) say(outcome, flags)
    }
  } finally {
    await crew.close()
  }
  const { most, seed } = flags
  if (flags.markdown)
    print(markdownOf(outcomes, { most, seed, precision: flags.precision ?? PRECISION }))
  const failure = failureOf(outcomes, most)
  if (failure) throw new Error(failure)
}

function chosen(cases: readonly Case[], flags: ValidateFlags, file: string): readonly Case[] {
  const found = cases.filter(
    ({ family, id }) =>
      (flags.family === undefined || family === flags.family) &&
      (flags.case === undefined || id === flags.case),
  )
  if (found.length > 0) return found
  const names = [...new Set(cases.map(({ family }) => family))].sort().join(', ')
  throw new UsageError(`${file} has no such case; its families: ${names || 'none'}`)
}

interface With {
  readonly crew: Crew
  readonly signal: AbortSignal
}

async function attempt(one: Case, flags: ValidateFlags, { crew, signal }: With): Promise<Outcome> {
  const format = `${one.id} [{bar}] {percentage}% of what it may take`
  const bar = process.stderr.isTTY
    ? new SingleBar({ format, hideCursor: true, clearOnComplete: true })
    : null
  bar?.start(1, 0)
  try {
    const tried = await validate(one, {
      ...{ crew, seed: flags.seed, signal },
      ...{ precision: flags.precision ?? PRECISION, most: flags.most * 1e6 },
      progress: (share) => bar?.update(Math.min(1, share)),
    })
    return { one, tried }
  } catch (error) {
    if (error instanceof NotAModel) return { one, tried: error.message }
    if (error instanceof WrongCase) return { one, tried: error.message, isWrong: true }
    throw error
  } finally {
    bar?.stop()
  }
}

/** What is left out is said aloud, beside the results where these are for a program. */
function say(outcome: Outcome, { json }: ValidateFlags): void {
  const { one, tried } = outcome
  const skipped = skippedOf(outcome)
  if (json) for (const line of skipped) process.stderr.write(`${line}\n`)
  if (typeof tried === 'string') return json ? undefined : print(skipped.join('\n'))
  print(json ? linesOf(tried) : [tableOf(one, tried), ...skipped].join('\n'))
}
