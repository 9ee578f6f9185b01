/** The public surface of scenarios, in reading order. */
export * from './scenario.ts'
export type { Fit, FittedTime } from './fit.ts'
export { FormError, type Formed, type Problem, readForm } from './form.ts'
export { read, type Written } from './read.ts'
export { schema, span } from './schema.ts'
export { durationOf } from './duration.ts'
export { compile, type Inputs } from './compile.ts'
