import fc from 'fast-check'
import { always, configure, type Config, type Duration, type Schedule } from '../index.ts'
import type { AccountConfig, SkillConfig, Time } from '../index.ts'
import { triggerNames } from '../index.ts'

/** Open for `open` ms of every `period`, from `phase` on. */
export interface Shift {
  readonly open: number
  readonly period: number
  readonly phase: number
}

const duration = (min: number, max: number) => fc.integer({ min, max }).map((n) => n as Duration)
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

/** Periods divide a million, by which a law shifts time. */
export const shift: fc.Arbitrary<Shift> = fc.constantFrom(10, 20, 25, 40, 50, 100).chain((period) =>
  fc.record({
    open: fc.integer({ min: 1, max: period - 1 }),
    period: fc.constant(period),
    phase: fc.nat(period),
  }),
)

/** A schedule that a millisecond's walk can follow. */
function scheduleOf({ open, period, phase }: Shift): Schedule {
  const into = (t: number) => (((t - phase) % period) + period) % period
  const openUpTo = (t: number) => Math.floor((t - phase) / period) * open + Math.min(into(t), open)
  const first = (t: number, holds: (u: number) => boolean) => {
    let u = t
    while (!holds(u)) u++
    return u as Time
  }
  const isOpen = (t: number) => into(t) < open
  return {
    isOpen,
    nextEdge: (t) => first(t + 1, (u) => isOpen(u) !== isOpen(t)),
    // All periods but the last at once: an hour's target would else be millions of steps.
    addBusiness: (t, d) => {
      const whole = Math.max(0, Math.ceil(d / open) - 1) * period
      return first(t + whole, (u) => openUpTo(u) - openUpTo(t) >= d)
    },
    businessElapsed: (from, to) => (openUpTo(to) - openUpTo(from)) as Duration,
    openUpTo: (t) => openUpTo(t) as Duration,
  }
}

/** The account as checked, with the schedule of its first skill and of no other. */
export function onShifts(account: AccountConfig, hours: Shift | null): Config {
  const config = configure(account)
  if (hours === null) return config
  const schedule = scheduleOf(hours)
  const skills = config.skills.map((skill, i) => ({
    ...skill,
    schedule: i < 2 ? schedule : always,
  }))
  return { ...config, skills }
}

const unassignAfter = fc.record(
  {
    online: perhaps(duration(1, 60)),
    backSoon: perhaps(duration(1, 40)),
    away: perhaps(duration(1, 40)),
    offline: perhaps(duration(1, 40)),
  },
  { requiredKeys: [] },
)

const timed = ['consumerSilent', 'agentSilent', 'queueWait']
const messages: fc.Arbitrary<object> = fc.record(
  Object.fromEntries(
    triggerNames.map((name) => [
      name,
      fc.record({
        ...(timed.includes(name) && { after: duration(1, 40) }),
        active: fc.boolean(),
        usesExpectedResponse: fc.boolean(),
        usesAgentName: fc.boolean(),
      }),
    ]),
  ),
  { requiredKeys: [] },
)

const survey = fc.record({
  questions: fc.constantFrom(['csat'], ['nps', 'text'], ['csat', 'fcr', 'custom']),
  timeout: duration(1, 40),
  maxUnrecognised: fc.integer({ min: 1, max: 3 }),
  timeoutFrom: fc.constantFrom('start', 'lastMessage'),
})

/** Settings of time that any account may have: each is there or not. */
export const timelyAccount = fc.record(
  {
    channels: fc.constant([{ id: 'web' }, { id: 'sms', urgent: false }]),
    unassignAfter,
    unassignOnShiftOnly: fc.boolean(),
    botUnassign: fc.boolean(),
    manualTargetThreshold: perhaps(duration(1, 30)),
    manualTargetEnds: fc.constantFrom('firstReplyAtOrAfterDue', 'atDue'),
    manualTargetMax: duration(20, 100),
    manualTargetIsActionable: fc.boolean(),
    requeueIsActionable: fc.boolean(),
    backlog: fc.record({ interval: duration(1, 20), timeToInactive: duration(1, 10) }),
    urgentTarget: duration(1, 20),
    firstTimeTarget: duration(1, 40),
    resetDueOnEveryConsumerMessage: fc.boolean(),
    skillChangeDueBase: fc.constantFrom('pendingSince', 'transferTime'),
    urgentBase: fc.constantFrom('markTime', 'pendingSince'),
    offHoursFrozenAtOpen: fc.boolean(),
    shiftGatesRouting: fc.boolean(),
    autoCloseAfter: perhaps(duration(1, 120)),
    autoCloseSweep: fc.constantFrom(null, 5, 20, 25),
    autoCloseManualTarget: fc.constantFrom('exempt', 'notExempt'),
    messages,
    consumerSilentWhileQueued: fc.boolean(),
    offHoursTimerPolicy: fc.constantFrom('suppress', 'defer'),
    autoLogout: perhaps(duration(20, 200)),
  },
  { requiredKeys: [] },
) as unknown as fc.Arbitrary<Partial<AccountConfig>>

export const timelySkill = fc.record(
  {
    urgentTarget: duration(1, 20),
    firstTimeTarget: duration(1, 40),
    unassignAfter,
    autoCloseAfter: perhaps(duration(1, 120)),
    messages,
    survey,
  },
  { requiredKeys: ['survey'] },
) as unknown as fc.Arbitrary<Partial<SkillConfig>>

/** What else may happen, chosen by `x` and `y`. */
export const timelyOps = [
  ...['visit', 'visit', 'visit', 'visit', 'hasten', 'hasten', 'relent', 'postpone', 'postpone'],
  ...['unpostpone', 'ask', 'ask', 'reply', 'reply', 'finish', 'finish', 'online', 'online'],
  ...[
    'join',
    'leave',
    'focus',
    'authenticate',
    'answer',
    'answer',
    'answer',
    'answer',
    'endSurvey',
  ],
  ...['closeUnasked'],
]

/** A step where it stands, as far as it matters here. */
interface Scene {
  readonly at: number
  readonly x: number
  readonly y: number
  readonly account: AccountConfig
  /** The length of a step of time, ms. */
  readonly unit: number
  /** Conversations opened before. */
  readonly opened: number
}

/** Of those opened last, which are mostly still there. */
const recent = ({ at, opened, x }: Scene) => ({
  ...{ at, conversation: 5_000_000_000 - 7 * Math.max(0, opened - 1 - (x % 3)) },
})
const byAgent = (scene: Scene) => ({
  ...{ ...recent(scene), agent: scene.y % scene.account.agents.length },
})

/** By op: what happens. */
export const timelyHappenings: Readonly<Record<string, (scene: Scene) => object>> = {
  ask: (scene) => ({ ...recent(scene), type: 'consumer.wrote' }),
  reply: (scene) => ({ ...byAgent(scene), type: 'agent.wrote' }),
  finish: (scene) => ({
    ...{ ...recent(scene), type: 'conversation.closed' },
    by: scene.y % 4 === 0 ? 'consumer' : 'agent',
  }),
  hasten: (scene) => ({ ...recent(scene), type: 'urgent.set' }),
  relent: (scene) => ({ ...recent(scene), type: 'urgent.cleared' }),
  postpone: (scene) => ({
    ...{ ...byAgent(scene), type: 'target.set', due: scene.at + ((scene.y % 60) - 3) * scene.unit },
  }),
  unpostpone: (scene) => ({ ...byAgent(scene), type: 'target.cancelled' }),
  join: (scene) => ({ ...byAgent(scene), type: 'participant.joined' }),
  leave: (scene) => ({ ...byAgent(scene), type: 'participant.left' }),
  focus: (scene) => ({ ...byAgent(scene), type: 'agent.focused' }),
  authenticate: (scene) => ({ ...recent(scene), type: 'consumer.authenticated' }),
  answer: (scene) => ({
    ...{ ...recent(scene), type: 'survey.answered', question: scene.y % 3 },
    ...{ answer: [0, 0, 0, 1, 2][scene.x % 5], value: scene.y % 7 },
  }),
  endSurvey: (scene) => ({
    ...{ ...recent(scene), type: 'survey.ended' },
    by: ['consumer', 'skipped', 'notSupported', 'error'][scene.y % 4],
  }),
  closeUnasked: (scene) => ({
    ...{ ...recent(scene), type: 'conversation.closed', by: 'agent', skipsSurvey: true },
  }),
}
