import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { type ConversationId, type ConversationKey, NEVER, type Time } from './units.ts'

/** Deadlines that follow from nothing else: the settings that they were set by may be others by now. */
const running = ['unassign', 'consumerSilent', 'agentSilent', 'queueWait'] as const

/** Timers that run, by kind, ascending by key. */
export type KeptTimers = Readonly<Record<string, readonly (readonly [ConversationKey, Time])[]>>

/** @param rows the rows in use, ascending by key. */
export function keepTimers({ conversations: c, deadlines }: Ledger, rows: Int32Array): KeptTimers {
  const of = (kind: DeadlineKind) => {
    const timers: [ConversationKey, Time][] = []
    if (deadlines.none(kind)) return timers
    for (const row of rows as unknown as ConversationId[]) {
      const at = deadlines.at(kind, row)
      if (at < NEVER) timers.push([c.key[row], at])
    }
    return timers
  }
  return Object.fromEntries(running.map((name) => [name, of(DeadlineKind[name])]))
}

export function restoreTimers({ conversations: c, deadlines }: Ledger, timers: KeptTimers): void {
  for (const name of running)
    for (const [key, at] of timers[name]) deadlines.set(DeadlineKind[name], c.find(key), at, key)
}
