import type { Config, Requirement } from './config/config.ts'
import { Requirements, type RequirementId } from './requirements.ts'
import {
  type ChannelId,
  type GroupId,
  type NeedId,
  NO_GROUP,
  NO_SKILL,
  type SkillId,
  type Weight,
  type Writable,
} from './units.ts'
import { triesOf } from './policy/groups.ts'

/** What a conversation asks of any agent; each in its own column of `Needs`. */
export interface Ask {
  readonly skill: SkillId
  readonly channel: ChannelId
  /** The allocated group, NO_GROUP without. */
  readonly group: GroupId
  /** Skills and levels beyond holding the skill, interned. */
  readonly requirement: RequirementId
  /** Agents of this skill may take it too (an overflow that adds), NO_SKILL without. */
  readonly added: SkillId
}

/** A column of something that is no number. */
type ByNeed<Value> = Value[] & { [need in NeedId]: Value }

/**
 * What conversations ask of any agent, interned: a row the first time that it is asked for. In most
 * accounts a need is a skill and nothing else, and is found by its place.
 */
export class Needs {
  count = 0
  readonly skill: SkillId[] & Writable<NeedId, SkillId> = []
  readonly channel: ChannelId[] & Writable<NeedId, ChannelId> = []
  readonly group: GroupId[] & Writable<NeedId, GroupId> = []
  readonly requirement: RequirementId[] & Writable<NeedId, RequirementId> = []
  readonly added: SkillId[] & Writable<NeedId, SkillId> = []
  /** What a new one takes of an agent's room: its skill's active weight, or its channel's cost. */
  readonly weight: Weight[] & Writable<NeedId, Weight> = []
  /** What the requirement stands for. */
  readonly requires: ByNeed<Requirement> = []
  /** Groups whose agents may take it, the first one first; none: all agents. */
  readonly groups: ByNeed<readonly GroupId[]> = []
  readonly requirements: Requirements
  private readonly plain: (NeedId | undefined)[] = []
  private readonly others = new Map<number, NeedId>()
  private readonly config: Config

  constructor(config: Config) {
    this.config = config
    this.requirements = new Requirements(config)
  }

  /** The need of a skill's conversations if it was ever asked for and nothing else is asked. */
  find(skill: SkillId): NeedId | undefined {
    return this.plain[skill + 1]
  }

  /** The need of whatever is asked, if it was ever asked for. */
  findAsk(ask: Ask): NeedId | undefined {
    return isPlain(ask) ? this.find(ask.skill) : this.others.get(this.nameOf(ask))
  }

  add(ask: Ask): NeedId {
    const { config } = this
    const { added, channel, group, requirement, skill } = ask
    const need = this.count++ as NeedId
    if (isPlain(ask)) this.plain[skill + 1] = need
    else this.others.set(this.nameOf(ask), need)
    this.skill.push(skill)
    this.channel.push(channel)
    this.group.push(group)
    this.requirement.push(requirement)
    this.added.push(added)
    const { cost } = config.channels[channel]
    this.weight.push(config.hasChannels ? cost : skillOf(config, skill).weightActive)
    this.requires.push(this.requirements.of(requirement))
    this.groups.push(triesOf(config, skill, group))
    return need
  }

  /** Order of telling: by skill, unskilled first, then by the other parts (never by row). */
  before(a: NeedId, b: NeedId): boolean {
    for (const part of [this.skill, this.channel, this.group])
      if (part[a] !== part[b]) return part[a] < part[b]
    const [x, y] = [a, b].map((need) => this.requirements.name(this.requirement[need]))
    return x === y ? this.added[a] < this.added[b] : x < y
  }

  /** A number of its own for every ask: the requirement, of which there is no end, comes first. */
  private nameOf({ added, channel, group, requirement, skill }: Ask): number {
    const { channels, groups, skills } = this.config
    const places = [channels.length, groups.length + 1, skills.length + 1, skills.length + 1]
    const parts = [channel, group + 1, added + 1, skill + 1]
    return parts.reduce<number>((name, part, i) => name * places[i] + part, requirement)
  }
}

/** Asks for its skill on the first channel and nothing else. */
export const asksFor = (skill: SkillId): Ask => ({
  ...{ skill, channel: 0 as ChannelId, group: NO_GROUP },
  ...{ requirement: 0 as RequirementId, added: NO_SKILL },
})

function isPlain({ added, channel, group, requirement }: Ask): boolean {
  return channel === 0 && group === NO_GROUP && requirement === 0 && added === NO_SKILL
}

/** The settings of a skill, or those of conversations without one. */
export function skillOf(config: Config, skill: SkillId) {
  return skill === NO_SKILL ? config.unskilled : config.skills[skill]
}
