import { Kind } from './codes.ts'
import type { Config, Share } from './config/config.ts'
import { draw, type Stream, streamOf } from './draw.ts'
import { belongs } from './policy/groups.ts'
import type { Ledger } from './ledger.ts'
import { Stage } from './tables.ts'
import {
  type AgentId,
  type ConversationId,
  type GroupId,
  NO_AGENT,
  NO_GROUP,
  type SkillId,
} from './units.ts'

/** Which groups conversations of split skills are allocated to (SEMANTICS.md §6). */
export class Split {
  /** Whether any skill is split, or was and left somebody an allocated group. */
  isUsed: boolean
  /** By skill and share: how many so far. */
  private readonly allocations: Int32Array[]
  private readonly config: Config
  private readonly stream: Stream

  constructor(config: Config) {
    this.config = config
    this.isUsed = config.skills.some(({ split }) => split.length > 0)
    this.allocations = config.skills.map(({ split }) => new Int32Array(split.length))
    this.stream = streamOf(config.seed, 'split')
  }

  /** The next group of a split skill; it counts as allocated. `key`: whose it is. */
  next(skill: SkillId, key: number): GroupId {
    const { split } = this.config.skills[skill]
    const given = this.allocations[skill]
    const place =
      this.config.splitDraw === 'random' ? drawn(split, draw(this.stream, key)) : owed(split, given)
    given[place]++
    return split[place].group
  }

  /** For a snapshot. */
  keep(): Allocation[] {
    return this.config.skills.flatMap(({ split }, skill) =>
      split.map(({ group }, share) => ({
        ...{ skill: skill as SkillId, group },
        count: this.allocations[skill][share],
      })),
    )
  }

  /** What another configuration does not split any more is forgotten. */
  restore(kept: readonly Allocation[]): void {
    for (const { count, group, skill } of kept) {
      const share = this.config.skills[skill].split.findIndex((one) => one.group === group)
      if (share >= 0) this.allocations[skill][share] = count
    }
  }
}

/** Allocations of one skill's conversations to one group so far. */
export interface Allocation {
  readonly skill: SkillId
  readonly group: GroupId
  readonly count: number
}

/** The share furthest behind its percentage: the largest percent × (N + 1) − n, the first of equals. */
function owed(split: readonly Share[], given: Int32Array): number {
  const next = given.reduce((sum, n) => sum + n, 1)
  const behind = split.map(({ percent }, i) => percent * next - 100 * given[i])
  return behind.indexOf(Math.max(...behind))
}

/** The share in which a number in [0, 1) lies. */
function drawn(split: readonly Share[], at: number): number {
  let below = 0
  return split.findIndex(({ percent }) => at * 100 < (below += percent))
}

/** Entering the queue of a split skill: draws unless its group is one of the split's. */
export function allocate(ledger: Ledger, conversation: ConversationId): void {
  const { conversations: c, split } = ledger
  const skill = c.skill[conversation]
  const shares = ledger.skill(conversation).split
  const group = c.group[conversation]
  if (shares.length === 0 || shares.some((share) => share.group === group)) return
  setGroup(ledger, conversation, split.next(skill, c.key[conversation]))
}

/** In the hands of an agent of another group the allocation is over. */
export function keepGroup(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  const { config, conversations: c } = ledger
  const group = c.group[conversation]
  if (group === NO_GROUP || belongs(config, config.agents[agent].group, group)) return
  setGroup(ledger, conversation, NO_GROUP)
}

/** Its group is no more: it is drawn anew if it waits in a skill that is split, and has none otherwise. */
export function leaveGroup(ledger: Ledger, conversation: ConversationId): void {
  const { stage } = ledger.conversations
  const isDrawn =
    stage[conversation] === Stage.queued && ledger.skill(conversation).split.length > 0
  if (isDrawn) allocate(ledger, conversation)
  else setGroup(ledger, conversation, NO_GROUP)
}

function setGroup(ledger: Ledger, conversation: ConversationId, group: GroupId): void {
  ledger.conversations.group[conversation] = group
  ledger.tell(conversation, Kind.allocated, NO_AGENT, 0, group)
}
