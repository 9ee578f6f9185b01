import { type Formed, readForm } from './form.ts'
import { schema, type ScenarioFile } from './schema.ts'

/** A scenario that has the right form, and where each of its values stands. */
export type Written = Formed<ScenarioFile>

/**
 * Reads a scenario's text and checks its form.
 * @throws FormError with every problem at once.
 */
export const read = (text: string, file: string): Written =>
  readForm({ schema, what: 'the scenario' }, text, file)
