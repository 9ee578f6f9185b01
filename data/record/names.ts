import type { Config } from '../../core/index.ts'
import { agentKinds, type DataOf } from '../tables.ts'

/** What places stand for, and what was planned for the agents. */
export interface Names {
  readonly skills: DataOf<'skills'>
  readonly groups: DataOf<'groups'>
  readonly channels: DataOf<'channels'>
  readonly agents: DataOf<'agents'>
  readonly agent_skills: DataOf<'agent_skills'>
  readonly schedule: DataOf<'schedule'>
}

/** Skills, groups, channels and agents by their places, and the agents' skills and shifts. */
export function namesOf({ agents, channels, groups, skills }: Config): Names {
  const held = agents.flatMap(({ levels, skills: own }, agent) =>
    own.map((skill, i) => ({ agent, skill, level: levels[i] })),
  )
  const shifts = agents.flatMap(({ roster }, agent) => roster.map((shift) => ({ agent, ...shift })))
  return {
    skills: {
      skill: Int32Array.from(skills.keys()),
      id: skills.map(({ id }) => id),
      target_ms: Float64Array.from(skills, ({ target }) => target ?? Number.NaN),
      resolution_ms: Float64Array.from(skills, (skill) => skill.resolutionTarget ?? Number.NaN),
      line_of_business: skills.map(({ lineOfBusiness }) => lineOfBusiness),
    },
    groups: {
      group: Int32Array.from(groups.keys()),
      id: groups.map(({ id }) => id),
      parent: Int32Array.from(groups, ({ parent }) => parent),
    },
    channels: {
      channel: Int32Array.from(channels.keys()),
      id: channels.map(({ id }) => id),
    },
    agents: {
      agent: Int32Array.from(agents.keys()),
      id: agents.map(({ id }) => id),
      max_slots: Float64Array.from(agents, ({ maxSlots }) => maxSlots / 1000),
      kind: Uint8Array.from(agents, ({ isBot }) => agentKinds.indexOf(isBot ? 'bot' : 'human')),
      group: Int32Array.from(agents, ({ group }) => group),
    },
    agent_skills: {
      agent: Int32Array.from(held, ({ agent }) => agent),
      skill: Int32Array.from(held, ({ skill }) => skill),
      level: Float64Array.from(held, ({ level }) => level),
    },
    schedule: {
      agent: Int32Array.from(shifts, ({ agent }) => agent),
      from_at: Float64Array.from(shifts, ({ from }) => from),
      to_at: Float64Array.from(shifts, ({ to }) => to),
    },
  }
}
