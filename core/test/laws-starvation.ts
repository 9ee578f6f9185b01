import { expect } from 'vitest'
import {
  type AccountConfig,
  type ConversationId,
  type ConversationKey,
  NEVER,
  Router,
  type Time,
} from '../index.ts'
import type { Ledger } from '../ledger.ts'
import { matcher } from '../policy/match.ts'
import { starvation } from '../policy/starvation.ts'
import { isActionable } from '../queueing.ts'
import { Pending, Stage } from '../tables.ts'
import { configOf, eventsOf, orderedStory, type Story } from './histories.ts'
import type { Law } from './law.ts'
import { insideOf, ofStories } from './told.ts'

/** A due counts from when the reply is owed, and a return keeps that; classes and ages count anew. */
const goesByDue = ({ config }: Ledger) => (config.classes ?? config.prioritization) === null

/** Since when what waits has done so, by key: as the order in force counts it. */
function waiting(ledger: Ledger): Map<number, Time> {
  const { conversations: c } = ledger
  const byDue = goesByDue(ledger)
  const counted = byDue ? c.pendingSince : c.actionableSince
  // What nobody owes a reply to has no due.
  const counts = (row: ConversationId) =>
    isActionable(ledger, row) && (!byDue || c.pending[row] === Pending.agent)
  const since = new Map<number, Time>()
  for (let row = 0 as ConversationId; row < c.rows; row++)
    if (c.stage[row] === Stage.queued && counts(row)) since.set(c.key[row], counted[row])
  return since
}

/** The bound of a conversation that waits. */
function boundOf(ledger: Ledger, key: number, { classes = null }: AccountConfig) {
  const bounds = starvation(ledger.config)
  if (classes === null) return bounds[0]
  const row = ledger.conversations.find(key as ConversationKey)
  const place = classes.findIndex(({ when }) => matcher(when)(ledger, row))
  return bounds[place < 0 ? classes.length : place]
}

/** Nobody went before somebody who waits, but as the bound of that one allows. */
function check(told: Story, router: Router, before: ReadonlyMap<number, Time>, from: number): void {
  const ledger = insideOf(router)
  const { conversations } = ledger
  const after = waiting(ledger)
  for (let i = from; i < router.trace.length; i++) {
    const effect = router.trace.at(i)
    if (effect.type !== 'assigned') continue
    // Who did not wait before this step came now.
    const row = conversations.find(effect.conversation)
    const now = goesByDue(ledger) ? conversations.pendingSince[row] : effect.at
    const came = before.get(effect.conversation) ?? now
    for (const [key, since] of after) {
      if (before.get(key) !== since) continue
      const { lead, share, who } = boundOf(ledger, key, told.account)
      const least = share * (effect.at - since) - lead
      if (effect.at - came < least - 1e-6)
        expect.fail(`${key}, ${who}, since ${since}: overtaken by one since ${came}`)
    }
  }
}

function bounded(told: Story): void {
  const router = new Router(configOf(told))
  const step = (act: () => void) => {
    const [before, row] = [waiting(insideOf(router)), router.trace.length]
    act()
    check(told, router, before, row)
  }
  for (const event of eventsOf(told)) {
    while (router.deadline <= event.at && router.deadline < NEVER)
      step(() => router.advance(router.deadline))
    step(() => router.apply(event))
  }
}

export const starvationLaw: Law = ofStories(
  'starvation',
  'nobody is overtaken further than the bound of the configuration says',
  bounded,
  orderedStory,
)
