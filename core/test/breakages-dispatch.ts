import type { Breakage } from './broken.ts'

/** Mistakes in offers, suggestions, fallback, overflow, order and reconfiguration. */
export const inDispatch: readonly Breakage[] = [
  {
    mistake: 'who comes straight waited since whoever had the row before',
    file: 'straight.ts',
    find: 'c.enteredAt[conversation] = c.actionableSince[conversation] = now',
    put: 'c.actionableSince[conversation] = now',
    law: 'model',
  },
  {
    mistake: 'an offer that ends gives back no room',
    file: 'offers.ts',
    find: '  reserve(ledger, conversation, offer, -1)\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'a declined offer marks nobody',
    file: 'offers.ts',
    find: '  declined(ledger, conversation, offer.agent)\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'who goes away keeps what was proposed',
    file: 'events/presence.ts',
    find: '  if (presence !== Presence.online) withdrawFrom(ledger, agent)\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'a suggestion never times out',
    file: 'suggestions.ts',
    find: '  if (until < NEVER)\n',
    put: '  if (until < 0)\n',
    law: 'model',
  },
  {
    mistake: 'a snapshot forgets for whom something is kept',
    file: 'exceptions.ts',
    find: 'offers, overflowing, suggestions, tags, visits }\n  }',
    put: 'offers, overflowing, tags, visits }\n  }',
    law: 'snapshot',
  },
  {
    mistake: 'a conversation falls back to where it has been',
    file: 'fallback.ts',
    find: 'new Set([...visited, from])',
    put: 'new Set([from])',
    law: 'model',
  },
  {
    mistake: 'somebody who comes online ends no fallback',
    file: 'fallback.ts',
    find: '    if (lacked !== this.lacksPresence(skill)) this.hasFlipped = true\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'a rule of overflow forgets that it is active',
    file: 'overflow-measures.ts',
    find: 'return was ? value >= off : value > on',
    put: 'return value > on',
    law: 'model',
  },
  {
    mistake: 'a reserve is asked only of the agent who changed',
    file: 'policy/routings.ts',
    find: '    asksGroup: true,\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'whoever does something is logged out all the same',
    file: 'logout.ts',
    find: '  agents.logsOutAt[agent] = isExempt ? NEVER : after(now, autoLogout)\n',
    put: '  if (agents.logsOutAt[agent] === NEVER && !isExempt) agents.logsOutAt[agent] = after(now, autoLogout)\n',
    law: 'model',
  },
  {
    mistake: 'a snapshot forgets who is about to be logged out',
    file: 'logout.ts',
    find: '    ledger.logsOut = true\n    awaitLogout(ledger, agent)\n',
    put: '',
    law: 'snapshot',
  },
]
