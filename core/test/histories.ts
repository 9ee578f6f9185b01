import fc from 'fast-check'
import { askedOf, everything, groupIds, withFeatures } from './features.ts'
import {
  type AccountConfig,
  type AgentConfig,
  type ChannelConfig,
  type Config,
  type Duration,
  type RouterEvent,
  type SkillConfig,
  type Weight,
} from '../index.ts'

import { policyFor, routing, type Routing } from './routed.ts'
import { onShifts, shift, type Shift, timelyAccount, timelyHappenings } from './timely.ts'
import { timelyOps, timelySkill } from './timely.ts'

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
  /** Configurations that may come into force later: the same places, perhaps more people. */
  readonly others?: readonly AccountConfig[]
  /** A host's routing in the place of the account's ranking. */
  readonly routing?: Routing | undefined
  /** When it begins, and the length of a step of time: a millisecond after 0 unless stated. */
  readonly start?: number
  readonly unit?: number
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
  avoidHold: fc.option(duration(0, 40), { nil: null, freq: 9 }),
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
  steps: stepsOf(plainOps).map((steps) => [...logins, ...steps]),
  hours: fc.constant(null),
})

/** What many conversations are like. */
const often = fc.constantFrom({ skill: 'billing' }, { skill: 'sales' }, { tag: 'vip' })
/** Points a millisecond, so that short histories tell classes apart. */
const classes = fc.array(
  fc.record({
    when: often,
    tier: fc.constantFrom(0, 0, 0, 0, 0, 1),
    initial: fc.integer({ min: -30, max: 30 }),
    slope: fc.constantFrom(-1, 0, 30_000, 60_000, 60_000, 150_000),
    cap: fc.option(fc.integer({ min: 30, max: 200 }), { nil: null }),
  }),
  { minLength: 1, maxLength: 3 },
)
const byAge = fc.record({
  entrance: fc.constant(1),
  velocities: fc.array(fc.record({ when: often, velocity: fc.constantFrom(0.5, 1.5, 3) }), {
    maxLength: 2,
  }),
})

/** Histories in which whoever can take one can take any other: only the order of the queue counts. */
export const orderedStory: fc.Arbitrary<Story> = fc.record({
  account: fc
    .tuple(
      fc.record({
        skills: fc.tuple(...skillIds.map((id) => fc.record({ id: fc.constant(id) }))),
        agents: fc.subarray(agentIds.slice(0, 2), { minLength: 1 }),
        maxSlots: fc.integer({ min: 1, max: 2 }),
        targets: fc.array(duration(1, 60), { minLength: 6, maxLength: 6 }),
      }),
      fc.oneof(fc.constant({}), fc.record({ classes }), fc.record({ prioritization: byAge })),
    )
    .map(([{ agents, maxSlots, skills, targets }, order]) => ({
      ...{ smartCapacity: false, avoidHold: 0 as Duration, maxSlots, ...order },
      ...{ target: targets[0], firstTimeTarget: targets[1], urgentTarget: targets[2] },
      skills: skills.map(({ id }, i) => ({ id, target: targets[3 + i] })),
      agents: agents.map((id) => ({ id, skills: skillIds })),
    })),
  // Most wait for long: openings outnumber closes.
  steps: stepsOf([...plainOps, 'open', 'open', 'close', 'close', 'close']).map((steps) => [
    ...logins,
    ...steps,
  ]),
  hours: fc.constant(null),
})

/** Those of all that decides who gets what, without what time does to conversations. */
const routedStory: fc.Arbitrary<Story> = fc.record({
  account: featured,
  steps: stepsOf(ops),
  hours: fc.constant(null),
})

/** Those of a routing of the literature; many serve alike, as in its models. */
const hostedStory: fc.Arbitrary<Story> = fc.record({
  account: fc.tuple(withFeatures(account), fc.nat()).map(([one, kinds]) => ({
    ...one,
    agents: one.agents.map((agent, i) => ({
      ...agent,
      ...((kinds >> i) % 2 === 0 && { skills: skillIds, maxSlots: 1 + (agent.maxSlots ?? 0) }),
      group: agent.group ?? groupIds[(kinds >> i) % 3],
    })),
  })),
  steps: stepsOf(ops).map((steps) => [...logins, ...steps]),
  hours: fc.constant(null),
  routing,
})

/** Those of what time does to conversations, too. */
export const timelyStory: fc.Arbitrary<Story> = fc.record({
  account: timely(featured),
  steps: stepsOf([...ops, ...timelyOps]).map((steps) => [...logins, ...steps]),
  hours: fc.option(shift, { nil: null }),
})

/** Arbitrary histories over arbitrary configurations, every feature on or off at random. */
export const story: fc.Arbitrary<Story> = fc.oneof(
  plainStory,
  routedStory,
  hostedStory,
  timelyStory,
)

/** Another account of the same places, with some of its people and one more. */
const inPlace = (account: AccountConfig, other: AccountConfig, hires: boolean): AccountConfig => ({
  ...other,
  channels: account.channels && channelsAs(account.channels, other.channels),
  agents: [
    ...account.agents.map(({ id, ...was }) => ({
      ...(other.agents.find((one) => one.id === id) ?? was),
      id,
    })),
    ...(hires ? [{ id: 'flo', skills: skillIds, maxSlots: 2 }] : []),
  ],
})

/** The same channels, as far as they can be as the others are. */
function channelsAs(own: readonly ChannelConfig[], others: readonly ChannelConfig[] = []) {
  const known = (ids: readonly string[] = []) => ids.filter((id) => own.some((c) => c.id === id))
  return own.map(({ id }, i) => {
    const { blocks, interruptibleBy, ...rest } = others[i] ?? {}
    return {
      ...{ ...rest, id },
      ...(blocks && { blocks: known(blocks) }),
      ...(interruptibleBy && { interruptibleBy: known(interruptibleBy) }),
    }
  })
}

/** Which skills and groups another configuration deletes; mostly none. */
const gone = fc.record({
  skills: fc.oneof({ arbitrary: fc.constant<string[]>([]), weight: 2 }, fc.subarray(skillIds)),
  groups: fc.oneof({ arbitrary: fc.constant<string[]>([]), weight: 1 }, fc.subarray(groupIds)),
  deletedSkill: fc.constantFrom('toDefault', 'toDefault', 'reject'),
  defaultSkillId: fc.constantFrom(null, ...skillIds),
})

/** The same account without some skills and groups, which keep their places. */
function without(account: AccountConfig, some: Gone): AccountConfig {
  const { defaultSkillId, deletedSkill } = some
  const isLeft = (group?: string) => group !== undefined && !some.groups.includes(group)
  return {
    ...{ ...account, deletedSkill, defaultSkillId },
    groups: (account.groups ?? []).map((one) => ({ ...one, deleted: !isLeft(one.id) })),
    skills: account.skills.map(({ split = [], ...one }) => ({
      ...{ ...one, deleted: some.skills.includes(one.id) },
      ...(split.every(({ group }) => isLeft(group)) && { split }),
    })),
    agents: account.agents.map(({ group, ...one }) => ({
      ...one,
      ...(isLeft(group) && { group: group! }),
    })),
  }
}
type Gone = typeof gone extends fc.Arbitrary<infer Value> ? Value : never

/** Histories during which other configurations come into force. */
export const changingStory: fc.Arbitrary<Story> = fc
  .tuple(
    timely(featured),
    fc.array(fc.tuple(timely(featured), fc.boolean(), gone), { minLength: 1, maxLength: 3 }),
    stepsOf([...ops, ...timelyOps, 'configure', 'configure', 'configure', 'configure']),
  )
  .map(([account, others, steps]) => ({
    account,
    others: others.map(([other, hires, some]) => without(inPlace(account, other, hires), some)),
    steps: [...logins, ...steps],
    hours: null,
  }))

/** Every account that may come into force, the first one first. */
export const accountsOf = ({ account, others = [] }: Story) => [account, ...others]

/** The configuration of a story. */
export const configOf = ({ account: written, hours, routing }: Story): Config => {
  const config = onShifts(written, hours)
  return routing ? { ...config, policy: policyFor(routing) } : config
}

/**
 * The events of a story. Keys fall instead of rising, so that nothing can lean on their order. Some
 * come late, some open what is open, some name an agent who does not exist.
 */
export function eventsOf(told: Story, start = told.start ?? 0): RouterEvent[] {
  const { account: first, others = [], steps, unit = 1 } = told
  let at = start
  let opened = 0
  const accounts = [first, ...others]
  // Who is hired may act, and is not known before.
  const agents = accounts.reduce(
    (a, b) => (b.agents.length > a.length ? b.agents : a),
    first.agents,
  )
  const account = { ...first, agents }
  return steps.map((step, i) => {
    if (step.op !== 'late') at += step.dt * unit
    const scene: Scene = { ...step, unit, account, accounts, at, opened, isFirst: i === 0 }
    if (openings.includes(step.op)) opened++
    return happenings[step.op](scene) as RouterEvent
  })
}

/** A step where it stands in its story. */
interface Scene extends Step {
  readonly at: number
  readonly account: AccountConfig
  /** Those that may be in force. */
  readonly accounts: readonly AccountConfig[]
  readonly unit: number
  /** Conversations opened before. */
  readonly opened: number
  readonly isFirst: boolean
}

const openings = ['open', 'resume', 'visit']
const keyOf = (place: number) => 5_000_000_000 - 7 * place
const some = ({ at, opened, x }: Scene) => ({ at, conversation: keyOf(x % Math.max(1, opened)) })
const someSkill = ({ y }: Scene) => (y % 4) - 1
/** An agent's own doing. */
const who = ({ account, at, x }: Scene) => ({ at, agent: x % account.agents.length })
/** What an agent does with a conversation. */
const what = (scene: Scene) => ({
  ...{ ...some(scene), agent: scene.y % scene.account.agents.length },
  skill: someSkill(scene),
})
const opens = (scene: Scene) => ({
  ...{ at: scene.at, skill: someSkill(scene), conversation: keyOf(scene.opened) },
})

/** By op: what happens. */
const happenings: Readonly<Record<string, (scene: Scene) => object>> = {
  open: (scene) => ({
    ...{ ...opens(scene), type: 'conversation.opened', ...askedOf(scene.account, scene.x) },
    ...(scene.x % 3 === 0 && { consumer: scene.x % 4 }),
    ...(scene.x % 5 === 0 && { tags: [['vip', 'refund'][scene.y % 2]] }),
  }),
  consumer: (scene) => ({ ...some(scene), type: 'consumer.wrote' }),
  agent: (scene) => ({ ...what(scene), type: 'agent.wrote' }),
  transfer: (scene) => ({ ...what(scene), type: 'conversation.transferred' }),
  return: (scene) => ({ ...what(scene), type: 'conversation.returned' }),
  giveBack: (scene) => ({ ...what(scene), type: 'conversation.returned', agent: 0 }),
  close: (scene) => ({
    ...{ ...some(scene), type: 'conversation.closed' },
    by: ['agent', 'consumer', 'system'][scene.y % 3],
    ...(scene.x % 2 === 0 && { score: scene.y % 4 }),
  }),
  suggest: (scene) => ({
    ...{ ...what(scene), type: 'conversation.suggested', to: who(scene).agent },
  }),
  takeOver: (scene) => ({ ...what(scene), type: 'conversation.takenOver' }),
  place: (scene) => ({ ...what(scene), type: 'conversation.placed' }),
  override: (scene) => ({ ...what(scene), type: 'conversation.placed', overrides: true }),
  take: (scene) => ({ ...what(scene), type: 'conversation.taken' }),
  resume: (scene) => ({ ...what(scene), ...opens(scene), type: 'conversation.resumed' }),
  lease: (scene) => ({ ...who(scene), type: 'agent.leaseExpired' }),
  accept: (scene) => ({ ...what(scene), type: 'offer.accepted' }),
  decline: (scene) => ({ ...what(scene), type: 'offer.declined' }),
  late: (scene) => ({
    ...{ ...some(scene), type: 'consumer.wrote' },
    at: scene.isFirst ? scene.at : scene.at - 1 - scene.dt,
  }),
  again: (scene) => ({ ...some(scene), type: 'conversation.opened', skill: someSkill(scene) }),
  stranger: (scene) => ({ ...who(scene), type: 'agent.presenceSet', agent: 1000, presence: 3 }),
  online: (scene) => ({ ...who(scene), type: 'agent.presenceSet', presence: 3 }),
  backSoon: (scene) => ({ ...who(scene), type: 'agent.presenceSet', presence: 2 }),
  away: (scene) => ({ ...who(scene), type: 'agent.presenceSet', presence: 1 }),
  offline: (scene) => ({ ...who(scene), type: 'agent.presenceSet', presence: 0 }),
  status: (scene) =>
    // Without groups it is a plain account, which knows no bots.
    scene.account.groups
      ? { ...who(scene), type: 'bot.statusSet', status: scene.y % 4 }
      : { type: 'clock.ticked', at: scene.at },
  configure: ({ accounts, at, y }) => ({
    ...{ type: 'account.configured', at, account: accounts[y % accounts.length] },
  }),
  tick: ({ at }) => ({ type: 'clock.ticked', at }),
  visit: (scene) => ({
    ...{ ...opens(scene), type: 'conversation.opened', consumer: scene.x % 5 },
    channel: scene.account.channels ? scene.y % 2 : 0,
  }),
  ...timelyHappenings,
}
