import type { GroupId, SkillId } from '../units.ts'
import type { AccountConfig, SkillConfig, SkillRequirement, UnassignAfter } from './account.ts'
import { fail, known, livingGroup, livingSkill, within } from './checks.ts'
import type { Mapping, Overflow, Requirement, Share, Step } from './config.ts'
import type { Names } from './configure.ts'

/** §2: the first that matches wins. */
export function makeMappings({ skillMappings = [] }: AccountConfig, names: Names): Mapping[] {
  return skillMappings.map(({ companyBranch, ctype, skill }, i) => {
    const place = `account: skillMappings ${i + 1}`
    if (ctype === undefined && companyBranch === undefined)
      fail(place, 'neither ctype nor companyBranch is stated')
    return { ctype, companyBranch, skill: known(names.skills, skill, place, 'skill') as SkillId }
  })
}

/** §6: whole percentages that sum to 100. */
export function makeSplit(
  { split = [] }: SkillConfig,
  account: AccountConfig,
  place: string,
  names: Names,
): Share[] {
  const shares = split.map(({ group, percent, priority = 0 }) => {
    within(`${place}: split of group "${group}"`, percent, 0, 100, '%')
    return {
      group: known(names.groups, livingGroup(account, group, place), place, 'group') as GroupId,
      percent,
      priority,
    }
  })
  const sum = shares.reduce((total, { percent }) => total + percent, 0)
  if (split.length > 0 && sum !== 100) fail(place, `the split sums to ${sum} %, not to 100 %`)
  return shares
}

/** Skills and levels by place. @throws RangeError for an unknown skill or a level outside 1..10. */
function makeRequirement(
  requirements: readonly SkillRequirement[],
  place: string,
  skills: Names['skills'],
): Requirement {
  return requirements.map(({ minLevel = 1, skill }) => {
    within(`${place}: minLevel`, minLevel, 1, 10, '(1 lowest)')
    return { skill: known(skills, skill, place, 'skill') as SkillId, minLevel }
  })
}

/** §26.3. */
export function makeRelaxation(skill: SkillConfig, place: string, names: Names): Step[] {
  return (skill.relaxation ?? []).map(({ expedite = false, expiresAfter, requirements }, i) => {
    within(`${place}: relaxation ${i + 1}: expiresAfter`, expiresAfter, 1, 2_592_000_000, 'ms')
    const requirement = makeRequirement(requirements, `${place}: relaxation ${i + 1}`, names.skills)
    return { requirement, expiresAfter, expedite }
  })
}

/** §26.4. */
export function makeOverflow(
  skill: SkillConfig,
  account: AccountConfig,
  place: string,
  names: Names,
): Overflow[] {
  return (skill.overflow ?? []).map((rule, i) => {
    const where = `${place}: overflow ${i + 1}`
    within(`${where}: after`, rule.after, 0, 2_592_000_000, 'ms')
    const isStuck = rule.op === 'above' ? rule.off > rule.on : rule.off < rule.on
    if (isStuck) fail(where, `off ${rule.off} lies beyond on ${rule.on}`)
    // Nobody moves to a deleted skill, as nobody moves to where they are.
    const to = rule.mode === 'move' ? (livingSkill(account, rule.skill) ?? skill.id) : rule.skill
    return {
      ...rule,
      skill: known(names.skills, to, where, 'skill') as SkillId,
      unknownFires: rule.unknownFires ?? false,
    }
  })
}

/** §10: back soon counts as away unless it is stated. */
export function makeUnassign(
  account: AccountConfig,
  skill: SkillConfig,
  place: string,
): Required<UnassignAfter> {
  const {
    away = null,
    backSoon,
    offline = null,
    online = null,
  } = {
    ...account.unassignAfter,
    ...skill.unassignAfter,
  }
  const all = { online, away, offline, backSoon: backSoon === undefined ? away : backSoon }
  for (const [name, after] of Object.entries(all))
    if (after !== null) within(`${place}: unassignAfter.${name}`, after, 1, 604_800_000, 'ms')
  return all
}
