import type { AccountConfig } from './account.ts'
import { between, fail, type Ids, known } from './checks.ts'

/**
 * Shares by place + 1, those without a group or skill first: as stated, what is not stated 0; where
 * nothing is stated, all alike.
 * @throws RangeError unless they sum to 1.
 */
export function makeShares(
  what: string,
  stated: Readonly<Record<string, number>> | undefined,
  ids: Ids,
): readonly number[] {
  if (stated === undefined) return [0, ...Array.from(ids, () => 1 / ids.size)]
  const shares = [0, ...Array.from(ids, () => 0)]
  for (const [id, share] of Object.entries(stated)) {
    between(`account: ${what}: ${id}`, share, 0, 1)
    shares[1 + known(ids, id, `account: ${what}`, what === 'idleShares' ? 'group' : 'skill')] =
      share
  }
  const sum = shares.reduce((total, share) => total + share, 0)
  if (Math.abs(sum - 1) > 1e-9) fail(`account: ${what}`, `the shares sum to ${sum}, not to 1`)
  return shares
}

/** @throws RangeError if two settings order the same queue. */
export function checkOrders({ classes, prioritization, ranking }: AccountConfig): void {
  const orders = [
    ...(prioritization ? ['prioritization'] : []),
    ...(classes ? ['classes'] : []),
    ...(ranking === 'queueIdleness' ? ['ranking queueIdleness'] : []),
  ]
  if (orders.length > 1)
    fail('account', `${orders.join(' and ')} order the same queue: state one of them`)
}
