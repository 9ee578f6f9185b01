import { presenceNames } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import { isActionable } from '../queueing.ts'
import { Pending, Stage } from '../tables.ts'
import { type AgentId, type ConversationId, NEVER, SLOT } from '../units.ts'

/**
 * What a row's columns say should have happened by now and has not, in words: written from
 * SEMANTICS.md §10–§18 and not from the rooms that see to it.
 */
export function lateIn(ledger: Ledger): string[] {
  const { conversations: c } = ledger
  const rows = Array.from({ length: c.rows }, (_, row) => row as ConversationId)
  return rows
    .filter((row) => c.stage[row] !== Stage.free)
    .flatMap((row) => checks.filter((check) => check.of(ledger, row)).map(({ what }) => what))
    .concat(isLoggedInTooLong(ledger) ? ['did nothing for too long, and logged in'] : [])
}

/** §19: the time without activity is over. */
function isLoggedInTooLong({ agents, config, now }: Ledger): boolean {
  const isLate = (agent: AgentId) => agents.presence[agent] > 0 && agents.logsOutAt[agent] <= now
  return config.agents.some((_, agent) => isLate(agent as AgentId))
}

interface Check {
  readonly what: string
  readonly of: (ledger: Ledger, row: ConversationId) => boolean
}

const isOpen = ({ conversations: c }: Ledger, row: ConversationId) =>
  c.stage[row] === Stage.queued || c.stage[row] === Stage.assigned

const checks: readonly Check[] = [
  {
    what: 'quiet for longer than the limit, and open',
    of: (ledger, row) => {
      const { config, conversations: c, now, sparse } = ledger
      const { autoCloseAfter } = ledger.skill(row)
      if (!isOpen(ledger, row) || autoCloseAfter === null) return false
      if (c.pending[row] === Pending.agent) return false
      if (sparse.manual.has(row) && config.autoCloseManualTarget === 'exempt') return false
      const at = c.changedAt[row] + autoCloseAfter
      const sweep = config.autoCloseSweep ?? 1
      return now >= (at % sweep === 0 ? at : at + sweep - (at % sweep))
    },
  },
  {
    what: 'unanswered for longer than its agent may take, and theirs',
    of: (ledger, row) => {
      const { agents, config, conversations: c, now } = ledger
      const agent = c.agent[row]
      if (c.stage[row] !== Stage.assigned || c.owedSince[row] === NEVER) return false
      if (config.agents[agent].isBot && !config.botUnassign) return false
      const { schedule, unassignAfter } = ledger.skill(row)
      const patience = unassignAfter[presenceNames[agents.presence[agent]]]
      const since = Math.max(c.owedSince[row], c.assignedAt[row], agents.presenceSince[agent])
      if (patience === null) return false
      let waited = now - since
      if (config.unassignOnShiftOnly)
        for (let t = since; t < now; t++) waited -= schedule.isOpen(t as typeof now) ? 0 : 1
      return waited >= patience
    },
  },
  {
    what: 'a manual target that should have ended stands',
    of: ({ config, now, sparse }, row) =>
      config.manualTargetEnds === 'atDue' && now >= (sparse.manual.get(row)?.due ?? NEVER),
  },
  {
    what: 'in the queue, and since when it can be acted on is not known, or known in vain',
    of: (ledger, row) => {
      const { conversations: c, now } = ledger
      if (c.stage[row] !== Stage.queued) return false
      const since = c.actionableSince[row]
      if (!isActionable(ledger, row)) return since !== NEVER
      return since < c.enteredAt[row] || since > now
    },
  },
  {
    what: 'in its survey longer than it lasts',
    of: ({ conversations: c, now, sparse }, row) => {
      if (c.stage[row] !== Stage.survey) return false
      const { silentSince, startedAt, survey } = sparse.survey.get(row)!
      const from = survey.timeoutFrom === 'start' ? startedAt : silentSince
      return now >= from + survey.timeout || now >= startedAt + 48 * 3_600_000
    },
  },
  {
    what: 'cooling for longer than anything cools, or inactive at full weight',
    of: (ledger, row) => {
      const { config, conversations: c, now } = ledger
      if (c.stage[row] !== Stage.assigned || !config.smartCapacity) return false
      // A channel may cost more than a slot.
      return c.inactiveAt[row] <= now || (c.weight[row] > SLOT && !config.hasChannels)
    },
  },
  {
    what: 'owed nothing and due, or due by nobody’s target',
    of: (ledger, row) => {
      const { conversations: c, sparse, triples } = ledger
      if (!isOpen(ledger, row) || sparse.manual.has(row)) return false
      const isOwed = c.pending[row] === Pending.agent
      const { usual } = triples.at(c.targets[row])
      return isOwed ? (c.due[row] === NEVER) !== (usual === null) : c.due[row] !== NEVER
    },
  },
]
