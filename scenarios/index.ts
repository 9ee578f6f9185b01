/** The public surface of scenarios, in reading order. */
export * from './scenario.ts'
export type { Fit, FittedTime } from './fit.ts'
export { read, ScenarioError, type Written } from './read.ts'
export { schema } from './schema.ts'
export { compile, type Inputs } from './compile.ts'
