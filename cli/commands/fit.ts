import { fit } from '../../data/fit/index.ts'
import { importMessages } from '../../data/import/index.ts'
import { fitWords } from '../fit-words.ts'
import { print } from '../print.ts'

/** What `fit` may be told. */
export interface FitFlags {
  readonly json?: true
}

/** Fits a message log. */
export async function fitCommand(file: string, { json }: FitFlags): Promise<void> {
  const fitted = fit(await importMessages(file))
  print(json ? JSON.stringify(fitted) : fitWords(fitted))
}
