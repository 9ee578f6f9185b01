import type { Requirement, Step } from './config/config.ts'
import type { Ledger } from './ledger.ts'
import { type Ask, asksFor } from './needs.ts'
import { unline, line } from './queueing.ts'
import { NOTHING, type RequirementId } from './requirements.ts'
import { type Roomed, Sparse } from './sparse.ts'
import {
  type ChannelId,
  type ConversationId,
  type Duration,
  type NeedId,
  NO_GROUP,
  NO_SKILL,
  type SkillId,
  type Time,
} from './units.ts'

/** A relaxation under way (SEMANTICS.md §26.3). Past the last step only the skill is asked. */
export interface StepInForce {
  /** Whose chain it is. */
  readonly skill: SkillId
  readonly step: number
  /** When it ends, NEVER while the conversation does not wait. */
  readonly until: Time
  /** What was left of it when the conversation left the queue. */
  readonly left: Duration
}

/** What few conversations ask beyond their skill, a room each. */
export class Asks {
  /** Stated when it opened. */
  readonly requires: Sparse<Requirement>
  readonly steps: Sparse<StepInForce>
  /** The skill that an overflow added. */
  readonly added: Sparse<SkillId>
  /** Skills that a bot's escalation took it to. */
  readonly escalated: Sparse<readonly SkillId[]>
  private readonly table: Roomed
  /** The rooms that make a need of its own. */
  private readonly beyond: number

  constructor(table: Roomed) {
    this.table = table
    this.requires = new Sparse(table)
    this.steps = new Sparse(table)
    this.added = new Sparse(table)
    this.escalated = new Sparse(table)
    this.beyond = this.requires.bit | this.steps.bit | this.added.bit
  }

  /** By name, for a snapshot. */
  get rooms() {
    const { added, escalated, requires, steps } = this
    return { added, escalated, requires, steps }
  }

  /** Whether a conversation asks nothing beyond skill, channel and group. */
  areNone(conversation: ConversationId): boolean {
    return (this.table.rooms[conversation] & this.beyond) === 0
  }

  forget(conversation: ConversationId): void {
    this.requires.delete(conversation)
    this.steps.delete(conversation)
    this.added.delete(conversation)
    this.escalated.delete(conversation)
  }
}

/** What it asks now, as a need. */
export function needFor(ledger: Ledger, conversation: ConversationId): NeedId {
  const { asks, config, conversations: c, needs } = ledger
  const skill = c.skill[conversation]
  const isPlain =
    asks.areNone(conversation) && !config.hasChannels && c.group[conversation] === NO_GROUP
  if (isPlain) return needs.find(skill) ?? ledger.addNeed(asksFor(skill))
  const ask: Ask = {
    skill,
    // Where classes rule nothing, all channels ask alike.
    channel: config.hasChannels ? c.channel[conversation] : (0 as ChannelId),
    group: c.group[conversation],
    requirement: requirementFor(ledger, conversation),
    added: asks.added.get(conversation) ?? NO_SKILL,
  }
  return ledger.needAs(ask)
}

/** Its own requirement and that of the step in force. */
function requirementFor(ledger: Ledger, conversation: ConversationId): RequirementId {
  const { asks, needs } = ledger
  const own = asks.requires.get(conversation)
  const step = stepOf(ledger, conversation)
  if (own !== undefined) return needs.requirements.intern(own, step?.requirement ?? [])
  return step === undefined ? NOTHING : needs.requirements.idOf(step.requirement)
}

/** The step in force, if any is. */
export function stepOf({ asks, config }: Ledger, conversation: ConversationId): Step | undefined {
  const steps = asks.steps.get(conversation)
  return steps && config.skills[steps.skill].relaxation[steps.step]
}

/** It waits and asks something else now: it takes its place among those who ask the same. */
export function askAnew(ledger: Ledger, conversation: ConversationId): void {
  unline(ledger, conversation)
  ledger.conversations.need[conversation] = needFor(ledger, conversation)
  // It may stand in no line by now: what was told of it is forgotten in the pass.
  if (ledger.aside.told.size > 0) ledger.missed.add(ledger.conversations.need[conversation])
  line(ledger, conversation)
}
