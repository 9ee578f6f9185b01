import {
  type AccountConfig,
  hours,
  minutes,
  type OverflowRule,
  type SkillConfig,
  slots,
  time,
  type Time,
} from '../core/index.ts'
import { streamOf, uniform } from '../sim/index.ts'

/** A Monday morning: instants as a live host has them. */
export const opening = time(Date.UTC(2026, 10, 23, 9))
const SKILLS = 50
const groups = [{ id: 'north' }, { id: 'south' }, { id: 'coast', parent: 'south' }]

/** Fifty skills, and agents with five of them each by lot: nearly everybody is a group of one. */
export function plainCentre(agents: number): AccountConfig {
  const stream = streamOf(1, 0, 'skills')
  return {
    skills: Array.from({ length: SKILLS }, (_, i) => ({ id: `s${i}` })),
    agents: Array.from({ length: agents }, (_, agent) => ({
      id: `n${agent}`,
      skills: lot(5, (i) => Math.floor(uniform(stream, agent, i) * SKILLS)).map((s) => `s${s}`),
    })),
    maxSlots: 4,
  }
}

/** The first `count` different numbers that are drawn. */
function lot(count: number, draw: (i: number) => number): number[] {
  const drawn = new Set<number>()
  for (let i = 0; drawn.size < count; i++) drawn.add(draw(i))
  return [...drawn]
}

/** The same with every capability of SEMANTICS.md that can stand beside the others. */
export function wholeCentre(agents: number): AccountConfig {
  return wholeOf(plainCentre(agents), opening)
}

/** An account with every capability configured beside what it has; all shifts begin at `from`. */
export function wholeOf(plain: AccountConfig, from: Time, lasts = hours(8)): AccountConfig {
  const ids = plain.skills.map(({ id }) => id)
  return {
    ...plain,
    ...settings,
    ...{ botEscalationSkillId: ids[0], defaultSkillId: ids[0] },
    // Few skills have the rarer features between them.
    skills: plain.skills.map((skill, i) => ({
      ...skill,
      ...featuresOf(ids, i, ids.length < 10 ? 2 * i + 3 : i),
    })),
    agents: plain.agents.map((agent, i) => ({
      ...agent,
      skills: agent.skills.map((skill, s) => ({
        skill: skill as string,
        level: 1 + ((i + s) % 9),
      })),
      group: groups[i % 3].id,
      kind: i % 100 === 99 ? 'bot' : 'human',
      roster: [{ from, to: (from + lasts) as Time }],
    })),
  }
}

const settings: Omit<AccountConfig, 'skills' | 'agents'> = {
  groups,
  channels: [
    { id: 'messaging', urgent: true },
    { id: 'mail', cost: slots(0.5), maxPerAgent: 2, interruptibleBy: ['messaging'] },
  ],
  ...{ ranking: 'balanced', levelRank: 'afterLoad', declineMemory: true, botMaxOpen: 20 },
  ...{ fallbackScope: 'all', fallbackChain: 'walk', splitCascade: 'byPriority' },
  shiftGatesRouting: true,
  lastAgent: { maxWait: minutes(2) },
  unassignAfter: { online: minutes(45), away: minutes(10), offline: minutes(1) },
  backlog: { interval: minutes(30), timeToInactive: minutes(2) },
  prioritization: {
    entrance: 0.7,
    velocities: [
      { when: { urgent: true }, velocity: 4 },
      { when: { returning: true }, velocity: 1.5 },
    ],
  },
  warmUp: { interval: minutes(3), maxDuration: minutes(15) },
  shiftEndGuard: { mode: 'expected' },
  ...{ manualTargetThreshold: hours(1), offHoursTimerPolicy: 'defer' },
  ...{ autoCloseAfter: hours(24), urgentTarget: minutes(5), firstTimeTarget: minutes(10) },
  messages: {
    ...{ openFirst: {}, open: { usesExpectedResponse: true }, connected: { usesAgentName: true } },
    ...{ transferred: {}, endByAgent: {}, urgentSet: {}, manualTargetSet: {} },
    ...{ consumerSilent: { after: hours(4) }, agentSilent: { after: minutes(20) } },
    queueWait: { after: hours(1) },
  },
  workingHours: [
    {
      id: 'week',
      zone: 'Europe/Berlin',
      events: (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((weekday) => ({
        ...{ weekday, start: '07:00', end: '23:59' },
      })),
    },
  ],
  specialOccasions: [
    {
      id: 'feasts',
      occasions: [
        { name: 'feast', working: false, start: '2026-12-24T00:00', end: '2026-12-26T23:59' },
      ],
    },
  ],
  hours: { mode: 'automatic', workingHoursId: 'week', specialOccasionsId: 'feasts' },
}

/** Of every ten skills one is split, one relaxes, and two overflow. */
function featuresOf(ids: readonly string[], place: number, kind: number): Partial<SkillConfig> {
  const skill = (next: number) => ids[(place + next) % ids.length]
  return {
    target: minutes(30 + (place % 3) * 30),
    fallbackSkillId: skill(1),
    survey: { questions: ['csat', 'nps'] },
    ...(kind % 10 === 3 && {
      split: [
        { group: 'north', percent: 60 },
        { group: 'south', percent: 40, priority: 1 },
      ],
    }),
    ...(kind % 10 === 5 && {
      relaxation: [{ requirements: [{ skill: skill(0), minLevel: 6 }], ...patience }],
    }),
    ...(kind % 10 === 7 && { overflow: [{ ...rule, skill: skill(2), mode: 'move' }] }),
    ...(kind % 10 === 9 && { overflow: [{ ...rule, skill: skill(3), mode: 'add' }] }),
  }
}

const patience = { expiresAfter: minutes(5), expedite: true }
const rule: Omit<OverflowRule, 'skill' | 'mode'> = {
  ...{ metric: 'queueLength', op: 'above', on: 1000, off: 900 },
  after: minutes(10),
}
