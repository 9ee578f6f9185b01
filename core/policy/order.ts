import type { ConversationId } from '../units.ts'
import type { QueueOrder, View } from '../view.ts'

/** Earliest due first, without one last; then longest actionable (SEMANTICS.md §11.2). */
export const byDue: QueueOrder = {
  name: 'due',
  approaches: 1,
  keys: 2,
  key: ({ conversations: c }, row, _, into, at) => {
    into[at] = c.due[row]
    into[at + 1] = c.actionableSince[row]
  },
}

/** How 11.2 compares two: negative if `a` comes first, 0 if only the key is left. */
export function compareDue(
  { conversations: c }: View,
  a: ConversationId,
  b: ConversationId,
): number {
  if (c.due[a] !== c.due[b]) return c.due[a] < c.due[b] ? -1 : 1
  return c.actionableSince[a] - c.actionableSince[b]
}
