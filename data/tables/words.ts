import {
  entryNames,
  lossNames,
  moveNames,
  reasonNames,
  targetNames,
  triggerNames,
} from '../../core/index.ts'
import { number } from '../schema.ts'

/** Closed sets of words that columns hold; their places are the codes. Append, never reorder. */
export const sources = ['simulated', 'live', 'imported'] as const
export type Source = (typeof sources)[number]
export const turnKinds = ['consumer', 'transfer'] as const
export const outcomes = ['met', 'missed'] as const
export const segmentKinds = ['skill', 'agent', 'queue'] as const
export const segmentStarts = [...entryNames, 'takenOver', 'resumed'] as const
export const segmentEnds = ['assigned', ...lossNames] as const
/** Moves to a skill by their reason, and losses that move nothing to another skill. */
export const moveKinds = [...moveNames, 'returned', 'unanswered', 'takenOver'] as const
export const targetKinds = [...targetNames, 'queue'] as const
/** Why a conversation waits: the router's reasons, and that nobody owes it anything. */
export const waitReasons = [...reasonNames, 'notActionable'] as const
/** Why a conversation in a queue is somebody’s to look at (SEMANTICS.md §11.1). */
export const actionReasons = ['consumerLast', 'requeued', 'manualTarget'] as const
export const triggers = triggerNames
export const authors = ['consumer', 'agent'] as const
export const openers = ['consumer', 'agent'] as const
export const agentKinds = ['human', 'bot'] as const
export const answers = ['valid', 'unrecognised', 'skipped'] as const
export const interactions = ['conversation', 'exposure'] as const
export const findingKinds = ['badRow', 'duplicate', 'late', 'skew', 'gap'] as const

/** Columns that many tables have. */
export const replication = number('', 'Which replication, from 0')
export const key = number('', 'The conversation: a whole number that is never reused')
export const instant = (meaning: string) => number('ms since 1970 UTC', meaning)
export const span = (meaning: string) => number('ms', meaning)
export const count = (meaning: string, of: string) => number(of, meaning)
