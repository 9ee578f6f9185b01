import type { SelectionStep } from './config/account.ts'
import { knowsSkill } from './config/known.ts'
import type { Config } from './config/config.ts'
import { NO_SKILL, type SkillId } from './units.ts'

/** What is known where a conversation enters; what is missing names no skill. */
export interface EntryPoint {
  /** Named by the request itself. */
  readonly request?: SkillId
  /** Of the campaign engagement: web and app. */
  readonly engagement?: SkillId
  /** Of authenticated and connector traffic: the customer's type and branch. */
  readonly ctype?: string
  readonly companyBranch?: string
}

const steps: {
  readonly [step in SelectionStep]: (config: Config, entry: EntryPoint) => SkillId
} = {
  request: (_, { request = NO_SKILL }) => request,
  engagement: (_, { engagement = NO_SKILL }) => engagement,
  mapping: ({ mappings }, entry) => mappings.find((one) => maps(one, entry))?.skill ?? NO_SKILL,
  default: ({ defaultSkill }) => defaultSkill,
}

/**
 * The skill of a new conversation: the first step that yields one wins, in the account's order;
 * NO_SKILL if none does (SEMANTICS.md §2). Shifts and presence never change it.
 */
export function selectSkill(config: Config, entry: EntryPoint): SkillId {
  for (const step of config.skillSelectionOrder) {
    const skill = steps[step](config, entry)
    // A deleted skill is none.
    if (skill !== NO_SKILL && knowsSkill(config, skill)) return skill
  }
  return NO_SKILL
}

/** All that is stated is equal, case-sensitive. */
function maps({ companyBranch, ctype }: Config['mappings'][number], entry: EntryPoint): boolean {
  if (ctype !== undefined && ctype !== entry.ctype) return false
  return companyBranch === undefined || companyBranch === entry.companyBranch
}
