import type { StaticDecode } from 'typebox'
import { Value } from 'typebox/value'
import type { OverflowRule, SkillConfig } from '../../core/index.ts'
import type { Written } from '../read.ts'
import { skill } from '../schema/skills.ts'
import { without } from './people.ts'
import { messagesOf } from './texts.ts'

type Stated = StaticDecode<typeof skill>

/** Skills as the core takes them, in the order in which they are written. */
export function skillConfigs(written: Written): SkillConfig[] {
  return Object.entries(written.value.skills).map(([id, one]) => {
    checkOverflow(written, id)
    return skillOf(id, Value.Decode(skill, one))
  })
}

function skillOf(id: string, stated: Stated): SkillConfig {
  const { fallbackSkill, messages, specialOccasions, transfersTo, workingHours, ...same } = stated
  return {
    id,
    ...same,
    transferSkillIds: transfersTo ?? null,
    ...without({
      ...{ fallbackSkillId: fallbackSkill, messages: messagesOf(messages) },
      ...{ workingHoursId: workingHours, specialOccasionsId: specialOccasions },
    }),
  }
}

/** Waits are bounded by durations, lengths and rates by numbers. */
function checkOverflow({ error, value }: Written, id: string): void {
  value.skills[id].overflow?.forEach((rule, i) => {
    const isTime = isWait(rule.metric)
    for (const key of ['on', 'off'] as const) {
      if ((typeof rule[key] === 'string') === isTime) continue
      const wanted = isTime ? 'a duration such as 4 min' : 'a number'
      const place = ['skills', id, 'overflow', i, key]
      throw error(place, `${key} of ${rule.metric} must be ${wanted}`)
    }
  })
}

const isWait = (metric: OverflowRule['metric']): boolean =>
  metric === 'estimatedWait' || metric === 'oldestWait'
