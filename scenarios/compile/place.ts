import type { ScenarioFile } from '../schema.ts'
import type { Path } from '../wrong.ts'
import { agentsOf } from './people.ts'

/** What files call a setting, where the core calls it otherwise. */
const called: Readonly<Record<string, string>> = {
  ...{ defaultSkillId: 'defaultSkill', fallbackSkillId: 'fallbackSkill' },
  ...{ botEscalationSkillId: 'botEscalationSkill', transferSkillIds: 'transfersTo' },
  ...{ workingHoursId: 'workingHours', specialOccasionsId: 'specialOccasions', group: 'split' },
}

/** Where the core's sentence about an account points to: what it speaks of comes first in it. */
export function placeOf(sentence: string, value: ScenarioFile): Path {
  const [, kind, name = ''] = /^([a-z ]+?)(?: "([^"]*)")?:/.exec(sentence) ?? []
  const inside = settingOf(sentence)
  switch (kind) {
    case 'account':
      return ['rules', ...inside]
    case 'skill':
      // What a skill does not state itself, the account stated for it.
      return holds(value.skills[name], inside) || !holds(value.rules, inside)
        ? ['skills', name, ...inside]
        : ['rules', ...inside]
    case 'agent': {
      const entry = agentsOf(value).find(({ id }) => id === name)?.entry
      return entry === undefined ? ['agents'] : ['agents', entry, ...inside]
    }
    case 'group':
      return ['groups', name]
    case 'channel':
      return ['channels', name, ...inside]
    case 'working hours':
      return ['workingHours', name]
    case 'special occasions':
      return ['specialOccasions', name]
    default:
      return sentence.startsWith('ranking') ? ['rules', 'ranking'] : ['agents']
  }
}

/** `…: overflow 2: off 3 …` stands at overflow, 1; `…: warmUp.interval 5 …` at warmUp, interval. */
function settingOf(sentence: string): (string | number)[] {
  const found = /^[^:]+: (?:the )?([A-Za-z.]+)(?: (\d+))?/.exec(sentence)
  if (!found) return []
  const keys = found[1].split('.').map((key) => called[key] ?? key)
  const isListed = ['classes', 'overflow', 'relaxation', 'skillMappings', 'velocities']
  const isItem = found[2] !== undefined && isListed.includes(keys.at(-1)!)
  if (keys[0] === 'class') return ['classes', Number(found[2]) - 1]
  if (sentence.includes('the default class')) return ['classes']
  return isItem ? [...keys, Number(found[2]) - 1] : keys
}

function holds(part: unknown, [key, ...rest]: Path): boolean {
  if (key === undefined) return true
  if (typeof part !== 'object' || part === null || !(key in part)) return false
  return holds((part as Readonly<Record<string, unknown>>)[key], rest)
}
