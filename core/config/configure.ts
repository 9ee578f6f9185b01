import { type Schedules, schedules } from '../schedule/index.ts'
import { orderOf, policyOf } from '../policy/index.ts'
import { hours, minutes, NO_SKILL, seconds, type SkillId, SLOT, type Weight } from '../units.ts'
import type { AccountConfig, SkillConfig } from './account.ts'
import { checkSettings, type Ids, known, knownOr, livingSkill, unique, within } from './checks.ts'
import { makeAgent } from './agents.ts'
import { makeChannels, makeGroups, ruleCapacity } from './channels.ts'
import { makeMessages } from './automatic.ts'
import type { Config, Settings, Skill } from './config.ts'
import { inherited, settings } from './defaults.ts'
import { makeClasses, makeLastAgent, makePrioritization, makeWarmUp, filled } from './parts.ts'
import { makeMappings, makeOverflow, makeRelaxation, makeSplit, makeUnassign } from './rules.ts'
import { checkOrders, makeShares } from './shares.ts'
import { makeSurvey } from './survey.ts'

/** What names stand for in one account. */
export interface Names {
  readonly skills: Ids
  readonly agents: Ids
  readonly groups: Ids
  readonly channels: Ids
}

/**
 * Checks an account and fills in what it inherits.
 * @throws RangeError naming the place, the value and the bound.
 */
export function configure(account: AccountConfig): Config {
  const names: Names = {
    skills: unique('skill', account.skills),
    agents: unique('agent', account.agents),
    groups: unique('group', account.groups ?? []),
    channels: unique('channel', account.channels ?? [{ id: 'any' }]),
  }
  const chosen = { ...settings, ...pick(account, settings) } as Settings
  checkSettings(chosen)
  checkOrders(account)
  const opening = schedules(account)
  const make = (skill: SkillConfig) => makeSkill(skill, account, chosen, names, opening)
  const skills = account.skills.map(make)
  const unskilled = make({ id: '(no skill)' })
  const skill = (id: string | null | undefined, what: string) =>
    knownOr(names.skills, livingSkill(account, id ?? null), `account: ${what}`, 'skill', NO_SKILL)
  const config: Config = {
    ...chosen,
    // With conversations counted there is nothing extra.
    extraCapacity: chosen.smartCapacity ? chosen.extraCapacity : (0 as Weight),
    skills,
    unskilled,
    unassigns: [...skills, unskilled].some(({ unassignAfter }) =>
      Object.values(unassignAfter).some((after) => after !== null),
    ),
    sends: [...skills, unskilled].some(({ messages }) => messages.length > 0),
    agents: account.agents.map((agent) => makeAgent(agent, account, chosen, names)),
    groups: makeGroups(account, names),
    channels: makeChannels(account, names),
    hasChannels: ruleCapacity(account),
    policy: policyOf(account),
    idleShares: makeShares('idleShares', account.idleShares, names.groups),
    queueShares: makeShares('queueShares', account.queueShares, names.skills),
    defaultSkill: skill(account.defaultSkillId, 'defaultSkillId'),
    mappings: makeMappings(account, names),
    lastAgent: makeLastAgent(account),
    botEscalationSkill: skill(account.botEscalationSkillId, 'botEscalationSkillId'),
    prioritization: makePrioritization(account, names),
    classes: makeClasses(account, names),
    backlog: filled(account.backlog, { interval: hours(2), timeToInactive: seconds(10) }),
    warmUp: makeWarmUp(account),
    shiftEndGuard: filled(account.shiftEndGuard, {
      ...{ mode: 'fixed', minRemaining: minutes(10), factor: 1 },
    }),
  }
  return { ...config, policy: { ...config.policy, conversations: orderOf(config) } }
}

function makeSkill(
  skill: SkillConfig,
  account: AccountConfig,
  chosen: Settings,
  names: Names,
  opening: Schedules,
): Skill {
  const place = `skill "${skill.id}"`
  const own = { ...inherited, ...pick(account, inherited), ...pick(skill, inherited) }
  const { smartCapacity } = chosen
  const { autoCloseAfter, suggestionTimeout, target, weightActive, weightInactive } = own
  within(`${place}: weightActive`, weightActive, 100, 1000, 'thousandths of a slot')
  within(`${place}: weightInactive`, weightInactive, 100, weightActive, 'thousandths of a slot')
  within(`${place}: timeToInactive`, own.timeToInactive, 1, 86_400_000, 'ms')
  if (target !== null) within(`${place}: target`, target, 1, 2_592_000_000, 'ms')
  within(`${place}: urgentTarget`, own.urgentTarget, 1, 2_592_000_000, 'ms')
  within(`${place}: firstTimeTarget`, own.firstTimeTarget, 1, 2_592_000_000, 'ms')
  within(`${place}: suggestionTimeout`, suggestionTimeout, 1, 2_592_000_000, 'ms')
  if (autoCloseAfter !== null)
    within(`${place}: autoCloseAfter`, autoCloseAfter, 1, 7_776_000_000, 'ms')
  const expectedHandling = skill.expectedHandling ?? (0 as Skill['expectedHandling'])
  within(`${place}: expectedHandling`, expectedHandling, 0, 86_400_000, 'ms')
  const resolutionTarget = skill.resolutionTarget ?? null
  if (resolutionTarget !== null)
    within(`${place}: resolutionTarget`, resolutionTarget, 1, 7_776_000_000, 'ms')
  const transfers = skill.transferSkillIds
  const fallback = livingSkill(account, own.fallbackSkillId)
  const toPlace = (id: string) => known(names.skills, id, place, 'skill') as SkillId
  return {
    id: skill.id,
    target,
    urgentTarget: own.urgentTarget,
    firstTimeTarget: own.firstTimeTarget,
    resolutionTarget,
    lineOfBusiness: skill.lineOfBusiness ?? null,
    // Counting conversations is the case in which every one weighs a slot.
    weightActive: smartCapacity ? weightActive : SLOT,
    weightInactive: smartCapacity ? weightInactive : SLOT,
    timeToInactive: own.timeToInactive,
    canTransfer: skill.canTransfer ?? true,
    transfersTo: transfers ? new Set(transfers.map(toPlace)) : null,
    suggestionTimeout,
    fallback: fallback === null ? NO_SKILL : toPlace(fallback),
    fallbackWhenAllAway: skill.fallbackWhenAllAway ?? true,
    split: makeSplit(skill, account, place, names),
    relaxation: makeRelaxation(skill, place, names),
    overflow: makeOverflow(skill, account, place, names),
    unassignAfter: makeUnassign(account, skill, place),
    autoCloseAfter,
    expectedHandling,
    deleted: skill.deleted ?? false,
    schedule: opening.of(place, skill),
    messages: makeMessages(account, skill, place),
    survey: makeSurvey(skill.survey, place),
  }
}

/** What `from` states of the keys of `like`; null is a value where the key's type has it. */
function pick<Like extends object>(from: object, like: Like): Partial<Like> {
  const entries = Object.entries(from).filter(
    ([name, value]) => name in like && value !== undefined,
  )
  return Object.fromEntries(entries) as Partial<Like>
}
