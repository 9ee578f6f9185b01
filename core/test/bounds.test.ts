import { expect, test } from 'vitest'
import { type AccountConfig, configure, settings } from '../index.ts'

/**
 * Every setting that is a number, by where it stands in an account of one skill, one agent and one
 * channel: its bounds are taken, and what lies beyond them is refused by name, value and bound.
 */

const DAY = 86_400_000
const [skill, agent, channel] = ['skill "a"', 'agent "ana"', 'channel "web"']
type Written = Record<string, unknown>
const account = (more: Written): AccountConfig => ({
  ...{ skills: [{ id: 'a' }], agents: [{ id: 'ana', skills: ['a'] }] },
  ...{ groups: [{ id: 'north' }], ...more },
})
const plain = (name: string) => (value: number) => ({ [name]: value })
const ofSkill = (make: (value: number) => Written) => (value: number) => ({
  skills: [{ id: 'a', ...make(value) }],
})
const within =
  (name: string, part: Written = {}) =>
  (value: number) => ({ ...part, [name]: value })
const inPart = (part: string, name: string) => (value: number) => ({ [part]: { [name]: value } })
const slot = 'thousandths of a slot'

/** Whole numbers: place, how it is written, bounds and unit. */
type Row = readonly [string, (value: number) => Written, number, number, string]
const whole: readonly Row[] = [
  ['account: seed', plain('seed'), 0, 2 ** 32 - 1, ''],
  ['account: cycleInterval', plain('cycleInterval'), 100, 60_000, 'ms'],
  ['account: avoidHold', plain('avoidHold'), 0, DAY, 'ms'],
  ['account: historyLookback', plain('historyLookback'), 1, 365 * DAY, 'ms'],
  ['account: offerTtl', plain('offerTtl'), 1, 600_000, 'ms'],
  ['account: declineMemoryTtl', plain('declineMemoryTtl'), 1, 365 * DAY, 'ms'],
  ['account: botMaxOpen', plain('botMaxOpen'), 1, 999, 'conversations'],
  ['account: manualTargetThreshold', plain('manualTargetThreshold'), 1, 90 * DAY, 'ms'],
  ['account: manualTargetMax', plain('manualTargetMax'), 1, 366 * DAY, 'ms'],
  ['account: extraCapacity', plain('extraCapacity'), 0, 5000, slot],
  ['account: autoCloseSweep', plain('autoCloseSweep'), 1, DAY, 'ms'],
  ['account: autoLogout', plain('autoLogout'), 1, 365 * DAY, 'ms'],
  ['account: warmUp.interval', inPart('warmUp', 'interval'), 1, DAY / 24, 'ms'],
  ['account: warmUp.maxDuration', inPart('warmUp', 'maxDuration'), 0, DAY, 'ms'],
  ['account: warmUp.cooldown', inPart('warmUp', 'cooldown'), 0, DAY, 'ms'],
  ['account: lastAgent.lookback', inPart('lastAgent', 'lookback'), 1, 365 * DAY, 'ms'],
  ['account: lastAgent.maxWait', inPart('lastAgent', 'maxWait'), 0, 30 * DAY, 'ms'],
  ['account: prioritization.tau', inPart('prioritization', 'tau'), 1, 90 * DAY, 'ms'],
  [
    'account: classes 2: tier',
    (tier) => ({ classes: [{ when: {} }, { when: {}, tier }] }),
    ...([-1000, 1000, ''] as const),
  ],
  [`${skill}: weightActive`, ofSkill(within('weightActive')), 100, 1000, slot],
  [
    `${skill}: weightInactive`,
    ofSkill(within('weightInactive', { weightActive: 700 })),
    ...([100, 700, slot] as const),
  ],
  [`${skill}: timeToInactive`, ofSkill(within('timeToInactive')), 1, DAY, 'ms'],
  [`${skill}: target`, ofSkill(within('target')), 1, 30 * DAY, 'ms'],
  [`${skill}: urgentTarget`, ofSkill(within('urgentTarget')), 1, 30 * DAY, 'ms'],
  [`${skill}: firstTimeTarget`, ofSkill(within('firstTimeTarget')), 1, 30 * DAY, 'ms'],
  [`${skill}: suggestionTimeout`, ofSkill(within('suggestionTimeout')), 1, 30 * DAY, 'ms'],
  [`${skill}: autoCloseAfter`, ofSkill(within('autoCloseAfter')), 1, 90 * DAY, 'ms'],
  [`${skill}: expectedHandling`, ofSkill(within('expectedHandling')), 0, DAY, 'ms'],
  [
    `${skill}: split of group "north"`,
    ofSkill((percent) => ({
      split: [
        { group: 'north', percent },
        { group: 'north', percent: 100 - percent },
      ],
    })),
    ...([0, 100, '%'] as const),
  ],
  [
    `${skill}: relaxation 2: expiresAfter`,
    ofSkill((expiresAfter) => ({
      relaxation: [
        { requirements: [], expiresAfter: 1 },
        { requirements: [], expiresAfter },
      ],
    })),
    ...([1, 30 * DAY, 'ms'] as const),
  ],
  [
    `${skill}: relaxation 1: minLevel`,
    ofSkill((minLevel) => ({
      relaxation: [{ requirements: [{ skill: 'a', minLevel }], expiresAfter: 1 }],
    })),
    ...([1, 10, '(1 lowest)'] as const),
  ],
  [
    `${skill}: overflow 1: after`,
    ofSkill((after) => ({ overflow: [{ op: 'above', on: 2, off: 1, skill: 'a', after }] })),
    ...([0, 30 * DAY, 'ms'] as const),
  ],
  ...['online', 'away', 'backSoon', 'offline'].map((presence): Row => [
    `${skill}: unassignAfter.${presence}`,
    ofSkill((after) => ({ unassignAfter: { [presence]: after } })),
    ...([1, 7 * DAY, 'ms'] as const),
  ]),
  ...['consumerSilent', 'agentSilent', 'queueWait'].map((name): Row => [
    `${skill}: messages.${name}: after`,
    ofSkill((after) => ({ messages: { [name]: { after } } })),
    ...([1, 90 * DAY, 'ms'] as const),
  ]),
  [
    `${skill}: survey.timeout`,
    ofSkill((timeout) => ({ survey: { questions: ['nps'], timeout } })),
    ...([1, DAY, 'ms'] as const),
  ],
  [
    `${skill}: survey.maxUnrecognised`,
    ofSkill((maxUnrecognised) => ({ survey: { questions: ['nps'], maxUnrecognised } })),
    ...([1, 1000, 'answers'] as const),
  ],
  [
    `${agent}: maxSlots`,
    (maxSlots) => ({ agents: [{ id: 'ana', skills: ['a'], maxSlots }] }),
    ...([0, 999, 'slots'] as const),
  ],
  [
    `${agent}: level`,
    (level) => ({ agents: [{ id: 'ana', skills: [{ skill: 'a', level }] }] }),
    ...([1, 10, '(1 lowest)'] as const),
  ],
  [`${channel}: cost`, (cost) => ({ channels: [{ id: 'web', cost }] }), 1, 999_000, slot],
  [
    `${channel}: maxPerAgent`,
    (maxPerAgent) => ({ channels: [{ id: 'web', maxPerAgent }] }),
    ...([0, 999, 'conversations'] as const),
  ],
]
const refusal = (more: Written): string => {
  try {
    configure(account(more))
    return 'taken'
  } catch (error) {
    return (error as Error).message
  }
}

test.each(whole)('%s has its bounds', (place, write, low, high, unit) => {
  expect([low, high].map((value) => refusal(write(value)))).toEqual(['taken', 'taken'])
  for (const value of [low - 1, high + 1, low + 0.5])
    expect(refusal(write(value))).toBe(
      `${place} ${value} is not a whole number in ${low}..${high} ${unit}`,
    )
})

/** Numbers that need not be whole. */
const velocity = (value: number) => ({
  prioritization: { velocities: [{ when: {}, velocity: value }] },
})
const priority = (name: string) => (value: number) => ({ classes: [{ when: {}, [name]: value }] })
test.each([
  ['account: prioritization.entrance', inPart('prioritization', 'entrance'), 0, 1],
  ['account: prioritization.velocities 1: velocity', velocity, 0.01, 100],
  ['account: classes 1: initial', priority('initial'), -1e6, 1e6],
  ['account: classes 1: cap', priority('cap'), 0, 1e9],
  ['account: idleShares: north', inPart('idleShares', 'north'), 1, 1],
] as const)('%s has its bounds', (place, write, low, high) => {
  expect([low, high].map((value) => refusal(write(value)))).toEqual(['taken', 'taken'])
  const least = place.includes('idleShares') ? 0 : low
  for (const value of [least - 0.001, high + 0.001])
    expect(refusal(write(value))).toBe(`${place} ${value} is not in ${least}..${high}`)
})

/** Settings that are words, and one word of each that is not the usual one. */
const words = {
  ...{ dispatchCadence: 'cycle', levelRank: 'afterLoad', idleClock: 'readyTime' },
  ...{ distributionMode: 'ringAll', takeFromQueue: 'off', fallbackScope: 'all' },
  ...{ fallbackTrigger: 'capacity', fallbackChain: 'walk', splitDraw: 'random' },
  ...{ splitCascade: 'byPriority', manualTargetEnds: 'atDue', skillChangeDueBase: 'transferTime' },
  ...{
    urgentBase: 'pendingSince',
    autoCloseManualTarget: 'notExempt',
    offHoursTimerPolicy: 'defer',
  },
}
test.each(Object.entries(words))('%s may be %s, and is no other word', (name, word) => {
  const usual = settings[name as keyof typeof settings] as string
  expect([usual, word].map((one) => refusal({ [name]: one }))).toEqual(['taken', 'taken'])
  const message = refusal({ [name]: 'often' })
  expect(message).toContain(`account: ${name}: "often" is none of `)
  for (const one of [usual, word]) expect(message).toContain(one)
})

test.each([
  [{ skills: [{ id: 'a' }, { id: '' }] }, 'skill 2: the id is empty'],
  [
    {
      agents: [
        { id: 'ana', skills: [] },
        { id: 'ana', skills: [] },
      ],
    },
    'agent "ana" is defined twice',
  ],
  [{ agents: [{ id: 'ana', skills: ['a', 'a'] }] }, 'agent "ana": a skill is listed twice in a, a'],
  [{ agents: [{ id: 'ana', skills: ['b'] }] }, 'agent "ana": unknown skill "b"; known: a'],
  [
    { agents: [{ id: 'ana', skills: [], roster: [{ from: 5, to: 5 }] }] },
    'agent "ana": a shift from 5 to 5 does not end after it starts',
  ],
  [
    { agents: [{ id: 'ana', skills: [], roster: [{ from: 0.5, to: 5 }] }] },
    'agent "ana": a shift from 0.5 to 5 does not end after it starts',
  ],
  [{ groups: [{ id: 'x', parent: 'x' }] }, 'group "x": is its own ancestor'],
  [{ groups: [{ id: 'x', parent: 'y' }] }, 'group "x": unknown group "y"; known: x'],
  [
    { skills: [{ id: 'a', split: [{ group: 'north', percent: 99 }] }] },
    'skill "a": the split sums to 99 %, not to 100 %',
  ],
  [
    { skills: [{ id: 'a', overflow: [{ op: 'above', on: 1, off: 2, after: 0, skill: 'a' }] }] },
    'skill "a": overflow 1: off 2 lies beyond on 1',
  ],
  [
    { skills: [{ id: 'a', overflow: [{ op: 'below', on: 2, off: 1, after: 0, skill: 'a' }] }] },
    'skill "a": overflow 1: off 1 lies beyond on 2',
  ],
  [
    { classes: [{ when: {}, slope: -0.5 }] },
    'account: classes 1: slope -0.5 is neither at least 0 nor −1',
  ],
  [
    { classes: [{ when: {}, slope: 1e6 + 1 }] },
    'account: classes 1: slope 1000001 is not in -1..1000000',
  ],
  [{ classes: [{ when: { skill: 'b' } }] }, 'account: classes 1: unknown skill "b"; known: a'],
  [
    {
      channels: [{ id: 'web' }],
      prioritization: { velocities: [{ velocity: 1, when: { channel: 'sms' } }] },
    },
    'account: prioritization.velocities 1: unknown channel "sms"; known: web',
  ],
  [{ idleShares: { north: 0.5 } }, 'account: idleShares: the shares sum to 0.5, not to 1'],
  [{ idleShares: { east: 1 } }, 'account: idleShares: unknown group "east"; known: north'],
  [{ queueShares: { b: 1 } }, 'account: queueShares: unknown skill "b"; known: a'],
  [
    { classes: [], prioritization: {} },
    'account: prioritization and classes order the same queue: state one of them',
  ],
  [
    { classes: [], ranking: 'queueIdleness' },
    'account: classes and ranking queueIdleness order the same queue: state one of them',
  ],
  [{ defaultSkillId: 'b' }, 'account: defaultSkillId: unknown skill "b"; known: a'],
  [{ botEscalationSkillId: 'b' }, 'account: botEscalationSkillId: unknown skill "b"; known: a'],
  [
    { skillMappings: [{ ctype: 'x', skill: 'b' }] },
    'account: skillMappings 1: unknown skill "b"; known: a',
  ],
  [
    { channels: [{ id: 'web', blocks: ['sms'] }] },
    'channel "web": unknown channel "sms"; known: web',
  ],
  [{ skills: [{ id: 'a', transferSkillIds: ['b'] }] }, 'skill "a": unknown skill "b"; known: a'],
  [{ skills: [{ id: 'a', fallbackSkillId: 'b' }] }, 'skill "a": unknown skill "b"; known: a'],
  [
    { skills: [{ id: 'a', survey: { questions: ['nps'], timeoutFrom: 'end' } }] },
    'skill "a": survey.timeoutFrom: "end" is none of start, lastMessage',
  ],
])('%o is refused: %s', (more, message) => {
  expect(refusal(more)).toBe(message)
})

test('messages without text of their own need a timer only where they have one', () => {
  const said = (message: Written) => refusal({ messages: { queueWait: message } })
  expect(said({ after: 5 })).toBe('taken')
  expect(refusal({ messages: { hello: {} } })).toContain('"hello" is none of openFirst, ')
  expect(said({ active: false })).toBe('taken')
  expect(said({ active: false, after: 0 })).toContain('messages.queueWait: after 0')
})
