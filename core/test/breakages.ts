import { ofNeeds } from './breakages-needs.ts'

/** A deliberate mistake: what is replaced in which file of the core, and the law that must see it. */
export interface Breakage {
  /** The mistake in words. */
  readonly mistake: string
  readonly file: string
  readonly find: string
  readonly put: string
  /** `name` of a law. */
  readonly law: string
}

/** Mistakes that somebody could make, each seen by a law: at least one for every law. */
export const breakages: readonly Breakage[] = [
  ...ofNeeds,
  {
    mistake: 'a freed agent is not looked at again',
    file: 'holding.ts',
    find: 'agent, loss, 0)\n  ledger.touch(agent)',
    put: 'agent, loss, 0)',
    law: 'available',
  },
  {
    mistake: 'an opening does not wake its queue',
    file: 'queueing.ts',
    find: '  ledger.line.change(c.skill[conversation], 1)\n  ledger.stir(need)\n',
    put: '  ledger.line.change(c.skill[conversation], 1)\n',
    law: 'available',
  },
  {
    mistake: 'the end of a hold wakes nobody',
    file: 'marks.ts',
    find: '  ledger.stir(c.need[conversation])\n',
    put: '',
    law: 'available',
  },
  {
    mistake: 'a warm-up interval passes unnoticed',
    file: 'policy/conditions.ts',
    find: 'return opens > view.now ? opens : NEVER',
    put: 'return NEVER',
    law: 'available',
  },
  {
    mistake: 'what rests is given back twice',
    file: 'holding.ts',
    find: '  giveRoom(ledger, conversation, agent)\n',
    put: '  c.weight[conversation] = weightWith(ledger, conversation, agent, Activity.active)\n  giveRoom(ledger, conversation, agent)\n',
    law: 'load',
  },
  {
    mistake: 'extra capacity counts double',
    file: 'policy/conditions.ts',
    find: 'wanted <= most + config.extraCapacity',
    put: 'wanted <= most + 2 * config.extraCapacity',
    law: 'load',
  },
  {
    mistake: 'ranks are asked in the wrong order',
    file: 'standing.ts',
    find: 'for (let r = 0; r < stride; r++)\n      if (keys[x + r] !== keys[y + r]) return keys[x + r] < keys[y + r]',
    put: 'for (let r = stride - 1; r >= 0; r--)\n      if (keys[x + r] !== keys[y + r]) return keys[x + r] < keys[y + r]',
    law: 'standing',
  },
  {
    mistake: 'an agent who rose keeps the old place',
    file: 'standing.ts',
    find: '    else if (this.rose(member)) this.up(this.heaps[id], this.place[member], member)\n',
    put: '    else this.stale[member] = 1\n',
    law: 'standing',
  },
  {
    mistake: 'an agent who fell back is not looked at again',
    file: 'standing.ts',
    find: '    else this.stale[member] = Number(r < stride)\n',
    put: '',
    law: 'standing',
  },
  {
    mistake: 'the second best is taken from what was stored before it fell back',
    file: 'standing.ts',
    find: '    this.clean(id, 1)\n',
    put: '',
    law: 'standing',
  },
  {
    mistake: 'a reason is counted and never taken back',
    file: 'standing.ts',
    find: '      this.add(id, old, -1)\n',
    put: '',
    law: 'standing',
  },
  {
    mistake: 'with many agents nobody is told who became ready',
    file: 'ready.ts',
    find: 'before !== standing.reasons[order] || this.watch.excepts',
    put: 'before !== standing.reasons[order]',
    law: 'available',
  },
  {
    mistake: 'a hole in the heap is filled without a look upwards',
    file: 'queues.ts',
    find: 'while (hole > 0 && this.before(row, heap[(hole - 1) >> 1] as ConversationId)) {',
    put: 'while (hole > 1 && this.before(row, heap[(hole - 1) >> 1] as ConversationId)) {',
    law: 'model',
  },
  {
    mistake: 'equal dues go by the last entry first',
    file: 'policy/ranks.ts',
    find: 'of: ({ conversations }, conversation) => conversations.actionableSince[conversation]',
    put: 'of: ({ conversations }, conversation) => -conversations.actionableSince[conversation]',
    law: 'model',
  },
  {
    mistake: 'with smart capacity off, agents are compared by share and not by number',
    file: 'policy/ranks.ts',
    find: ': agents.held[agent] + agents.ringing[agent]',
    put: 'config ? agents.used[agent] / agents.maxSlots[agent] : agents.held[agent]',
    law: 'model',
  },
  {
    mistake: 'answered at the very due is late',
    file: 'targets.ts',
    find: 'const tellAt = Math.max(due + 1, now) as Time',
    put: 'const tellAt = Math.max(due, now) as Time',
    law: 'model',
  },
  {
    mistake: 'the holder who gave it back gets it again at once',
    file: 'aside.ts',
    find: 'return mark !== undefined && now < mark.until ? Reason.avoided : Reason.eligible',
    put: 'return Reason.eligible',
    law: 'model',
  },
  {
    mistake: 'a second message of a run moves the due',
    file: 'events/messages.ts',
    find: '  if (c.pending[row] === Pending.agent && !config.resetDueOnEveryConsumerMessage) return\n',
    put: '',
    law: 'model',
  },
  {
    mistake: 'a transfer to a forbidden skill is let through',
    file: 'events/transfers.ts',
    find: 'transfersTo === null || transfersTo.has(to)',
    put: 'transfersTo === null || transfersTo.size > 0',
    law: 'model',
  },
  {
    mistake: 'two deadlines of one instant run with a pass between them',
    file: 'router.ts',
    find: 'while (deadlines.next === instant) this.fire',
    put: 'if (deadlines.next === instant) this.fire',
    law: 'model',
  },
  {
    mistake: 'a stop between two events runs a pass that tells again',
    file: 'router.ts',
    find: '    ledger.now = to\n  }',
    put: '    this.ledger.now = to\n    this.ledger.told.fill(-1)\n  }',
    law: 'cut',
  },
  {
    mistake: 'a snapshot forgets when it falls due',
    file: 'snapshot.ts',
    find: "  'due',\n",
    put: '',
    law: 'snapshot',
  },
  {
    mistake: 'a row that is used again remembers whether its last conversation rested',
    file: 'events/lifecycle.ts',
    find: '  c.activity[row] = Activity.active\n',
    put: '',
    law: 'snapshot',
  },
  {
    mistake: 'a snapshot forgets whom a conversation avoids',
    file: 'snapshot.ts',
    find: '    for (const mark of own) marks.push({ conversation, ...mark })\n',
    put: '',
    law: 'snapshot',
  },
  {
    mistake: 'what is resumed tells its nearest miss again',
    file: 'snapshot.ts',
    find: '  from.needs.forEach(({ told }, need) => (ledger.told[need] = told))\n',
    put: '',
    law: 'snapshot',
  },
  {
    mistake: 'the first hundred seconds of history are special',
    file: 'targets.ts',
    find: '  setDue(ledger, conversation, dueFrom(ledger, conversation, ledger.now))\n',
    put: '  if (ledger.now > 100) setDue(ledger, conversation, dueFrom(ledger, conversation, ledger.now))\n',
    law: 'shift',
  },
  {
    mistake: 'a history loses who closed',
    file: 'history.ts',
    find: 'closers.indexOf(event.by)',
    put: '0',
    law: 'replay',
  },
  {
    mistake: 'a due that was past already is told in the past',
    file: 'targets.ts',
    find: 'const at = Math.max(due, trace.latest) as Time',
    put: 'const at = due as Time',
    law: 'replay',
  },
  {
    mistake: 'a close does not say that its agent lost it',
    file: 'events/lifecycle.ts',
    find: '  takeOut(ledger, row, Loss.closed)\n',
    put: '  if (ledger.holder(row) === NO_AGENT) takeOut(ledger, row, Loss.closed)\n',
    law: 'tile',
  },
  {
    mistake: 'an agent without room and without the skill is counted among the nearest',
    file: 'policy/matching.ts',
    find: '  return skills.includes(skill)\n',
    put: '  return skills.length > 0\n',
    law: 'needless',
  },
]
