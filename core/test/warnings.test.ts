import { expect, test } from 'vitest'
import { configure, type Duration, warnings } from '../index.ts'

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
