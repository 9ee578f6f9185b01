/** Real data in, in reading order. */
export { type Mapping, mappingSchema, readMapping } from './mapping.ts'
export { arrivalsOf, type ImportedMessages, importMessages, Role } from './messages.ts'
export { endOf, tablesOf } from './tables.ts'
export { ImportError, unread } from './error.ts'
