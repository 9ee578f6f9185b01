import {
  type AccountConfig,
  configure,
  type Effect,
  reasonNames,
  Router,
  type RouterEvent,
} from '../index.ts'
import { policyFor, type Routing } from './routed.ts'
import { Model } from './model/model.ts'

/** Where two tellings part. */
export interface Disagreement {
  readonly row: number
  readonly router: Effect | undefined
  readonly model: Effect | undefined
}

/**
 * The first row in which router and model differ, undefined if they tell the same. Every column of
 * every row is compared. The order among the nearest misses of one pass is not: the router tells them
 * by the row of their need, which is the order in which skills were first asked for.
 */
export function disagreement(
  account: AccountConfig,
  events: Iterable<RouterEvent>,
  routing?: Routing,
): Disagreement | undefined {
  const plain = configure(account)
  const config = routing ? { ...plain, policy: policyFor(routing) } : plain
  const model = new Model(account, config, routing ?? null)
  const real = new Router(config)
  for (const event of events) {
    model.apply(event)
    real.apply(event)
  }
  // What the last pass made due at once is done when the host comes back.
  real.apply({ type: 'clock.ticked', at: real.now })
  const rows = Array.from({ length: real.trace.length }, (_, i) => real.trace.at(i))
  const [router, expected] = [inOrder(rows), inOrder(model.told)]
  for (let row = 0; row < Math.max(router.length, expected.length); row++)
    if (!sameRow(router[row], expected[row]))
      return { row, router: router[row], model: expected[row] }
  return undefined
}

/** Whether two rows have the same in every column. */
export function sameRow(a: object | undefined, b: object | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const [x, y] = [a, b] as Record<string, unknown>[]
  const columns = Object.keys(x)
  return columns.length === Object.keys(y).length && columns.every((name) => x[name] === y[name])
}

/** Neighbouring misses by skill and conversation; everything else where it was told. */
function inOrder(rows: readonly Effect[]): Effect[] {
  const sorted = [...rows]
  for (let from = 0; from < rows.length; from++) {
    let to = from
    while (rows[to]?.type === 'waiting') to++
    if (to - from > 1) sorted.splice(from, to - from, ...rows.slice(from, to).sort(byQueue))
    from = Math.max(from, to)
  }
  return sorted
}

const place = (row: Effect) =>
  row.type === 'waiting' ? [row.skill, row.conversation, reasonNames.indexOf(row.reason)] : []
function byQueue(a: Effect, b: Effect): number {
  const [x, y] = [place(a), place(b)]
  const i = x.findIndex((value, column) => value !== y[column])
  return i < 0 ? 0 : x[i] - y[i]
}
