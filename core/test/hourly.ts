import fc from 'fast-check'
import type { AccountConfig, ScheduleConfig } from '../index.ts'
import { instant, written } from '../schedule/test/histories.ts'
import { changingStory, type Story, timelyStory } from './histories.ts'

/** Histories by the wall clock: steps of minutes instead of milliseconds, so that days pass (§15). */

/** A step of time, ms. */
const UNIT = 120_000

/** Settings that are durations, and what they may be at most; roster and shifts are instants. */
const most: Readonly<Record<string, number>> = { offerTtl: 600_000, interval: 3_600_000 }
const durations = new Set([
  ...[
    'target',
    'urgentTarget',
    'firstTimeTarget',
    'timeToInactive',
    'suggestionTimeout',
    'offerTtl',
  ],
  ...['avoidHold', 'historyLookback', 'declineMemoryTtl', 'after', 'maxWait', 'closedWithin'],
  ...['lookback', 'expiresAfter', 'expectedHandling', 'minRemaining', 'interval', 'maxDuration'],
  ...['cooldown', 'tau', 'online', 'backSoon', 'away', 'offline', 'manualTargetThreshold'],
  ...['manualTargetMax', 'autoCloseAfter', 'autoCloseSweep', 'timeout', 'autoLogout'],
])

/** The same settings, with minutes for milliseconds; instants count from `start`. */
function slower(value: unknown, start: number, name = ''): unknown {
  if (typeof value === 'number') {
    if (name === 'from' || name === 'to') return start + value * UNIT
    return durations.has(name) ? Math.min(value * UNIT, most[name] ?? Infinity) : value
  }
  if (Array.isArray(value)) return value.map((one) => slower(one, start))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, slower(one, start, key)]),
  )
}

/** It opens several times a week: what never opens takes the model long to see. */
const often = written.filter(({ workingHours }) => workingHours![0].events.length > 3)

/** Two sets of hours and of occasions, and which each skill has of its own. */
const openings = fc.record({
  first: often,
  second: often,
  manual: fc.constantFrom(null, null, null, null, 'open', 'closed', 'later'),
  own: fc.array(fc.tuple(fc.constantFrom(null, 'hours', 'others'), fc.boolean()), {
    ...{ minLength: 3, maxLength: 3 },
  }),
})
type Openings = typeof openings extends fc.Arbitrary<infer Value> ? Value : never

function withHours(account: AccountConfig, start: number, all: Openings): AccountConfig {
  const { first, manual, own, second } = all
  const others = (second.workingHours ?? []).map((one) => ({ ...one, id: 'others' }))
  const none = { id: 'none', occasions: [] }
  return {
    ...(slower(account, start) as AccountConfig),
    lastMinute: first.lastMinute!,
    workingHours: [...(first.workingHours ?? []), ...others],
    specialOccasions: [...(first.specialOccasions ?? []), none],
    hours: { ...first.hours, ...modeOf(manual, start) } as NonNullable<ScheduleConfig['hours']>,
    skills: (slower(account.skills, start) as AccountConfig['skills']).map((skill, i) => ({
      ...skill,
      // What a window of half an hour forgets depends on when anybody looks.
      overflow: (skill.overflow ?? []).map((rule) => ({ ...rule, metric: 'queueLength' as const })),
      workingHoursId: own[i][0],
      ...(own[i][1] && { specialOccasionsId: 'none' }),
    })),
  }
}

function modeOf(manual: Openings['manual'], start: number): object {
  if (manual === null) return { mode: 'automatic' }
  if (manual === 'later')
    return { mode: 'manual', shift: 'closed', nextShiftAt: start + 100 * UNIT }
  return { mode: 'manual', shift: manual }
}

/** Histories over days, around changes of the clocks; hours may change with the configuration. */
export const hourlyStory: fc.Arbitrary<Story> = fc
  .tuple(fc.oneof(timelyStory, changingStory), instant, openings, openings)
  .map(([told, start, all, later]) => ({
    ...{ ...told, start, unit: UNIT, hours: null },
    account: withHours(told.account, start, all),
    ...(told.others && { others: told.others.map((one) => withHours(one, start, later)) }),
  }))
