import { expect, test } from 'vitest'
import { type AccountConfig, configure, type Duration, tellBounds, warnings } from '../index.ts'

test('more than 250 open for a bot, one bot a skill, an empty group and an early close are told', () => {
  const bot = { skills: ['ask'], kind: 'bot' as const }
  const config = configure({
    skills: [
      { id: 'ask', autoCloseAfter: 60_000 as Duration },
      {
        id: 'sales',
        split: [
          { group: 'north', percent: 60 },
          { group: 'south', percent: 40 },
          { group: 'reserve', percent: 0 },
        ],
      },
    ],
    groups: [{ id: 'north' }, { id: 'south' }, { id: 'reserve' }],
    agents: [
      { id: 'bot1', ...bot },
      { id: 'ana', skills: ['sales'], group: 'north' },
    ],
  })
  expect(warnings(config)).toEqual([
    'account: botMaxOpen 999 is more than the 250 advised for one bot',
    'skill "ask": its only bot is "bot1"; two are advised',
    'skill "ask": autoCloseAfter 60000 ms is less than 25 min',
    'skill "sales": group "south" has no members',
  ])
  const two = configure({
    ...{ skills: [{ id: 'ask' }], botMaxOpen: 250 },
    agents: [
      { id: 'bot1', ...bot },
      { id: 'bot2', ...bot },
    ],
  })
  expect(warnings(two)).toEqual([])
})

test('a class under a higher tier, and one that never grows to the initial of another, may starve', () => {
  const config = configure({
    skills: [{ id: 'ask' }],
    agents: [{ id: 'ana', skills: ['ask'] }],
    classes: [
      { when: { tag: 'vip' }, tier: 1 },
      { when: { tag: 'refund' }, tier: 1, initial: -2, slope: 0 },
    ],
  })
  expect(warnings(config)).toEqual([
    "account: class 2 can wait for ever: its priority does not grow to another's initial",
    'account: the default class can wait for ever: another class has a higher tier',
  ])
})

const ordered = (order: Partial<AccountConfig>) =>
  tellBounds(configure({ skills: [{ id: 'ask' }], agents: [], ...order }))

test('Example 26.7: with five points ahead and slopes alike nobody is overtaken by more than five minutes', () => {
  expect(ordered({ classes: [{ when: { tag: 'vip' }, initial: 5 }] })).toEqual([
    'class 1 is overtaken by nobody who comes later',
    'the default class is overtaken by nobody who comes more than 5 min later',
  ])
})

test('a class that grows faster to a cap overtakes most when it is there, one without a cap whoever waits', () => {
  // At its cap of 9 a slope of 3 stands after 3 min; slope 1 comes to 9 after 9 min.
  const classes = [{ when: { tag: 'vip' }, slope: 3, cap: 9 }]
  expect(ordered({ classes })).toEqual([
    'class 1 can wait for ever: its priority ends below what another comes to',
    'the default class is overtaken by nobody who comes more than 6 min later',
  ])
  expect(ordered({ classes: [{ when: { tag: 'vip' }, slope: 4, initial: 2 }] })[1]).toBe(
    'the default class is overtaken only by who has waited 25 % as long, less 30 s: class 1 grows faster, without a cap',
  )
})

test('by age the slowest rate over the fastest bounds who overtakes; by freshness nothing does for certain', () => {
  const velocities = [{ when: { tag: 'vip' }, velocity: 2 }]
  const target = 600_000 as Duration
  const targets = { target, urgentTarget: target, firstTimeTarget: target }
  expect(ordered({ ...targets, prioritization: { velocities } })).toEqual([
    'a conversation is overtaken only by who has waited 50 % as long: targets or velocities differ',
  ])
  expect(ordered({ prioritization: { entrance: 0.5 } })).toEqual([
    'a conversation can wait for ever: passes go by interactiveness, though but once in a million more than 20 in a row',
  ])
  expect(ordered({ ...targets, urgentTarget: 60_000 as Duration })).toEqual([
    'who is owed a reply is overtaken by nobody who comes more than 9 min later',
  ])
})
