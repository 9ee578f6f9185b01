import fc from 'fast-check'
import type { Minor } from '../../units.ts'
import {
  type Attribution,
  type AttributionEvent,
  configureAttribution,
  type Goal,
} from '../index.ts'
import type { EngagementRecord } from '../index.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

type Loose = { readonly type: AttributionEvent['type'] } & Record<string, unknown>
/** Events as a test writes them: plain numbers. */
export const told = (...list: Loose[]): AttributionEvent[] => list as unknown as AttributionEvent[]

/** Facts whose keys occur once, and settings: what can happen to six names in some forty days. */
export interface Story {
  readonly events: readonly AttributionEvent[]
  readonly settings: Attribution
}

/** On a grid of days, so that bounds are met exactly, or missed by a millisecond. */
const instant = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(-1, 0, 0, 0, 1, HOUR))
  .map(([day, more]) => day * DAY + more)
const consumer = fc.integer({ min: 1, max: 6 })
const visit = fc.integer({ min: 1, max: 4 })
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined, freq: 3 })
const amount = fc.oneof(
  fc.constantFrom(0, 9999),
  fc.integer({ min: 0, max: 20_000 }),
  fc.integer({ min: 0, max: 1e14 }),
)
const money = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD')
const id = maybe(fc.constantFrom('a', 'b'))

const anyRecord = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('purchase'),
        total: maybe(amount),
        currency: money,
        orderId: id,
      }),
    },
    fc.record({ type: fc.constant('lead'), value: maybe(amount), currency: money, leadId: id }),
    fc.record({
      type: fc.constant('service'),
      topic: id,
      serviceId: id,
      status: maybe(fc.integer({ min: 0, max: 2 })),
    }),
    fc.record({
      type: fc.constant('cart'),
      total: amount,
      currency: money,
      numItems: fc.constant(1),
    }),
    fc.record({ type: fc.constant('mrktInfo'), campaignId: id }),
  )
  .map((record) => stated(record) as unknown as EngagementRecord)

/** Without what is undefined: as it would come out of JSON. */
function stated<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value
}

const entry = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('engagement.recorded'),
      at: instant,
      consumer,
      visit: maybe(visit),
      source: fc.constant('page'),
      record: anyRecord,
    }),
  },
  fc.record({
    type: fc.constant('engagement.recorded'),
    at: instant,
    consumer,
    conversation: fc.integer({ min: 1, max: 5 }),
    source: fc.constant('agent'),
    record: anyRecord,
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('content.shown'),
      at: instant,
      visit,
      content: fc.constant('banner'),
    }),
  },
  fc.record({
    type: fc.constant('page.viewed'),
    at: instant,
    visit,
    url: fc.constantFrom('/thanks', '/'),
  }),
)

const stay = fc.record({
  agent: fc.integer({ min: 0, max: 3 }),
  skill: fc.integer({ min: -1, max: 1 }),
  length: fc.constantFrom(0, 1, HOUR, DAY, 3 * DAY),
  answers: fc.uniqueArray(fc.constantFrom(0, 1, HOUR, DAY), { maxLength: 2 }),
})
const conversation = fc.record({
  at: instant,
  consumer,
  visit: maybe(visit),
  stays: fc.array(stay, { maxLength: 4 }),
  isOpen: fc.boolean(),
})
type Conversation = typeof conversation extends fc.Arbitrary<infer Value> ? Value : never

/** A conversation whose stays follow each other; an open one is held by the last. */
function life(number: number, { at, consumer: whose, isOpen, stays, visit: of }: Conversation) {
  const key = { conversation: number }
  const events: Loose[] = [
    stated({ type: 'conversation.began', at, ...key, consumer: whose, visit: of }),
  ]
  let now = at
  for (const [segment, { agent, answers, length, skill }] of stays.entries()) {
    const isLast = segment === stays.length - 1
    events.push({ type: 'segment.began', at: now, ...key, segment, agent, skill })
    for (const answer of answers)
      events.push({ type: 'segment.answered', at: now + Math.min(answer, length), ...key, segment })
    now += length
    if (!isLast || !isOpen) events.push({ type: 'segment.ended', at: now, ...key, segment })
  }
  if (!isOpen) events.push({ type: 'conversation.ended', at: now, ...key })
  return events
}

const goal: fc.Arbitrary<Goal> = fc.oneof(
  fc.record(
    { kind: fc.constant('sale'), above: fc.constantFrom(0, 99.99), oncePerVisit: fc.boolean() },
    { requiredKeys: ['kind'] },
  ),
  fc.record(
    { kind: fc.constant('lead'), url: fc.constant('/thanks'), oncePerVisit: fc.boolean() },
    { requiredKeys: ['kind'] },
  ),
  fc.record(
    {
      kind: fc.constant('service'),
      topic: fc.constant('a'),
      statuses: fc.constant([0, 1]),
      oncePerVisit: fc.boolean(),
    },
    { requiredKeys: ['kind', 'statuses'] },
  ),
)

export const settings: fc.Arbitrary<Attribution> = fc
  .record(
    {
      model: fc.constantFrom('last', 'first', 'linear', 'timeDecay', 'positionBased'),
      crossSessionDays: fc.constantFrom(0, 1, 7, 14, 31, 3, 100),
      conversionDate: fc.constantFrom('interaction', 'conversion'),
      halfLife: fc.constantFrom(DAY, 7 * DAY, 1),
      firstShare: fc.constantFrom(0, 0.4, 0.1),
      lastShare: fc.constantFrom(0, 0.4, 0.6),
      goals: fc.array(goal, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['model'] },
  )
  .map((some) => configureAttribution(some as Partial<Attribution>))

const facts = fc
  .record({
    visits: fc.array(fc.record({ at: instant, consumer, group: maybe(fc.constant('control')) }), {
      maxLength: 4,
    }),
    conversations: fc.array(conversation, { maxLength: 5 }),
    entries: fc.array(entry, { maxLength: 8 }),
    merges: fc.array(fc.tuple(consumer, consumer), { maxLength: 3 }),
  })
  .map(({ conversations, entries, merges, visits }) =>
    told(
      ...visits.map((one, i) => stated({ type: 'visit.began', visit: i + 1, ...one }) as Loose),
      ...conversations.flatMap((one, i) => life(i + 1, one)),
      ...entries.map((one, i) => ({ entry: i + 1, ...stated(one) })),
      ...merges.map(([a, b]): Loose => ({ type: 'consumers.merged', a, b })),
    ),
  )

export const story: fc.Arbitrary<Story> = fc.record({ events: facts, settings })

/** The same things in an order that `seed` chooses (Fisher and Yates, 1938; steps of xorshift32). */
export function shuffled<Value>(list: readonly Value[], seed: number): Value[] {
  const all = [...list]
  let state = seed | 1
  for (let i = all.length - 1; i > 0; i--) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const j = (state >>> 0) % (i + 1)
    ;[all[i], all[j]] = [all[j], all[i]]
  }
  return all
}

export const minor = (amountOf: number): Minor => amountOf as Minor
