import { fit, fitBehaviour, fromMessages, fromRun } from '../../data/fit/index.ts'
import { importMessages, readMapping } from '../../data/import/index.ts'
import { openRun } from '../../data/index.ts'
import { behaviourWords, fitWords } from '../fit-words.ts'
import { print } from '../print.ts'

/** What `fit` may be told. */
export interface FitFlags {
  readonly json?: true
}

/** Fits a message log, or the rows of a run. */
export async function fitCommand(
  file: string,
  csv: string | undefined,
  { json }: FitFlags,
): Promise<void> {
  if (file.endsWith('.duckdb')) return fitRun(file, json)
  const mapping = readMapping(file, csv)
  const log = await importMessages(mapping)
  const fitted = fit(log)
  const behaviour = fitBehaviour(fromMessages(log, mapping))
  if (json) print(JSON.stringify({ ...fitted, behaviour }))
  else print(`${fitWords(fitted)}\n${behaviourWords(behaviour)}`)
}

async function fitRun(file: string, json: true | undefined): Promise<void> {
  const run = await openRun(file)
  try {
    const log = await fromRun(run)
    const behaviour = fitBehaviour(log)
    if (json) print(JSON.stringify({ source: log.source, behaviour }))
    else print(behaviourWords(behaviour))
  } finally {
    run.close()
  }
}
