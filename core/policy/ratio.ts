import type { ConversationId, GroupId, SkillId } from '../units.ts'
import type { PoolRank, QueueOrder, View } from '../view.ts'
import { byDue, compareDue } from './order.ts'

/**
 * Queue-and-idleness ratio (Gurvich and Whitt, 2009, "Queue-and-idleness-ratio controls in many-server
 * service systems", Math. Oper. Res. 34(2)): idleness is shared among groups, and waiting among
 * skills, in fixed proportions.
 */

/** An arrival goes to the group with the largest idle_j − v_j · Σ idle. */
export const idleness: PoolRank = {
  name: 'idleness',
  of: ({ config, pools }, group: GroupId) =>
    config.idleShares[group + 1] * pools.total - pools.idleOf(group),
}

/** A freed agent takes from the skill with the largest Q_i − p_i · Σ Q; in it, by due (§11.2). */
export const byRatio: QueueOrder = {
  ...byDue,
  name: 'queueRatio',
  compare: (view, a, b) => {
    const [x, y] = [excess(view, a), excess(view, b)]
    return x === y ? compareDue(view, a, b) : x > y ? -1 : 1
  },
}

function excess({ config, conversations, line }: View, conversation: ConversationId): number {
  const skill: SkillId = conversations.skill[conversation]
  return line.of(skill) - config.queueShares[skill + 1] * line.total
}
