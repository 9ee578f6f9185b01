import type { Breakage } from './broken.ts'

/** Mistakes in what conversations ask and how agents are ranked. */
export const ofNeeds: readonly Breakage[] = [
  {
    mistake: 'a step of relaxation expires unnoticed',
    file: 'relaxation.ts',
    find: '  begin(ledger, conversation, ledger.asks.steps.get(conversation)!.step + 1)\n  askAnew(ledger, conversation)\n}\n\n/** Steps to be',
    put: '  begin(ledger, conversation, ledger.asks.steps.get(conversation)!.step + 1)\n}\n\n/** Steps to be',
    law: 'snapshot',
  },
  {
    mistake: 'who lacks a required skill meets every level',
    file: 'policy/matching.ts',
    find: 'if (levelOf(config, agent, skill) < minLevel) return Reason.belowLevel',
    put: 'if (levelOf(config, agent, skill) < minLevel && levelOf(config, agent, skill) > 0) return Reason.belowLevel',
    law: 'asks',
  },
  {
    mistake: 'an agent of another group may take it',
    file: 'policy/matching.ts',
    find: 'const isInside = tries.length === 0 || tryOf(config, group, tries) >= 0',
    put: 'const isInside = tries.length === 0 || tryOf(config, group, tries) >= -1',
    law: 'asks',
  },
  {
    mistake: 'the last minutes of a shift begin unnoticed',
    file: 'policy/shift-end.ts',
    find: 'Math.floor(shift.to - least) + 1',
    put: 'Math.floor(shift.to - least) + 30',
    law: 'standing',
  },
  {
    mistake: 'a class that is held less is not looked at again',
    file: 'capacity/room.ts',
    find: '  held[agent] += sign\n  if (c.activity[conversation] !== Activity.inactive) busy[agent] += sign\n',
    put: '  held[agent] += Math.max(0, sign)\n  if (c.activity[conversation] !== Activity.inactive) busy[agent] += sign\n',
    law: 'snapshot',
  },
  {
    mistake: 'needs of all skills share an order although the level ranks',
    file: 'ready.ts',
    find: '...policy.agents.flatMap(({ byNeed }) => byNeed ?? [])]',
    put: ']',
    law: 'standing',
  },
  {
    mistake: 'groups that compete stand in one order',
    file: 'ready.ts',
    find: 'this.poolRanks === 0 ? [agents] : byGroup(this.view, agents)',
    put: 'this.poolRanks === 0 ? [agents] : [[...byGroup(this.view, agents)].flat()]',
    law: 'standing',
  },
  {
    mistake: 'a snapshot forgets how groups were allocated',
    file: 'snapshot.ts',
    find: '  ledger.split.restore(from.allocations)\n',
    put: '',
    law: 'snapshot',
  },
  {
    mistake: 'a step under way does not go on after a restore',
    file: 'snapshot.ts',
    find: '    resumeSteps(ledger, row)\n',
    put: '',
    law: 'snapshot',
  },
  {
    mistake: 'classes of channels are not counted again after a restore',
    file: 'capacity/room.ts',
    find: '  if (c.stage[conversation] === Stage.assigned) tally(ledger, conversation, 1)\n',
    put: '',
    law: 'snapshot',
  },
]
