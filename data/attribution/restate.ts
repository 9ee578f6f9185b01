import { type Attribution, configureAttribution } from '../../core/index.ts'
import { type Database, FileError } from '../engine.ts'
import { replace } from '../extend.ts'
import { rulesOf, settle } from './settle.ts'

/**
 * Puts the credits of other rules in the place of a run's own: what is not stated stays as the run has
 * it. Its file is not touched.
 * @throws FileError if the run knows nothing of conversions; RangeError naming a setting.
 */
export async function restate(
  database: Database,
  file: string,
  asked: Partial<Attribution>,
): Promise<void> {
  const rules = await rulesOf(database)
  if (rules === null)
    throw new FileError(file, 'knows nothing of conversions: import what its consumers did first')
  await replace(database, await settle(database, configureAttribution({ ...rules, ...asked })))
}
