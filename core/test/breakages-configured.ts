import type { Breakage } from './broken.ts'

/** Mistakes about another configuration that comes into force while conversations live. */
export const whenConfigured: readonly Breakage[] = [
  {
    mistake: 'ranks keep the names of the configuration before',
    file: 'reconfigure.ts',
    find: '  trace.rename(rankNames(config.policy))\n',
    put: '',
    law: 'fresh',
  },
  {
    mistake: 'another configuration begins the step in force anew',
    file: 'relaxation.ts',
    find: 'step.until < NEVER) run(ledger, conversation, step.until)',
    put: 'step.until < NEVER) begin(ledger, conversation, step.step)',
    law: 'again',
  },
  {
    mistake: 'what a rule added stays when another configuration has no such rule',
    file: 'overflow.ts',
    find: '    this.looksAt[skill] = true\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'a chain that is over goes on when another configuration has more steps',
    file: 'relaxation.ts',
    find: 'next === undefined ? NO_STEP : step\n  asks',
    put: 'step\n  asks',
    law: 'model',
  },
  {
    mistake: 'a human keeps the status of the bot that another configuration made of it',
    file: 'leftovers.ts',
    find: 'if (!isBot) agents',
    put: 'if (isBot) agents',
    law: 'model',
  },
  {
    mistake: 'a target that another configuration ends is told as of its due',
    file: 'manual.ts',
    find: "'atDue' ? (Math.max(due, now) as Time) : NEVER",
    put: "'atDue' ? due : NEVER",
    law: 'replay',
  },
  {
    mistake: 'a deleted group keeps its conversations',
    file: 'reconfigure.ts',
    find: '    if (config.groups[c.group[row]]?.deleted) release(ledger, row)\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'what is given back to a deleted skill waits there for good',
    file: 'moving.ts',
    find: '  if (ledger.skill(row).deleted) leaveDeleted(ledger, row)\n',
    put: '',
    law: 'model',
  },
]
