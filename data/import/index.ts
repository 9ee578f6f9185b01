/** Real data in, in reading order. */
export { arrivalsOf, type ImportedMessages, ImportError, importMessages, Role } from './messages.ts'
