import { Value } from 'typebox/value'
import { type AccountConfig, configure } from '../../core/index.ts'
import type { Written } from '../read.ts'
import type { Shift } from '../scenario.ts'
import { rules } from '../schema/rules.ts'
import { scheduleOf } from './hours.ts'
import { agentConfigs, channelConfigs, groupConfigs, without } from './people.ts'
import { placeOf } from './place.ts'
import { skillConfigs } from './skills.ts'
import { messagesOf } from './texts.ts'

/**
 * The account that a scenario states.
 * @throws FormError pointing at the setting that the core refuses.
 */
export function accountOf(written: Written, shifts: readonly Shift[]): AccountConfig {
  const { error, value } = written
  const {
    botEscalationSkill,
    defaultSkill,
    fallbackSkill,
    hours: _hours,
    messages,
    ...same
  } = Value.Decode(rules, value.rules ?? {})
  const account: AccountConfig = {
    ...same,
    ...without({
      ...{ defaultSkillId: defaultSkill, fallbackSkillId: fallbackSkill },
      ...{ botEscalationSkillId: botEscalationSkill, messages: messagesOf(messages) },
      ...{ channels: channelConfigs(value), groups: groupConfigs(value) },
    }),
    ...scheduleOf(written),
    skills: skillConfigs(written),
    agents: agentConfigs(value, same.shiftEndGuard ? shifts : []),
  }
  try {
    configure(account)
  } catch (wrong) {
    if (!(wrong instanceof RangeError)) throw wrong
    throw error(placeOf(wrong.message, value), wrong.message)
  }
  return account
}
