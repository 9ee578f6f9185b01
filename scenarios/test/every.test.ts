import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { type AccountConfig, configure, days, hours, inherited } from '../../core/index.ts'
import { minutes, seconds, settings, slots } from '../../core/index.ts'
import { compile, type Problem, read, FormError, schema } from '../index.ts'

const text = readFileSync('scenarios/test/every.yaml', 'utf8')
const compiled = (written: string) =>
  compile(read(written, 'every.yaml'), { arrivals: () => [], fit: null })

/** Every key stated, all the way down; a setting that the core gains breaks the types here. */
type Every<From> = From extends number | string | boolean | null
  ? From
  : From extends readonly (infer One)[]
    ? readonly Every<One>[]
    : { readonly [key in keyof From]-?: Every<Exclude<From[key], undefined>> }
type Plain = Omit<
  Every<AccountConfig>,
  // Each by a type of its own below: maps and lists whose entries need not all state everything.
  'idleShares' | 'queueShares' | 'skills' | 'agents' | 'groups' | 'channels' | 'messages' | 'hours'
>
type One<List> = List extends readonly (infer Item)[] ? Item : never
type Skill = Every<Omit<One<AccountConfig['skills']>, 'messages'>>
type Agent = Every<Omit<One<AccountConfig['agents']>, 'skills'>>

const plain: Plain = {
  seed: 99,
  dispatchCadence: 'cycle',
  cycleInterval: seconds(0.5),
  defaultSkillId: 'general',
  skillSelectionOrder: ['mapping', 'request', 'engagement', 'default'],
  skillMappings: [{ ctype: 'vip', companyBranch: 'Berlin', skill: 'orders' }],
  skilledAgentsTakeUnskilled: false,
  deletedSkill: 'reject',
  lineOfBusinessGates: true,
  ranking: 'historyFirst',
  levelRank: 'afterLoad',
  idleClock: 'readyTime',
  avoidHold: seconds(2),
  historyLookback: days(30),
  distributionMode: 'ring',
  offerTtl: seconds(45),
  ringReservesSlot: false,
  ringAllReservesSlot: true,
  missedOfferToAway: true,
  takeFromQueue: 'ignoreCapacity',
  declineMemory: true,
  declineMemoryTtl: minutes(5),
  fallbackSkillId: 'general',
  fallbackScope: 'all',
  fallbackTrigger: 'capacity',
  fallbackChain: 'walk',
  splitDraw: 'random',
  splitSubgroups: true,
  splitCascade: 'byPriority',
  suggestionTimeout: hours(3),
  backSoonTakesTransfers: true,
  suggestionDeclineEnds: false,
  lastAgent: {
    ...{ requireOnline: false, requireCapacity: false, requireSkill: false, minScore: 50 },
    ...{ closedWithin: hours(1), lookback: days(7), maxWait: seconds(30) },
  },
  botEscalationSkillId: 'general',
  botMaxOpen: 200,
  botSmartCapacity: true,
  botWarmUp: true,
  botUnassign: true,
  unassignAfter: {
    ...{ online: minutes(10), backSoon: minutes(5), away: minutes(1), offline: seconds(15) },
  },
  unassignOnShiftOnly: true,
  prioritization: {
    ...{ entrance: 0.75, tau: minutes(5), ageClock: 'elapsed', draw: 'perConversation' },
    velocities: [
      {
        velocity: 1.5,
        when: {
          ...{ skill: 'orders', channel: 'web', transfersAbove: 2, transferredFrom: 'orders' },
          ...{ transferredTo: 'general', suggested: true, urgent: true, firstTime: true },
          ...{ returning: true, firstMessage: true, tag: 'complaint' },
        },
      },
    ],
  },
  classes: null,
  manualTargetThreshold: minutes(10),
  manualTargetEnds: 'atDue',
  manualTargetMax: days(30),
  manualTargetIsActionable: false,
  requeueIsActionable: false,
  smartCapacity: false,
  maxSlots: 3,
  extraCapacity: slots(1),
  weightActive: slots(0.9),
  weightInactive: slots(0.2),
  timeToInactive: minutes(3),
  backlog: { interval: hours(3), timeToInactive: seconds(20) },
  warmUp: {
    ...{ interval: minutes(2), maxDuration: minutes(10), cooldown: minutes(30) },
    ...{ countCarried: false, accumulate: false },
  },
  target: minutes(30),
  urgentTarget: minutes(2),
  firstTimeTarget: minutes(4),
  resetDueOnEveryConsumerMessage: true,
  skillChangeDueBase: 'transferTime',
  urgentBase: 'pendingSince',
  offHoursFrozenAtOpen: true,
  shiftGatesRouting: true,
  shiftEndGuard: { mode: 'expected', minRemaining: minutes(5), factor: 1.5 },
  workingHours: [
    {
      ...{ id: 'office', name: 'Office', description: 'By day, and one night' },
      zone: 'America/New_York',
      events: [
        { weekday: 'mon', start: '09:00', end: '17:00' },
        { weekday: 'tue', start: '09:00', end: '17:00' },
        { weekday: 'sun', start: '22:00', end: '23:59' },
        { weekday: 'mon', start: '00:00', end: '06:00' },
        { weekday: 'sat', start: '12:00', end: '23:59' },
      ],
    },
  ],
  specialOccasions: [
    {
      ...{ id: 'holidays', zone: 'Asia/Kolkata' },
      occasions: [
        {
          ...{ name: 'Fair', working: true, repeatDaily: 2 },
          ...{ start: '2026-12-24T08:30', end: '2026-12-24T12:00' },
        },
      ],
    },
  ],
  lastMinute: 'literal',
  autoCloseAfter: days(2),
  autoCloseSweep: minutes(25),
  autoCloseManualTarget: 'notExempt',
  consumerSilentWhileQueued: false,
  offHoursTimerPolicy: 'defer',
  autoLogout: hours(1),
}

const orders: Skill = {
  id: 'orders',
  target: minutes(5),
  urgentTarget: minutes(1),
  firstTimeTarget: minutes(3),
  weightActive: slots(0.8),
  weightInactive: slots(0.3),
  timeToInactive: minutes(1),
  canTransfer: false,
  transferSkillIds: ['general'],
  suggestionTimeout: hours(1),
  fallbackSkillId: 'general',
  fallbackWhenAllAway: false,
  split: [
    { group: 'berlin', percent: 60, priority: 1 },
    { group: 'germany', percent: 40, priority: 2 },
  ],
  relaxation: [
    { requirements: [{ skill: 'orders', minLevel: 8 }], expiresAfter: minutes(1), expedite: true },
  ],
  overflow: [
    {
      ...{ metric: 'estimatedWait', op: 'above', on: minutes(10), off: minutes(5) },
      ...{ after: seconds(30), mode: 'add', skill: 'general', unknownFires: true },
    },
    {
      ...{ metric: 'onTimeRate', op: 'below', on: 0.8, off: 0.9 },
      ...{ after: seconds(0), mode: 'move', skill: 'general' },
    } as Skill['overflow'][number],
  ],
  unassignAfter: { online: minutes(3), backSoon: minutes(2), away: null, offline: minutes(1) },
  autoCloseAfter: days(1),
  survey: {
    ...{ questions: ['csat', 'nps', 'fcr', 'custom', 'text'], timeout: minutes(10) },
    ...{ maxUnrecognised: 2, timeoutFrom: 'lastMessage' },
  },
  expectedHandling: minutes(8),
  resolutionTarget: days(1),
  lineOfBusiness: 'retail',
  deleted: false,
  linesOfBusiness: ['retail'],
  workingHoursId: 'office',
  specialOccasionsId: 'holidays',
}

const berlin = (hour: number) => (Date.UTC(2026, 2, 2) + (hour - 1) * 3_600_000) as never
const ana: Agent = {
  ...{ id: 'Ana', kind: 'human', group: 'berlin', enabled: true, handles: false, maxSlots: 2 },
  linesOfBusiness: ['retail'],
  roster: [{ from: berlin(8), to: berlin(16) }],
}
const held = ['general', { skill: 'orders', level: 8 }]

test('every setting of an account can be written, and means what the core means by it', () => {
  const { account, texts } = compiled(text)
  expect(account).toEqual({
    ...plain,
    hours: {
      ...{ workingHoursId: 'office', specialOccasionsId: 'holidays' },
      ...{ mode: 'manual', shift: 'closed', nextShiftAt: berlin(12) },
    },
    idleShares: { germany: 0.25, berlin: 0.75 },
    queueShares: { orders: 0.5, general: 0.5 },
    messages: {
      open: { active: true, usesExpectedResponse: true },
      connected: { active: false, usesAgentName: true },
      queueWait: { after: minutes(2) },
    },
    skills: [
      {
        ...orders,
        messages: { consumerSilent: { active: true, after: hours(1), usesAgentName: true } },
      },
      { id: 'general', target: null, transferSkillIds: null },
    ],
    agents: [
      { ...ana, skills: held },
      { ...ana, id: 'Ben', skills: held },
      { id: 'berlin-1', group: 'berlin', kind: 'bot', enabled: false, skills: ['general'] },
      { id: 'germany-1', group: 'germany', skills: ['general'] },
    ],
    groups: [
      { id: 'germany', parent: null },
      { id: 'berlin', parent: 'germany' },
    ],
    channels: [
      { id: 'web', cost: slots(1), maxPerAgent: 3, urgent: true },
      {
        ...{ id: 'email', cost: slots(2.5), maxPerAgent: null, urgent: false },
        ...{ blocks: ['web'], interruptibleBy: ['web', 'email'] },
      },
    ],
  })
  expect(texts).toEqual({
    account: {
      open: 'Hello! We answer in {expectedResponseTime}.',
      connected: 'You are talking to {agentNickname}.',
      queueWait: 'Still here.',
    },
    skills: { orders: { consumerSilent: 'Are you there, {agentNickname} asks?' } },
  })
})

test('classes, the other order of the queue, can be written too', () => {
  const classes = '[{ when: { tag: vip }, tier: 2, initial: 5, slope: 0, cap: 9 }]'
  const other = text
    .replace('classes: null', `classes: ${classes}`)
    .replace('prioritization:\n', 'prioritization: null\n  unused:\n')
  const lines = other.split('\n')
  const from = lines.indexOf('  unused:')
  const to = lines.findIndex((line) => line.startsWith('  classes:'))
  const { account } = compiled([...lines.slice(0, from), ...lines.slice(to)].join('\n'))
  expect(account.classes).toEqual([{ when: { tag: 'vip' }, tier: 2, initial: 5, slope: 0, cap: 9 }])
})

test.each([
  ['{ shift: open }', { mode: 'manual', shift: 'open' }],
  ['{ shift: closed }', { mode: 'manual', shift: 'closed', nextShiftAt: null }],
  ['{ workingHours: office }', { mode: 'automatic', workingHoursId: 'office' }],
])('hours: %s', (written, hours_) => {
  const { account } = compiled(text.replace(/hours: \{ workingHours.*/, `hours: ${written}`))
  expect(account.hours).toEqual(hours_)
})

test('every setting with a default, and everything that skills inherit, is among them', () => {
  const { account } = compiled(text)
  for (const name of [...Object.keys(settings), ...Object.keys(inherited)])
    expect(Object.keys(account)).toContain(name)
})

test('every key of the schema but those of demand is written in that file', () => {
  interface Node {
    readonly properties?: Record<string, Node>
    readonly patternProperties?: Record<string, Node>
    readonly items?: Node
    readonly anyOf?: readonly Node[]
  }
  const missing: string[] = []
  const walk = (node: Node, values: unknown[], path: string): void => {
    for (const one of node.anyOf ?? []) walk(one, values, path)
    if (node.items) walk(node.items, values.filter(Array.isArray).flat(), `${path}[]`)
    const maps = values.filter((one) => typeof one === 'object' && one !== null)
    const at = (key: string) => maps.flatMap((one) => (key in one ? [one[key as never]] : []))
    for (const [key, below] of Object.entries(node.properties ?? {})) {
      if (at(key).length === 0) missing.push(`${path}.${key}`)
      walk(below, at(key), `${path}.${key}`)
    }
    const any = Object.values(node.patternProperties ?? {})[0]
    if (any) walk(any, maps.flatMap(Object.values) as unknown[], `${path}.*`)
  }
  const { properties } = schema as unknown as { properties: Record<string, Node> }
  const written = parse(text) as Record<string, unknown>
  for (const [key, node] of Object.entries(properties))
    if (
      !['conversations', 'demand', 'busyness', 'description', 'burnIn', 'interval', 'fit'].includes(
        key,
      )
    )
      walk(node, [written[key]], key)
  // Triggers are all alike: three of them are written, of the account and of a skill.
  const isTrigger = (path: string) => /\.messages\.\w+/.test(path)
  // Distributions are alike wherever they stand.
  const isTime = (path: string) => /\.(by|after|backAfter)\./.test(path)
  // A list of rules that is off, beside the other one that is on.
  expect(
    missing.filter((path) => !isTrigger(path) && !isTime(path) && !path.includes('.classes')),
  ).toEqual([])
})

test('what is left out is left to the core, whichever part of the rules that is', () => {
  const whole = parse(text) as { rules: Record<string, unknown> }
  const { account } = compiled(text)
  const core: Readonly<Record<string, string>> = {
    ...{ defaultSkill: 'defaultSkillId', fallbackSkill: 'fallbackSkillId' },
    botEscalationSkill: 'botEscalationSkillId',
  }
  fc.assert(
    fc.property(fc.subarray(Object.keys(whole.rules)), (kept) => {
      const rules = Object.fromEntries(kept.map((key) => [key, whole.rules[key]]))
      const part = compiled(stringify({ ...whole, rules })).account
      for (const key of Object.keys(whole.rules)) {
        const name = (core[key] ?? key) as keyof AccountConfig
        expect(part[name]).toEqual(kept.includes(key) ? account[name] : undefined)
      }
      expect(() => configure(part)).not.toThrow()
    }),
    { numRuns: 40 },
  )
})

/** The first problem of the file with one line changed. */
function problem(from: string, to: string): Problem {
  expect(text).toContain(from)
  try {
    compiled(text.replace(from, to))
  } catch (error) {
    if (error instanceof FormError) return error.problems[0]
    throw error
  }
  throw new Error('nothing is wrong')
}
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length

test.each([
  ['offerTtl: 45 s', 'offerTtl: 45', 'is no duration such as 90 s'],
  ['offerTtl: 45 s', 'offrTtl: 45 s', 'unknown key "offrTtl"; did you mean "offerTtl"?'],
  ['offerTtl: 45 s', 'offerTtl: 11 min', 'offerTtl 660000 is not a whole number in 1..600000 ms'],
  ['defaultSkill: general', 'defaultSkill: generl', 'unknown skill "generl"; known: orders'],
  ['{ germany: 0.25,', '{ germny: 0.25,', 'unknown group "germny"; known: germany, berlin'],
  ['blocks: [web]', 'blocks: [webb]', 'unknown channel "webb"; known: web, email'],
  ['workingHours: office\n', 'workingHours: offce\n', 'unknown working hours "offce"'],
  ['        on: 10 min', '        on: 10', 'on of estimatedWait must be a duration'],
  ['on: 0.8', 'on: 10 min', 'on of onTimeRate must be a number'],
  ['off: 5 min', 'off: 50 min', 'off 3000000 lies beyond on 600000'],
  [
    'names: [Ana, Ben]',
    'names: [Ana, Ben]\n    count: 2',
    'exactly one of count, headcount and names',
  ],
  ['percent: 60', 'percent: 50', 'the split sums to 90 %'],
  ['from: 2026-12-24T08:30', 'from: 2026-12-24 08:30', 'is no date and time such as'],
  ['days: sun', 'days: sn', '"sn" is no list of weekdays'],
  ['queueWait: { after: 2 min', 'queueWait: { after: 0 s', 'messages.queueWait: after 0 is not'],
  ['shift: closed, nextShiftAt', 'shift: open, nextShiftAt', 'nextShiftAt needs shift: closed'],
])('%s → %s is told where it stands', (from, to, message) => {
  const told = problem(from, to)
  expect(told.message).toContain(message)
  expect(Math.abs(told.line - lineOf(from))).toBeLessThanOrEqual(from.includes('60') ? 1 : 9)
})
