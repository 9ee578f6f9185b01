import { type AccountConfig, configure, Router, type RouterEvent } from '../index.ts'
import { accountsOf, changingStory, configOf, eventsOf, type Story } from './histories.ts'
import type { Law } from './law.ts'
import { ofStories, played, rowsOf, same } from './told.ts'

/** The first event after `from` that brings another configuration, −1 for none. */
const changeAfter = (events: readonly RouterEvent[], from: number) =>
  events.findIndex(({ type }, i) => type === 'account.configured' && i >= from)

/** Plays the events and says which account is in force then. */
function inForce(told: Story, router: Router, events: readonly RouterEvent[]): AccountConfig {
  let { account } = told
  for (const event of events) {
    const { length } = router.trace
    router.apply(event)
    if (event.type !== 'account.configured') continue
    // What time does by itself is told before the answer.
    const rows = rowsOf(router).slice(length)
    if (rows.some(({ type }) => type === 'configured')) ({ account } = event)
  }
  return account
}

function fresh(told: Story, cut: number): void {
  const events = eventsOf(told)
  const change = Math.max(changeAfter(events, cut), changeAfter(events, 0))
  if (change < 0) return
  const router = new Router(configOf(told))
  const account = inForce(told, router, events.slice(0, change + 1))
  const state = structuredClone(router.snapshot())
  const other = new Router(configure(account), undefined, state)
  const rest = events.slice(change + 1)
  same(rowsOf(played(rest, other)), rowsOf(played(rest, router)).slice(state.effects))
}

function again(told: Story, cut: number): void {
  // What time alone moves is looked at in passes only, and this makes one more.
  if (JSON.stringify(accountsOf(told)).includes('oldestWait')) return
  const events = eventsOf(told)
  const [first, rest] = [events.slice(0, cut), events.slice(cut)]
  const router = new Router(configOf(told))
  const account = inForce(told, router, first)
  const change = { type: 'account.configured', at: router.now, account } as const
  const twice = played([...first, change, ...rest], new Router(configOf(told)))
  const without = (one: Router) => rowsOf(one).filter(({ type }) => type !== 'configured')
  same(without(twice), without(played(rest, router)))
}

/** What another configuration does to what there is. */
export const configuredLaws: readonly Law[] = [
  ofStories(
    'fresh',
    'another configuration equals a fresh router that is fed the same state',
    fresh,
    changingStory,
  ),
  ofStories('again', 'the same configuration again changes nothing', again, changingStory),
]
