/** Real data in, in reading order. */
export { type Mapping, mappingSchema, readMapping } from './mapping.ts'
export { arrivalsOf, type ImportedMessages, importMessages, Role } from './messages.ts'
export { endOf, tablesOf } from './tables.ts'
export { isOfRecords, type Records, readRecords, recordsSchema } from './records.ts'
export { growMessages, type Import } from './grow.ts'
export { growRecords } from './grow-records.ts'
export type { Counts } from './stage.ts'
export { ImportError, unread } from './error.ts'
