import { type ChannelId, type GroupId, NO_GROUP, SLOT } from '../units.ts'
import type { AccountConfig } from './account.ts'
import { fail, known, knownOr, within } from './checks.ts'
import type { Channel, Group } from './config.ts'
import type { Names } from './configure.ts'

/** Classes of channels; one that asks for nothing special if none is stated. */
export function makeChannels({ channels }: AccountConfig, names: Names): readonly Channel[] {
  return (channels ?? [{ id: 'any' }]).map((channel) => {
    const place = `channel "${channel.id}"`
    const ids = (list: readonly string[] = []) =>
      new Set(list.map((id) => known(names.channels, id, place, 'channel') as ChannelId))
    const { cost = SLOT } = channel
    within(`${place}: cost`, cost, 1, 999_000, 'thousandths of a slot')
    const most = channel.maxPerAgent ?? Number.POSITIVE_INFINITY
    if (Number.isFinite(most)) within(`${place}: maxPerAgent`, most, 0, 999, 'conversations')
    return {
      id: channel.id,
      cost,
      maxPerAgent: most,
      blocks: ids(channel.blocks),
      interruptibleBy: ids(channel.interruptibleBy),
      urgent: channel.urgent ?? true,
    }
  })
}

/** Whether any class states more than its name: then classes rule capacity (SEMANTICS.md §26.8). */
export function ruleCapacity({ channels = [] }: AccountConfig): boolean {
  const rules = ['cost', 'maxPerAgent', 'blocks', 'interruptibleBy'] as const
  return channels.some((channel) => rules.some((rule) => channel[rule] !== undefined))
}

/** @throws RangeError where a group is its own ancestor. */
export function makeGroups({ groups = [] }: AccountConfig, names: Names): readonly Group[] {
  const made = groups.map(({ deleted = false, id, parent }) => ({
    ...{ id, deleted },
    parent: knownOr(names.groups, parent, `group "${id}"`, 'group', NO_GROUP),
  }))
  made.forEach(({ id }, place) => {
    let above: GroupId = made[place].parent
    for (let steps = 0; above !== NO_GROUP; steps++) {
      if (steps > made.length) fail(`group "${id}"`, 'is its own ancestor')
      above = made[above].parent
    }
  })
  return made
}
