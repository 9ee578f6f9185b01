/** The public surface of the live server, in reading order. */
export { type Live, type LiveOptions, openLive } from './live.ts'
export { firstAccount } from './account.ts'
export { type Clock, ManualClock, wallClock } from './clock.ts'
export { JournalError } from './journal/journal.ts'
export { type JournalRead, readJournal } from './recover.ts'
