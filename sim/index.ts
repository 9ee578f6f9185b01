/** The public surface of the simulator, in reading order. */
export { type Keep, type MeasureTables, replay, type Replication, simulate } from './run.ts'
export { replicate, type ReplicateOptions } from './replicate.ts'
export { geometricQuantile, meanOf, normalQuantile, quantileOf } from './distributions.ts'
export { type Stream, streamOf, uniform } from './random.ts'
export { Calendar } from './calendar.ts'
export * from './queueing.ts'
export * from './analysis/index.ts'
