import fc from 'fast-check'
import { askedOf, everything, withFeatures } from './features.ts'
import {
  type AccountConfig,
  type AgentConfig,
  type Config,
  type Duration,
  type RouterEvent,
  type SkillConfig,
  type Weight,
} from '../index.ts'

import { onShifts, shift, type Shift, timelyAccount, timelyEvents, timelyOps } from './timely.ts'
import { timelySkill } from './timely.ts'

/** One thing that happens `dt` ms after the last; `x` and `y` choose whom it concerns. */
interface Step {
  readonly dt: number
  readonly op: string
  readonly x: number
  readonly y: number
}

/** A configuration and what happens under it: shrinks to few short steps. */
export interface Story {
  readonly account: AccountConfig
  readonly steps: readonly Step[]
  /** Hours of the first skills in ms, null for none. */
  readonly hours: Shift | null
}

/** Levels, requirements, groups, channels, bots and shifts live in their own file. */
const duration = (min: number, max: number) => fc.integer({ min, max }).map((n) => n as Duration)
const weight = (min: number, max: number) => fc.integer({ min, max }).map((n) => n as Weight)
const skillIds = ['billing', 'sales', 'care']
const agentIds = ['ana', 'bo', 'cy', 'di', 'ed']

const skill = (id: string): fc.Arbitrary<SkillConfig> =>
  fc.record({
    id: fc.constant(id),
    target: fc.option(duration(1, 60), { nil: null }),
    weightActive: weight(500, 1000),
    weightInactive: weight(100, 500),
    timeToInactive: duration(1, 40),
    transferSkillIds: fc.constantFrom(null, null, ['billing']),
  })
/** Rules of overflow, for some skills (§26.4). */
const overflow = fc.array(
  fc.record({
    metric: fc.constantFrom('estimatedWait', 'onTimeRate', 'queueLength', 'oldestWait'),
    op: fc.constant('above' as const),
    on: fc.constantFrom(0.5, 1, 20),
    off: fc.constantFrom(0, 0.5),
    after: duration(0, 40),
    mode: fc.constantFrom('move', 'add'),
    skill: fc.constantFrom(...skillIds),
    unknownFires: fc.boolean(),
  }),
  { maxLength: 2 },
)
const overflowing = (account: AccountConfig): fc.Arbitrary<AccountConfig> =>
  fc.tuple(fc.boolean(), ...account.skills.map(() => overflow)).map(([is, ...rules]) => ({
    ...account,
    skills: account.skills.map((one, i) => ({ ...one, overflow: is ? rules[i] : [] })),
  }))
const agent = (id: string): fc.Arbitrary<AgentConfig> =>
  fc.record({
    id: fc.constant(id),
    skills: fc.subarray(skillIds),
    maxSlots: fc.integer({ min: 0, max: 3 }),
  })

const optional = <Value>(values: readonly Value[]) => fc.constantFrom(undefined, ...values)
const when = fc.record(
  {
    skill: fc.constantFrom(...skillIds),
    transfersAbove: fc.nat(2),
    transferredFrom: fc.constantFrom(...skillIds),
    transferredTo: fc.constantFrom(...skillIds),
    suggested: fc.boolean(),
    firstMessage: fc.boolean(),
    tag: fc.constantFrom('vip', 'refund'),
  },
  { requiredKeys: [] },
)
/** One order of the queue at a time (§11.3, §26.7). */
const ordering = fc.oneof(
  fc.constant({}),
  fc.record({
    classes: fc.array(
      fc.record({
        when,
        tier: fc.nat(1),
        initial: fc.integer({ min: -3, max: 3 }),
        slope: fc.constantFrom(-1, 0, 1, 2.5, 60_000),
        cap: fc.option(fc.integer({ min: 3, max: 10 }), { nil: null }),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    prioritization: fc.record({
      entrance: fc.constantFrom(0, 0.5, 1),
      tau: duration(1, 60),
      ageClock: fc.constantFrom('business' as const, 'elapsed' as const),
      draw: fc.constantFrom('perPass' as const, 'perConversation' as const),
      velocities: fc.array(fc.record({ when, velocity: fc.constantFrom(0.5, 1.5, 3) }), {
        maxLength: 3,
      }),
    }),
  }),
)

/** Offers, fallback, transfers to agents and what becomes of them (SEMANTICS.md §4, §5, §7). */
const dispatching = {
  distributionMode: optional(['auto', 'ring', 'ring', 'ringAll'] as const),
  offerTtl: duration(1, 40),
  ringReservesSlot: fc.boolean(),
  ringAllReservesSlot: fc.boolean(),
  missedOfferToAway: fc.boolean(),
  takeFromQueue: optional(['permitted', 'off', 'ignoreCapacity'] as const),
  declineMemory: fc.boolean(),
  declineMemoryTtl: fc.option(duration(1, 60), { nil: null }),
  fallbackSkillId: fc.option(fc.constantFrom('billing', 'sales', 'care'), { nil: null }),
  fallbackScope: optional(['new', 'all'] as const),
  fallbackTrigger: optional(['presence', 'capacity'] as const),
  fallbackChain: optional(['hop', 'walk'] as const),
  suggestionTimeout: duration(1, 60),
  backSoonTakesTransfers: fc.boolean(),
  suggestionDeclineEnds: fc.boolean(),
  requeueIsActionable: fc.boolean(),
}

const plain = {
  skills: fc.tuple(...skillIds.map(skill)),
  agents: fc
    .integer({ min: 1, max: 5 })
    .chain((n) => fc.tuple(...agentIds.slice(0, n).toReversed().map(agent))),
  ranking: fc.constantFrom('balanced', 'leastLoaded', 'roundRobin', 'longestIdle'),
  smartCapacity: fc.boolean(),
  extraCapacity: weight(0, 1000),
  avoidHold: duration(0, 40),
  skilledAgentsTakeUnskilled: fc.boolean(),
  warmUp: fc.option(
    fc.record({
      interval: duration(1, 30),
      maxDuration: duration(0, 90),
      cooldown: duration(0, 60),
    }),
    { nil: null },
  ),
}
const account: fc.Arbitrary<AccountConfig> = fc
  .tuple(fc.record({ ...plain, ...dispatching }), ordering)
  .map(([some, order]) => ({ ...some, ...order }))

/** Settings of time on top of all else. */
const timely = (some: fc.Arbitrary<AccountConfig>): fc.Arbitrary<AccountConfig> =>
  fc
    .tuple(some, timelyAccount, fc.array(timelySkill, { minLength: 3, maxLength: 3 }), fc.nat())
    .map(([plain, settings, skills, kinds]) => ({
      ...{ ...plain, ...settings },
      skills: plain.skills.map((one, i) => ({ ...one, ...skills[i] })),
      // Many can do everything: otherwise little is ever assigned.
      agents: plain.agents.map((one, i) => ({
        ...one,
        ...((kinds >> (2 * i)) % 2 === 0 && {
          ...{ skills: skillIds, maxSlots: 1 + (one.maxSlots ?? 0) },
        }),
        ...((kinds >> (2 * i)) % 4 === 3 && { kind: 'bot' as const }),
      })),
    }))

const plainOps = [
  ...['open', 'open', 'open', 'consumer', 'consumer', 'agent', 'agent', 'online', 'online'],
  ...['away', 'backSoon', 'offline', 'transfer', 'transfer', 'return', 'return', 'giveBack'],
  ...['close', 'status', 'tick', 'late', 'again', 'stranger'],
]
const ops = [
  ...plainOps,
  ...['suggest', 'suggest', 'takeOver', 'place', 'override', 'take', 'resume', 'lease'],
  ...['accept', 'accept', 'accept', 'decline', 'decline'],
]
const stepsOf = (choice: readonly string[]): fc.Arbitrary<readonly Step[]> => {
  const step: fc.Arbitrary<Step> = fc.record({
    // Much happens at one instant: that is where the order counts.
    dt: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
    op: fc.constantFrom(...choice),
    x: fc.nat(999),
    y: fc.nat(999),
  })
  // Left to itself, an array of arbitrary steps has about ten.
  return fc.array(step, { maxLength: 60, size: 'max' })
}

const logins: readonly Step[] = [0, 1, 2].map((x) => ({ dt: 0, op: 'online', x, y: 0 }))
const featured = withFeatures(account).chain(overflowing)

/** Rich in what ranks look at: levels, groups, known consumers. */
export const rankedStory: fc.Arbitrary<Story> = fc.record({
  account: withFeatures(account, everything),
  // Ranks tell nobody apart while at most one is there.
  steps: stepsOf([...ops, ...Array.from({ length: 20 }, () => 'online'), 'open', 'open', 'open']),
  hours: fc.constant(null),
})

/** Histories of skills and capacity only. */
const plainStory: fc.Arbitrary<Story> = fc.record({
  account: fc.record(plain),
  steps: stepsOf(plainOps),
  hours: fc.constant(null),
})

/** Those of all that decides who gets what, without what time does to conversations. */
export const routedStory: fc.Arbitrary<Story> = fc.record({
  account: featured,
  steps: stepsOf(ops),
  hours: fc.constant(null),
})

/** Arbitrary histories over arbitrary configurations, every feature on or off at random. */
export const story: fc.Arbitrary<Story> = fc.oneof(
  plainStory,
  routedStory,
  fc.record({
    account: timely(featured),
    steps: stepsOf([...ops, ...timelyOps]).map((steps) => [...logins, ...steps]),
    hours: fc.option(shift, { nil: null }),
  }),
)

/** The configuration of a story. */
export const configOf = ({ account: written, hours }: Story): Config => onShifts(written, hours)

/**
 * The events of a story. Keys fall instead of rising, so that nothing can lean on their order. Some
 * come late, some open what is open, some name an agent who does not exist.
 */
export function eventsOf({ account, steps }: Story, start = 0): RouterEvent[] {
  const { agents } = account
  let at = start
  let opened = 0
  return steps.map(({ dt, op, x, y }, i) => {
    if (op !== 'late') at += dt
    const conversation = 5_000_000_000 - 7 * (x % Math.max(1, opened))
    const who = { at, agent: x % agents.length }
    const what = { at, conversation, agent: y % agents.length, skill: (y % 4) - 1 }
    return (
      {
        open: () => ({
          ...{ type: 'conversation.opened', at, skill: (y % 4) - 1, ...askedOf(account, x) },
          ...(x % 3 === 0 && { consumer: x % 4 }),
          ...(x % 5 === 0 && { tags: [['vip', 'refund'][y % 2]] }),
          conversation: 5_000_000_000 - 7 * opened++,
        }),
        consumer: () => ({ type: 'consumer.wrote', at, conversation }),
        agent: () => ({ ...what, type: 'agent.wrote' }),
        transfer: () => ({ ...what, type: 'conversation.transferred' }),
        return: () => ({ ...what, type: 'conversation.returned' }),
        giveBack: () => ({ ...what, type: 'conversation.returned', agent: 0 }),
        close: () => ({
          ...{ type: 'conversation.closed', at, conversation },
          by: ['agent', 'consumer', 'system'][y % 3],
        }),
        suggest: () => ({ ...what, type: 'conversation.suggested', to: x % agents.length }),
        takeOver: () => ({ ...what, type: 'conversation.takenOver' }),
        place: () => ({ ...what, type: 'conversation.placed' }),
        override: () => ({ ...what, type: 'conversation.placed', overrides: true }),
        take: () => ({ ...what, type: 'conversation.taken' }),
        resume: () => ({
          ...{ ...what, type: 'conversation.resumed' },
          conversation: 5_000_000_000 - 7 * opened++,
        }),
        lease: () => ({ ...who, type: 'agent.leaseExpired' }),
        accept: () => ({ ...what, type: 'offer.accepted' }),
        decline: () => ({ ...what, type: 'offer.declined' }),
        late: () => ({ type: 'consumer.wrote', at: i === 0 ? at : at - 1 - dt, conversation }),
        again: () => ({ type: 'conversation.opened', at, conversation, skill: what.skill }),
        stranger: () => ({ ...who, type: 'agent.presenceSet', agent: 1000, presence: 3 }),
        online: () => ({ ...who, type: 'agent.presenceSet', presence: 3 }),
        backSoon: () => ({ ...who, type: 'agent.presenceSet', presence: 2 }),
        away: () => ({ ...who, type: 'agent.presenceSet', presence: 1 }),
        offline: () => ({ ...who, type: 'agent.presenceSet', presence: 0 }),
        status: () =>
          // Without groups it is a plain account, which knows no bots.
          account.groups
            ? { ...who, type: 'bot.statusSet', status: y % 4 }
            : { type: 'clock.ticked', at },
        tick: () => ({ type: 'clock.ticked', at }),
        visit: () => ({
          ...{ type: 'conversation.opened', at, skill: (y % 4) - 1, consumer: x % 5 },
          ...{ conversation: 5_000_000_000 - 7 * opened++, channel: account.channels ? y % 2 : 0 },
        }),
        // Of those opened last, which are mostly still there.
        ...timelyEvents(
          { at, x, y },
          5_000_000_000 - 7 * Math.max(0, opened - 1 - (x % 3)),
          y % agents.length,
        ),
      } as Record<string, () => unknown>
    )[op]() as RouterEvent
  })
}
