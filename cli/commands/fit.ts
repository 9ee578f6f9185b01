import { fit } from '../../data/fit/index.ts'
import { importMessages, readMapping } from '../../data/import/index.ts'
import { fitWords } from '../fit-words.ts'
import { print } from '../print.ts'

/** What `fit` may be told. */
export interface FitFlags {
  readonly json?: true
}

/** Fits a message log. */
export async function fitCommand(
  mapping: string,
  csv: string | undefined,
  { json }: FitFlags,
): Promise<void> {
  const fitted = fit(await importMessages(readMapping(mapping, csv)))
  print(json ? JSON.stringify(fitted) : fitWords(fitted))
}
