import { availableParallelism } from 'node:os'
import type { Better } from '../../sim/index.ts'
import { compare } from '../compare.ts'
import { compareWords } from '../compare-words.ts'
import { load } from '../load.ts'
import { print, UsageError } from '../print.ts'
import { idOf } from '../run-id.ts'

/** What `compare` may be told. */
export interface CompareFlags {
  readonly replications?: number
  readonly seed?: number
  readonly workers?: number
  readonly metric: string
  readonly better?: Better
  readonly indifference?: number
  /** False for none. */
  readonly cache: string | false
  readonly json?: true
}

/** Compares scenarios on the same consumers; the first is the baseline. */
export async function compareCommand(
  files: readonly string[],
  flags: CompareFlags,
  signal: AbortSignal,
): Promise<void> {
  if (files.length < 2) throw new UsageError('it takes two scenarios or more to compare')
  const loaded = await Promise.all(files.map(async (file) => (await load(file)).scenario))
  const { better, cache, indifference, json, metric, workers = availableParallelism() } = flags
  const { replications = Math.max(...loaded.map((one) => one.replications)) } = flags
  if (replications < 2) throw new UsageError('it takes two replications or more to compare')
  const { seed = loaded[0].seed } = flags
  const scenarios = loaded.map((scenario) => ({ ...scenario, seed }))
  const comparison = await compare(scenarios, {
    ...{ better, indifference, metric, signal, workers },
    ...{
      cache: cache || null,
      replications: indifference ? Math.max(10, replications) : replications,
    },
  })
  if (json) {
    const scenariosTold = scenarios.map(({ name }, i) => ({
      ...{ file: files[i], name, replications: comparison.replications[i] },
    }))
    const { best, metrics } = comparison
    print(JSON.stringify({ level: 0.95, seed, scenarios: scenariosTold, metrics, best }))
  } else print(compareWords(namesOf(files, scenarios), comparison))
}

/** By their names where these differ, else by their files. */
function namesOf(files: readonly string[], scenarios: readonly { name: string }[]): string[] {
  const names = scenarios.map(({ name }) => name)
  return new Set(names).size === names.length ? names : files.map(idOf)
}
