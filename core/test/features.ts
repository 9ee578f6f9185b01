import fc from 'fast-check'
import {
  type AccountConfig,
  type AgentConfig,
  type Duration,
  policies,
  type PolicyName,
  type SkillConfig,
  type SkillRequirement,
  type Time,
  type Weight,
} from '../index.ts'

/** What an account may have beside the plain one; each on or off at random (swarm testing). */

const duration = (min: number, max: number) => fc.integer({ min, max }).map((n) => n as Duration)
const weight = (min: number, max: number) => fc.integer({ min, max }).map((n) => n as Weight)
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined })
const skillIds = ['billing', 'sales', 'care']
export const groupIds = ['north', 'south', 'coast']

const requirements: fc.Arbitrary<SkillRequirement[]> = fc.uniqueArray(
  fc.record({ skill: fc.constantFrom(...skillIds), minLevel: fc.integer({ min: 1, max: 10 }) }),
  { minLength: 1, maxLength: 2, selector: ({ skill }) => skill },
)

/** Percentages of some of the groups. */
const split = fc
  .tuple(fc.subarray(groupIds, { minLength: 1 }), fc.array(fc.nat(100), { minLength: 3 }))
  .map(([groups, cuts]) => {
    const inner = cuts.slice(0, groups.length - 1)
    const bounds = [0, ...inner.toSorted((a, b) => a - b), 100]
    return groups.map((group, i) => ({
      ...{ group, percent: bounds[i + 1] - bounds[i] },
      priority: cuts[i] % 3,
    }))
  })

const skillFeatures: fc.Arbitrary<Partial<SkillConfig>> = fc.record({
  split: maybe(split),
  relaxation: maybe(
    fc.array(
      fc.record({
        requirements,
        expiresAfter: duration(1, 40),
        expedite: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  expectedHandling: duration(0, 30),
  fallbackSkillId: fc.constantFrom(null, null, ...skillIds),
})

const roster = fc.array(
  fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 200 })).map(([from, length]) => ({
    ...{ from: from as Time, to: (from + length) as Time },
  })),
  { maxLength: 2 },
)
const agentFeatures: fc.Arbitrary<Partial<AgentConfig> & { levels: number[] }> = fc.record({
  levels: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 3, maxLength: 3 }),
  group: maybe(fc.constantFrom(...groupIds)),
  kind: fc.constantFrom('human', 'human', 'bot'),
  enabled: fc.constantFrom(true, true, true, false),
  handles: fc.constantFrom(true, true, true, false),
  roster,
})

const channelIds = ['chat', 'mail', 'voice']
const channels = fc.tuple(
  ...channelIds.map((id) =>
    fc.record({
      id: fc.constant(id),
      cost: weight(1, 3000),
      maxPerAgent: fc.constantFrom(null, 1, 2),
      blocks: fc.subarray(channelIds),
      interruptibleBy: fc.subarray(channelIds),
    }),
  ),
)

const lastAgent = fc.record(
  {
    requireOnline: fc.boolean(),
    requireCapacity: fc.boolean(),
    requireSkill: fc.boolean(),
    minScore: fc.constantFrom(null, 1),
    closedWithin: fc.option(duration(1, 60), { nil: null }),
    lookback: duration(1, 90),
    maxWait: duration(0, 40),
  },
  { requiredKeys: [] },
)

const settings: fc.Arbitrary<Partial<AccountConfig>> = fc.record({
  seed: fc.nat(99),
  dispatchCadence: fc.constantFrom('immediate', 'immediate', 'immediate', 'immediate', 'cycle'),
  // They divide a million, by which a law shifts time.
  cycleInterval: fc.constantFrom(100, 125, 200).map((ms) => ms as Duration),
  lastAgent: maybe(lastAgent),
  ranking: fc.constantFrom(...(Object.keys(policies) as PolicyName[])),
  levelRank: fc.constantFrom('off', 'beforeLoad', 'afterLoad'),
  idleClock: fc.constantFrom('lastAssignment', 'readyTime'),
  splitDraw: fc.constantFrom('deficit', 'random'),
  splitSubgroups: fc.boolean(),
  splitCascade: fc.constantFrom('off', 'byPriority'),
  idleShares: fc.constantFrom(undefined, { north: 0.5, south: 0.3, coast: 0.2 }),
  queueShares: fc.constantFrom(undefined, { billing: 0.1, care: 0.9 }),
  historyLookback: duration(1, 60),
  botMaxOpen: fc.integer({ min: 1, max: 4 }),
  botSmartCapacity: fc.boolean(),
  botWarmUp: fc.boolean(),
  botEscalationSkillId: fc.constantFrom(null, ...skillIds),
  channels: maybe(channels),
  shiftEndGuard: fc.constantFrom(
    null,
    { mode: 'fixed', minRemaining: 20 as Duration },
    { mode: 'expected', factor: 1.3 },
  ),
})

/** Which kinds of features an account has. */
const kinds = fc.record({
  skills: fc.boolean(),
  levels: fc.boolean(),
  people: fc.boolean(),
  settings: fc.boolean(),
  warmUp: fc.boolean(),
})

/** All of them but those of skills. */
export const everything: typeof kinds = fc.constant({
  ...{ skills: false, levels: true, people: true, settings: true, warmUp: true },
})

/** A ratio orders the queue by itself. */
const settled = (account: AccountConfig): AccountConfig =>
  account.ranking === 'queueIdleness'
    ? { ...account, prioritization: null, classes: null }
    : account

/** A plain account with features put on. */
export function withFeatures(
  plain: fc.Arbitrary<AccountConfig>,
  some = kinds,
): fc.Arbitrary<AccountConfig> {
  const extras = fc.record({
    ...{ kinds: some, settings },
    skills: fc.array(skillFeatures, { minLength: 3, maxLength: 3 }),
    agents: fc.array(agentFeatures, { minLength: 5, maxLength: 5 }),
    warmUp: fc.record({ countCarried: fc.boolean(), accumulate: fc.boolean() }),
  })
  return fc.tuple(plain, extras).map(([account, on]) => ({
    ...settled({ ...account, ...(on.kinds.settings ? on.settings : {}) }),
    groups: [{ id: 'north' }, { id: 'south' }, { id: 'coast', parent: 'south' }],
    skills: on.kinds.skills
      ? account.skills.map((skill, i) => ({ ...skill, ...on.skills[i] }))
      : account.skills,
    agents: account.agents.map((agent, i) => {
      const { levels, ...person } = on.agents[i]
      return {
        ...{ ...agent, ...(on.kinds.people ? person : {}) },
        skills: on.kinds.levels
          ? agent.skills.map((skill, s) => ({ skill: skill as string, level: levels[s] }))
          : agent.skills,
      }
    }),
    warmUp:
      account.warmUp && on.kinds.warmUp ? { ...account.warmUp, ...on.warmUp } : account.warmUp!,
  }))
}

/** What a new conversation brings along: a channel where there are classes, and what it requires. */
export function askedOf({ channels: classes, groups }: AccountConfig, x: number): object {
  if (groups === undefined) return {}
  const consumer = x % 3 === 0 ? { consumer: x % 7 } : {}
  const channel = { ...consumer, ...(classes ? { channel: x % classes.length } : {}) }
  const level = 1 + (x % 7)
  const skill = skillIds[x % 3]
  if (x % 11 === 0) return { ...channel, requires: [{ skill, minLevel: level }, { skill: 'care' }] }
  if (x % 13 === 0) return { ...channel, requires: [{ skill: 'no such skill' }] }
  return x % 17 === 0 ? { channel: 7 } : channel
}

/** The same account, its shifts later. */
export const later = (account: AccountConfig, by: number): AccountConfig => ({
  ...account,
  agents: account.agents.map((agent) => ({
    ...agent,
    roster: (agent.roster ?? []).map(({ from, to }) => ({
      ...{ from: (from + by) as Time, to: (to + by) as Time },
    })),
  })),
})
