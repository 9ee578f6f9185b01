import { expect, test } from 'vitest'
import { type AccountConfig, configure, minutes } from '../index.ts'
import { starvable, starvation } from '../policy/starvation.ts'

const account: AccountConfig = {
  skills: [{ id: 'a', target: minutes(60) }],
  agents: [],
  ...{ target: minutes(60), firstTimeTarget: minutes(30), urgentTarget: minutes(5) },
}
const bounds = (some: Partial<AccountConfig>) =>
  starvation(configure({ ...account, ...some })).map(({ because, lead, share }) => [
    ...[share, lead / 60_000, because],
  ])

test('by due, whoever is owed a reply is overtaken by what the targets differ', () => {
  expect(bounds({})).toEqual([[1, 55, null]])
  expect(bounds({ target: null, skills: [{ id: 'a', target: null }] })).toEqual([[1, 0, null]])
  // A ratio looks at more than those who wait.
  expect(bounds({ ranking: 'queueIdleness' })).toEqual([])
  const [[share, lead, because]] = bounds({ target: null })
  expect([share, lead, because]).toEqual([0, 0, 'without a target it is due last'])
})

test('by age, the share is the shortest target over the longest, and the slowest rate over the fastest', () => {
  const [[share, lead, because]] = bounds({ prioritization: {} })
  expect([share, lead]).toEqual([5 / 60, 0])
  expect(because).toBe('targets or velocities differ')
  const velocities = [
    { when: { tag: 'vip' }, velocity: 2 },
    { when: { tag: 'slow' }, velocity: 0.5 },
  ]
  expect(bounds({ prioritization: { velocities } })[0][0]).toBeCloseTo(5 / 60 / 4, 12)
  const alike = { ...account, firstTimeTarget: minutes(60), urgentTarget: minutes(60) }
  expect(bounds({ ...alike, prioritization: {} })).toEqual([[1, 0, null]])
  expect(bounds({ target: null, prioritization: {} })[0][2]).toBe('without a target it has no age')
})

test('freshness goes behind whoever wrote later; a blend of passes only rarely for long', () => {
  const fresh = 'what is ordered by interactiveness goes behind whoever wrote later'
  expect(bounds({ prioritization: { entrance: 0 } })).toEqual([[0, 0, fresh]])
  const each = { entrance: 0.5, draw: 'perConversation' } as const
  expect(bounds({ prioritization: each })).toEqual([[0, 0, fresh]])
  // 0.5 ^ 20 is less than a millionth, 0.5 ^ 19 is not.
  expect(bounds({ prioritization: { entrance: 0.5, draw: 'perPass' } })).toEqual([
    [0, 0, expect.stringMatching(/more than 20 in a row$/)],
  ])
})

test('priorities that grow meet after their difference, or never', () => {
  const classes = (...written: NonNullable<AccountConfig['classes']>) =>
    bounds({ classes: written })
  const when = { tag: 'vip' }
  // Ten points ahead at one a minute are ten minutes; the class itself is ahead of the default one.
  expect(classes({ when, initial: 10 })).toEqual([
    [1, 0, null],
    [1, 10, null],
  ])
  // Twice as fast without a cap: whoever waits half as long is as far.
  expect(classes({ when, slope: 2 })).toEqual([
    [1, 0, null],
    [0.5, 0, 'class 1 grows faster, without a cap'],
  ])
  // Up to 30 points: reached after 15 min by one and after 30 by the other.
  expect(classes({ when, slope: 2, cap: 30 })).toEqual([
    [0, 0, 'its priority ends below what another comes to'],
    [1, 15, null],
  ])
  expect(classes({ when, tier: 1 })).toEqual([
    [1, 0, null],
    [0, 0, 'another class has a higher tier'],
  ])
  expect(classes({ when, slope: 0, initial: 5 })).toEqual([
    [0, 0, "its priority does not grow to another's initial"],
    [1, 5, null],
  ])
  expect(classes({ when, slope: -1, tier: 1 })[0]).toEqual([
    ...[0, 0, 'of its class the younger go first'],
  ])
})

test('a class that can wait for ever is named with its reason', () => {
  const classes = [{ when: { tag: 'vip' }, tier: 1 }]
  expect(starvable(configure({ ...account, classes }))).toEqual([
    'the default class can wait for ever: another class has a higher tier',
  ])
  expect(starvable(configure(account))).toEqual([])
})
