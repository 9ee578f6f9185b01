import { belongs } from '../policy/groups.ts'
import { starvable } from '../policy/starvation.ts'
import { minutes } from '../units.ts'
import type { Config, Skill } from './config.ts'

/** Most open conversations that are advised for one bot (SEMANTICS.md §9). */
const MOST_ADVISED = 250
/** LivePerson's least time until a conversation is closed (§16). */
const LEAST_AUTO_CLOSE = minutes(25)

/** What a checked account may mean, but probably should not: one sentence each. */
export function warnings(config: Config): string[] {
  return [
    ...manyForOneBot(config),
    ...starvable(config).map((sentence) => `account: ${sentence}`),
    ...config.skills.flatMap((skill, place) => [
      ...fewBots(config, place),
      ...emptyGroups(config, skill),
      ...earlyClose(skill),
    ]),
  ]
}

function manyForOneBot({ agents, botMaxOpen }: Config): string[] {
  const tooMany = botMaxOpen > MOST_ADVISED && agents.some(({ isBot }) => isBot)
  return tooMany
    ? [`account: botMaxOpen ${botMaxOpen} is more than the ${MOST_ADVISED} advised for one bot`]
    : []
}

function fewBots({ agents, skills }: Config, place: number): string[] {
  const bots = agents.filter(({ isBot, skills: held }) => isBot && held.some((s) => s === place))
  if (bots.length !== 1) return []
  return [`skill "${skills[place].id}": its only bot is "${bots[0].id}"; two are advised`]
}

/** A drawn group without members keeps its conversations waiting (§6). */
function emptyGroups(config: Config, { id, split }: Skill): string[] {
  const isEmpty = ({ group, percent }: Skill['split'][number]) =>
    percent > 0 && !config.agents.some((agent) => belongs(config, agent.group, group))
  return split
    .filter(isEmpty)
    .map(({ group }) => `skill "${id}": group "${config.groups[group].id}" has no members`)
}

function earlyClose({ autoCloseAfter, id }: Skill): string[] {
  const tooEarly = autoCloseAfter !== null && autoCloseAfter < LEAST_AUTO_CLOSE
  return tooEarly ? [`skill "${id}": autoCloseAfter ${autoCloseAfter} ms is less than 25 min`] : []
}
