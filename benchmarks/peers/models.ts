import { type AgentId, type Duration, hours, minutes, seconds, time } from '../../core/index.ts'
import type { AccountConfig, SkillId } from '../../core/index.ts'
import type { ConversationModel, Distribution, Scenario } from '../../scenarios/index.ts'

/** What the models have in common: an account, who comes, and how long it goes on. */
interface Given {
  readonly name: string
  readonly description: string
  readonly account: Omit<AccountConfig, 'agents'>
  /** Agents with the same skills. */
  readonly teams: readonly { readonly agents: number; readonly skills: readonly string[] }[]
  readonly perHour: readonly number[]
  readonly conversations: readonly ConversationModel[]
  readonly horizon: Duration
}

const exponential = (mean: number): Distribution => ({ dist: 'exponential', mean })
const lognormal = (mean: number, cv: number): Distribution => ({ dist: 'lognormal', mean, cv })

/** Up to four chats at once, each the slower the more there are: service with a curve r(n). */
const chat: Given = {
  name: 'chat',
  description: 'Four chats at once, whose pace falls with their number; the least loaded agent',
  account: { skills: [{ id: 'chat' }], ranking: 'leastLoaded', maxSlots: 4 },
  teams: [{ agents: 8, skills: ['chat'] }],
  perHour: [220],
  conversations: [
    {
      ...{ model: 'chat', work: lognormal(minutes(4), 0.8) },
      ...{ pace: { each: [1, 0.8, 0.62, 0.5] }, patience: exponential(minutes(3)) },
    },
  ],
  horizon: hours(100),
}

/** Turn by turn: an agent holds up to four, and reads and answers one at a time. */
const messaging: Given = {
  name: 'messaging',
  description:
    'Bursts, owed replies, one attended at a time, capacity four, leaving aloud or in silence',
  account: {
    skills: [{ id: 'orders' }, { id: 'advice' }],
    ...{ ranking: 'balanced', maxSlots: 4 },
  },
  teams: [
    { agents: 4, skills: ['orders'] },
    { agents: 3, skills: ['orders', 'advice'] },
  ],
  perHour: [110, 40],
  conversations: [3, 6].map((mean) => ({
    ...{ model: 'messaging', turns: { mean }, burst: { mean: 1.4, spacing: exponential(8000) } },
    ...{ attention: lognormal(seconds(45), 0.8), gap: lognormal(seconds(80), 1.2) },
    ...{ closeAfter: { dist: 'deterministic', mean: minutes(2) }, silentShare: 0.4 },
    patience: exponential(minutes(8)),
  })),
  horizon: hours(100),
}

/** Three skills, five kinds of agents, a tier and accumulating priority, capacity two. */
const skills: Given = {
  name: 'skills',
  description:
    'A strict tier, accumulating priority below it, five teams, longest idle, impatience',
  account: {
    skills: [{ id: 'gold' }, { id: 'silver' }, { id: 'plain' }],
    ...{ ranking: 'longestIdle', maxSlots: 2 },
    classes: [
      { when: { skill: 'gold' }, tier: 1 },
      { when: { skill: 'silver' }, initial: 1.5, slope: 2 },
    ],
  },
  teams: [
    { agents: 2, skills: ['gold'] },
    { agents: 3, skills: ['plain'] },
    { agents: 3, skills: ['gold', 'silver'] },
    { agents: 3, skills: ['silver', 'plain'] },
    { agents: 2, skills: ['gold', 'silver', 'plain'] },
  ],
  perHour: [95, 125, 140],
  conversations: [
    {
      ...{ model: 'call', holding: { dist: 'gamma', mean: minutes(4), cv: 0.7 } },
      patience: exponential(minutes(4)),
    },
    {
      ...{ model: 'call', holding: lognormal(minutes(4.5), 1.1) },
      patience: {
        ...{ dist: 'hyperexponential', p: [0.3, 0.7] },
        means: [minutes(1), minutes(6)],
      },
    },
    { model: 'call', holding: exponential(minutes(5)), patience: exponential(minutes(6)) },
  ],
  horizon: hours(100),
}

/** The models that a second engine must agree on. @param part of the usual length. */
export function models(part = 1): Scenario[] {
  return [chat, messaging, skills].map((given) => scenarioOf(given, part))
}

function scenarioOf(given: Given, part: number): Scenario {
  const { account, conversations, description, name, perHour, teams } = given
  const horizon = Math.round(given.horizon * part) as Duration
  const agents = teams
    .flatMap((team) => Array.from({ length: team.agents }, () => [...team.skills]))
    .map((held, i) => ({ id: `n${String(i).padStart(2, '0')}`, skills: held }))
  return {
    ...{ name, description, zone: 'UTC', seed: 1, replications: 1 },
    ...{ start: time(0), horizon, burnIn: 0 as Duration, interval: horizon },
    account: { ...account, agents, smartCapacity: false, target: null, autoCloseAfter: null },
    shifts: agents.map((_, agent) => ({
      ...{ agent: agent as AgentId, from: time(0), to: time(horizon) },
    })),
    demand: conversations.map((conversation, skill) => ({
      ...{ name: account.skills[skill].id, skill: skill as SkillId, conversation },
      arrivals: { kind: 'rate', perHour: perHour[skill] },
    })),
  }
}
