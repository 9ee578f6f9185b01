import type { Static, StaticDecode } from 'typebox'
import { Value } from 'typebox/value'
import type { AgentConfig, ChannelConfig, GroupConfig } from '../../core/index.ts'
import type { Written } from '../read.ts'
import type { Shift } from '../scenario.ts'
import type { ScenarioFile } from '../schema.ts'
import { type agents, channels } from '../schema/people.ts'
import { groupsOf } from './names.ts'

/** One agent, and the entry of the file that it comes from. */
interface Named {
  readonly id: string
  readonly entry: number
}

/** Every agent: by its own name, or numbered within its group from 1. */
export function agentsOf({ agents: entries }: ScenarioFile): Named[] {
  return entries.flatMap(({ count = 0, group, headcount = [], names = [] }, entry) => {
    const most = headcount.reduce((n, { agents }) => Math.max(n, agents), count)
    return [
      ...names.map((id) => ({ id, entry })),
      ...Array.from({ length: most }, (_, i) => ({ id: `${group}-${i + 1}`, entry })),
    ]
  })
}

/** @throws FormError where an entry of agents has no number, headcount or names, or several. */
export function checkAgents({ error, value }: Written): void {
  value.agents.forEach(({ count, group, headcount, names, shift }, i) => {
    const given = [count, headcount, names].filter((one) => one !== undefined)
    if (given.length !== 1)
      throw error(['agents', i], 'exactly one of count, headcount and names must say who they are')
    if (names === undefined && group === undefined) {
      const many = count === undefined ? '' : `${count} `
      throw error(['agents', i], `${many}agents without names need a group to be called after`)
    }
    if (headcount !== undefined && shift !== undefined)
      throw error(['agents', i, 'shift'], 'a headcount says itself when agents are there')
  })
}

/**
 * Agents as the core takes them.
 * @param rosters their shifts, for an account that looks at when they end; empty otherwise.
 */
export function agentConfigs(value: ScenarioFile, rosters: readonly Shift[]): AgentConfig[] {
  const own = new Map<number, Shift[]>()
  for (const shift of rosters) own.set(shift.agent, [...(own.get(shift.agent) ?? []), shift])
  return agentsOf(value).map(({ entry, id }, place) => {
    const written = value.agents[entry]
    const roster = written.shift === undefined ? undefined : own.get(place)
    return {
      ...{ id, skills: written.skills, ...stated(written) },
      ...(roster && { roster: roster.map(({ from, to }) => ({ from, to })) }),
    }
  })
}

const stated = (written: Static<typeof agents>[number]) => {
  const { enabled, group, handles, kind, linesOfBusiness, maxSlots } = written
  return without({ enabled, group, handles, kind, linesOfBusiness, maxSlots })
}

/** What is stated of it: an undefined key would be another text of the same account. */
export const without = <From extends object>(from: From): Partial<From> =>
  Object.fromEntries(Object.entries(from).filter(([, one]) => one !== undefined)) as Partial<From>

/** Undefined where no group is spoken of. */
export function groupConfigs(value: ScenarioFile): GroupConfig[] | undefined {
  const ids = groupsOf(value)
  return ids.length === 0 ? undefined : ids.map((id) => ({ id, ...value.groups?.[id] }))
}

export function channelConfigs({ channels: written }: ScenarioFile): ChannelConfig[] | undefined {
  if (written === undefined) return undefined
  const made: StaticDecode<typeof channels> = Value.Decode(channels, written)
  return Object.entries(made).map(([id, channel]) => ({ id, ...channel }))
}
