import { type ConversationKey, hours, NEVER } from '../units.ts'
import type { AttributionFacts, Recorded } from './facts.ts'
import { type RecordType, replacing } from './record.ts'

/** How far beyond a conversation's ends its records may lie (SEMANTICS.md §20). */
const MARGIN = hours(12)

/**
 * The engagement attributes of a conversation: records of its consumer within twelve hours of its
 * life, in order of time. Of cart, personal, ctmrinfo and mrktInfo the latest stands alone.
 */
export function attributesOf(
  facts: AttributionFacts,
  conversation: ConversationKey,
): readonly Recorded[] {
  const {
    beganAt = null,
    consumer = null,
    endedAt = null,
  } = facts.conversations.get(conversation) ?? {}
  if (beganAt === null || consumer === null) return []
  const person = facts.identities.personOf(consumer)
  const [from, to] = [beganAt - MARGIN, (endedAt ?? NEVER) + MARGIN]
  const theirs = [...facts.entries.values()].filter(
    (entry): entry is Recorded =>
      entry.type === 'engagement.recorded' &&
      facts.identities.personOf(entry.consumer) === person &&
      entry.at >= from &&
      entry.at <= to,
  )
  theirs.sort((a, b) => a.at - b.at || a.entry - b.entry)
  const latest = new Map<RecordType, Recorded>(theirs.map((one) => [one.record.type, one]))
  return theirs.filter(
    (one) => !replacing.has(one.record.type) || latest.get(one.record.type) === one,
  )
}
