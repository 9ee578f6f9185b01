import fc from 'fast-check'
import { askedOf, withFeatures } from './features.ts'
import {
  type AccountConfig,
  type AgentConfig,
  type Duration,
  type RouterEvent,
  type SkillConfig,
  type Weight,
} from '../index.ts'

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
const agent = (id: string): fc.Arbitrary<AgentConfig> =>
  fc.record({
    id: fc.constant(id),
    skills: fc.subarray(skillIds),
    maxSlots: fc.integer({ min: 0, max: 3 }),
  })

const account: fc.Arbitrary<AccountConfig> = fc.record({
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
})

const ops = [
  ...['open', 'open', 'open', 'consumer', 'consumer', 'agent', 'agent', 'online', 'online'],
  ...['away', 'backSoon', 'offline', 'transfer', 'transfer', 'return', 'return', 'giveBack'],
  ...['close', 'status', 'tick', 'late', 'again', 'stranger'],
]
const step: fc.Arbitrary<Step> = fc.record({
  // Much happens at one instant: that is where the order counts.
  dt: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
  op: fc.constantFrom(...ops),
  x: fc.nat(999),
  y: fc.nat(999),
})

/** Arbitrary histories over arbitrary configurations, every feature on or off at random. */
export const story: fc.Arbitrary<Story> = fc.record({
  account: withFeatures(account),
  // Left to itself, an array of arbitrary steps has about ten.
  steps: fc.array(step, { maxLength: 60, size: 'max' }),
})

/** The same of what the naive model knows so far. */
export const plainStory: fc.Arbitrary<Story> = fc.record({
  account,
  // Left to itself, an array of arbitrary steps has about ten.
  steps: fc.array(step, { maxLength: 60, size: 'max' }),
})

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
      } as Record<string, () => unknown>
    )[op]() as RouterEvent
  })
}
