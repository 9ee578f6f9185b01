import type { Requirement } from './config/config.ts'
import type { Ledger } from './ledger.ts'
import type { Ask } from './needs.ts'
import type { NeedId } from './units.ts'

/** A need as a snapshot has it: what is required in full, and the nearest miss last told. */
export interface KeptNeed extends Omit<Ask, 'requirement'> {
  readonly requires: Requirement
  readonly told: number
}

/** The needs in use, in order. */
export function keepNeeds({ needs, told }: Ledger): KeptNeed[] {
  const { added, channel, group, requires, skill } = needs
  return told.map((one, row) => {
    const need = row as NeedId
    return {
      ...{ skill: skill[need], channel: channel[need], group: group[need] },
      ...{ requires: requires[need], added: added[need], told: one },
    }
  })
}

/** The needs that they are now: under another configuration others may come before them. */
export function restoreNeeds(ledger: Ledger, kept: readonly KeptNeed[]): NeedId[] {
  const { needs } = ledger
  return kept.map(({ added, channel, group, requires, skill }) => {
    const requirement = needs.requirements.intern(requires)
    return ledger.needAs({ added, channel, group, requirement, skill })
  })
}
