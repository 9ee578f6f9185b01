import { NO_GROUP, type SkillId, slots } from '../units.ts'
import type { AccountConfig, AgentConfig } from './account.ts'
import { fail, known, knownOr, livingGroup, within } from './checks.ts'
import type { Agent, Settings, Shift } from './config.ts'
import type { Names } from './configure.ts'
import { maxSlots } from './defaults.ts'

/** Skills with their levels, group, room and shifts. */
export function makeAgent(
  agent: AgentConfig,
  account: AccountConfig,
  chosen: Settings,
  names: Names,
): Agent {
  const place = `agent "${agent.id}"`
  const isBot = agent.kind === 'bot'
  // A bot that is counted has room for as many as it may have open.
  const isCounted = isBot && !chosen.botSmartCapacity
  const inherited = isCounted ? chosen.botMaxOpen : (account.maxSlots ?? maxSlots)
  const most = agent.maxSlots ?? inherited
  within(`${place}: maxSlots`, most, 0, 999, 'slots')
  const held = agent.skills
    .map((one) => (typeof one === 'string' ? { skill: one, level: 5 } : one))
    .filter(({ skill }) => !chosen.lineOfBusinessGates || sharesLine(account, agent, skill))
  const skills = held.map(({ skill }) => known(names.skills, skill, place, 'skill') as SkillId)
  for (const { level } of held) within(`${place}: level`, level, 1, 10, '(1 lowest)')
  if (new Set(skills).size < skills.length)
    fail(place, `a skill is listed twice in ${held.map(({ skill }) => skill).join(', ')}`)
  return {
    id: agent.id,
    skills,
    levels: held.map(({ level }) => level),
    isBot,
    isCounted,
    group: knownOr(
      names.groups,
      livingGroup(account, agent.group, place),
      place,
      'group',
      NO_GROUP,
    ),
    enabled: agent.enabled ?? true,
    handles: agent.handles ?? true,
    maxSlots: slots(most),
    roster: makeRoster(agent, place),
  }
}

/** Whether a skill is of no line of business, or of one that is the agent's too (§2). */
function sharesLine({ skills }: AccountConfig, agent: AgentConfig, skill: string): boolean {
  const { linesOfBusiness: lines = [] } = skills.find(({ id }) => id === skill) ?? {}
  return lines.length === 0 || lines.some((line) => agent.linesOfBusiness?.includes(line))
}

function makeRoster({ roster = [] }: AgentConfig, place: string): readonly Shift[] {
  for (const { from, to } of roster)
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from >= to)
      fail(place, `a shift from ${from} to ${to} does not end after it starts`)
  return roster.toSorted((a, b) => a.from - b.from || a.to - b.to)
}
