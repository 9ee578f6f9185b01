import { describe, expect, test } from 'vitest'
import type { ConversationKey } from '../../units.ts'
import {
  attribute,
  attributesOf,
  type Attribution,
  checkAttributionEvent,
  configureAttribution,
  incrementalConversions,
  incrementalSales,
  selfServeRate,
} from '../index.ts'
import { told } from './histories.ts'
import { factsOf } from './laws.ts'

/** An instant of 2026 in UTC: `06-01 10:00`. */
const at = (clock: string) => Date.parse(`2026-${clock.replace(' ', 'T')}Z`)

type Sent = Readonly<Record<string, unknown>>
/** A record as a page sends it: amounts in units of the currency. */
const sends = (entry: number, clock: string, record: Sent, more: Sent = {}) => {
  const event = { type: 'engagement.recorded', at: at(clock), entry, consumer: 7, ...more, record }
  const checked = checkAttributionEvent({ source: 'page', ...event }, 'EUR')
  if ('refused' in checked) throw new Error(checked.refused.join('; '))
  return checked.event
}

/** Conversation 1 of consumer 7 in visit 1: each stay `[agent, from, to, answers?]`. */
const talks = (
  begins: string,
  ends: string | null,
  stays: [number, string, string | null, string?][],
) => {
  const conversation = 1
  return told(
    { type: 'visit.began', at: at(begins), visit: 1, consumer: 7 },
    { type: 'conversation.began', at: at(begins), conversation, consumer: 7, visit: 1 },
    ...stays.flatMap(([agent, from, to, answers], segment) => [
      { type: 'segment.began' as const, at: at(from), conversation, segment, agent, skill: 0 },
      ...(answers === undefined
        ? []
        : [{ type: 'segment.answered' as const, at: at(answers), conversation, segment }]),
      ...(to === null
        ? []
        : [{ type: 'segment.ended' as const, at: at(to), conversation, segment }]),
    ]),
    ...(ends === null ? [] : [{ type: 'conversation.ended' as const, at: at(ends), conversation }]),
  )
}

const credited = (events: Parameters<typeof factsOf>[0], some: Partial<Attribution> = {}) =>
  attribute(factsOf(events), configureAttribution({ currency: 'EUR', ...some })).flatMap(
    ({ credits }) => credits,
  )

describe('engagement attributes (§20)', () => {
  test('example 20.1: the second cart replaces the first wholly, product views append', () => {
    const products = [{ product: { name: 'kettle', price: 49.9 }, quantity: 1 }]
    const facts = factsOf([
      ...talks('06-01 10:00', '06-01 10:30', []),
      sends(1, '06-01 10:01', { type: 'cart', total: 50, numItems: 1, products }),
      sends(2, '06-01 10:02', { type: 'prodView', products }),
      sends(3, '06-01 10:03', { type: 'cart', total: 70, numItems: 1 }),
      sends(4, '06-01 10:04', { type: 'prodView', products }),
    ])
    const attributes = attributesOf(facts, 1 as ConversationKey).map(({ record }) => record)
    const view = {
      type: 'prodView',
      currency: 'EUR',
      products: [{ product: { name: 'kettle', price: 4990 }, quantity: 1 }],
    }
    expect(attributes).toEqual([
      view,
      { type: 'cart', total: 7000, currency: 'EUR', numItems: 1 },
      view,
    ])
  })

  test('a record belongs to a conversation from twelve hours before it until twelve after, inclusive', () => {
    const facts = factsOf([
      ...talks('06-02 12:00', '06-02 13:00', []),
      ...['06-01 23:59:59.999', '06-02 00:00', '06-03 01:00', '06-03 01:00:00.001'].map(
        (clock, i) => sends(i, clock, { type: 'searchInfo', keywords: ['kettle'] }),
      ),
    ])
    expect(attributesOf(facts, 1 as ConversationKey).map(({ entry }) => entry)).toEqual([1, 2])
  })

  test('an outcome that an agent submits counts for thirty minutes after the close', () => {
    const lead = { type: 'lead', value: 10 }
    const submits = (entry: number, clock: string) =>
      sends(entry, clock, lead, { source: 'agent', conversation: 1 })
    const facts = factsOf([
      ...talks('06-01 10:00', '06-01 11:00', [[3, '06-01 10:00', '06-01 11:00']]),
      ...[submits(1, '06-01 09:59'), submits(2, '06-01 11:30'), submits(3, '06-01 11:30:00.001')],
    ])
    const all = attribute(facts, configureAttribution({ crossSessionDays: 0 }))
    expect(all.map(({ conversion }) => conversion.flag)).toEqual(['late', 'counted', 'late'])
    expect(all[1].credits).toMatchObject([{ agent: 3, session: 'inSession', amount: 1000 }])
  })
})

describe('goals, conversions and attribution (§21)', () => {
  test('example 21.1: a purchase two days after the conversation is cross-session and dated to it', () => {
    const events = [
      ...talks('06-01 10:00', '06-01 10:30', [[3, '06-01 10:00', '06-01 10:30', '06-01 10:05']]),
      sends(1, '06-03 10:00', { type: 'purchase', total: 90, orderId: '7781' }),
    ]
    expect(credited(events, { crossSessionDays: 3 })).toEqual([
      {
        ...{ conversation: 1, segment: 0, agent: 3, skill: 0, content: null },
        ...{ session: 'crossSession', at: at('06-01 10:30'), share: 1_000_000, amount: 9000 },
      },
    ])
    // Restated: neither the facts nor the router are run again.
    expect(credited(events, { crossSessionDays: 1 })).toEqual([])
    expect(credited(events, { crossSessionDays: 0 })).toEqual([])
    const toPurchase = credited(events, { conversionDate: 'conversion' })
    expect(toPurchase).toMatchObject([{ at: at('06-03 10:00'), amount: 9000 }])
  })

  test.each([0, 1, 7, 14, 31, 90])(
    'a look-back of %d days ends after days of 24 hours, inclusive',
    (days) => {
      const buys = (late: number) => {
        const event = sends(1, '06-01 10:30', { type: 'purchase' }, { visit: 2 })
        return { ...event, at: (at('06-01 10:30') + days * 86_400_000 + late) as never }
      }
      const talk = talks('06-01 10:00', '06-01 10:30', [[3, '06-01 10:00', '06-01 10:30']])
      const sessions = (late: number) =>
        credited([...talk, buys(late)], { crossSessionDays: days }).map(({ session }) => session)
      expect([sessions(0), sessions(1)]).toEqual([days > 0 ? ['crossSession'] : [], []])
    },
  )

  test('examples 21.2 and 21.3: what engagement adds', () => {
    expect(selfServeRate(30, 20_000, 0.05)).toBeCloseTo(0.03, 12)
    expect(incrementalSales({ conversions: 200, of: 4000 }, 0.03)).toBeCloseTo(80, 9)
    expect(incrementalSales({ conversions: 20, of: 4000 }, 0.03)).toBe(0)
    const exposed = { conversions: 400, of: 10_000 }
    expect(incrementalConversions({ conversions: 300, of: 5000 }, exposed)).toBeCloseTo(100, 9)
    expect(incrementalConversions({ conversions: 0, of: 0 }, exposed)).toBeNull()
    expect(selfServeRate(30, 20_000, 0)).toBeNull()
  })

  test('example 21.4: order 7781 reported three times in one visit is one conversion', () => {
    const buys = (entry: number, visit: number) =>
      sends(entry, `06-01 10:0${entry}`, { type: 'purchase', total: 5, orderId: '7781' }, { visit })
    const facts = factsOf([buys(1, 1), buys(2, 1), buys(3, 1), buys(4, 2)])
    const flags = attribute(facts, configureAttribution()).map(({ conversion }) => conversion.flag)
    expect(flags).toEqual(['counted', 'duplicate', 'duplicate', 'counted'])
  })

  test('a conversation that is still open qualifies, and dates the conversion to itself', () => {
    const events = [
      ...talks('06-01 10:00', null, [[3, '06-01 10:00', null]]),
      sends(1, '06-20 10:00', { type: 'purchase' }, { visit: 2 }),
    ]
    expect(credited(events, { crossSessionDays: 1 })).toMatchObject([
      { agent: 3, session: 'crossSession', at: at('06-20 10:00'), amount: null },
    ])
  })

  test('of several agents the last is credited by last, the first by first', () => {
    const events = [
      ...talks('06-01 10:00', '06-01 12:00', [
        [3, '06-01 10:00', '06-01 11:00'],
        [4, '06-01 11:00', '06-01 11:30', '06-01 11:10'],
        [5, '06-01 11:30', '06-01 12:00'],
      ]),
      sends(1, '06-01 12:10', { type: 'purchase', total: 10 }, { visit: 1 }),
    ]
    const agents = (model: Attribution['model']) =>
      credited(events, { model }).map(({ agent }) => agent)
    expect([agents('last'), agents('first'), agents('linear')]).toEqual([[5], [3], [4]])
  })

  test('two names once linked are one consumer, as if that had been known from the start', () => {
    const talk = talks('06-01 10:00', '06-01 10:30', [[3, '06-01 10:00', '06-01 10:30']])
    const buys = sends(1, '06-02 10:00', { type: 'purchase', total: 10 }, { consumer: 9, visit: 2 })
    const [merged] = told({ type: 'consumers.merged', a: 9, b: 7 })
    expect(credited([...talk, buys])).toEqual([])
    expect(credited([...talk, buys, merged])).toMatchObject([{ agent: 3, amount: 1000 }])
  })

  test('content earns what no agent did', () => {
    const [visit, shown] = told(
      { type: 'visit.began', at: at('06-01 10:00'), visit: 2, consumer: 7 },
      { type: 'content.shown', at: at('06-01 10:01'), entry: 9, visit: 2, content: 'banner' },
    )
    const buys = sends(1, '06-01 10:02', { type: 'purchase' }, { visit: 2 })
    expect(credited([visit, shown, buys])).toMatchObject([{ content: 9, agent: null }])
    const talk = talks('05-30 10:00', '05-30 10:30', [[3, '05-30 10:00', '05-30 10:30']])
    expect(credited([visit, shown, buys, ...talk])).toMatchObject([{ content: null, agent: 3 }])
  })

  test('thresholds compare the bare number, whatever the currency, and are to be exceeded', () => {
    const goals = [{ kind: 'sale', above: 100 }] as const
    const buys = (total: number, currency: string) =>
      attribute(
        factsOf([sends(1, '06-01 10:00', { type: 'purchase', total, currency })]),
        configureAttribution({ goals }),
      ).length
    const found = [
      buys(100, 'EUR'),
      buys(100.01, 'EUR'),
      buys(100, 'JPY'),
      buys(101, 'JPY'),
      buys(100.001, 'KWD'),
    ]
    expect(found).toEqual([0, 1, 0, 1, 1])
  })
})

describe('further models (§26.10)', () => {
  /** Each agent's stay ends so many days before the purchase. */
  const bought = (total: number, ends: readonly number[]) => {
    const stay = (days: number): string =>
      new Date(at('06-20 10:00') - days * 86_400_000).toISOString().slice(5, 19).replace('T', ' ')
    return [
      ...talks(
        '06-01 10:00',
        null,
        ends.map((days, agent) => [agent, '06-01 10:00', stay(days), '06-01 10:01']),
      ),
      sends(1, '06-20 10:00', { type: 'purchase', total }, { visit: 1 }),
    ]
  }
  const amounts = (total: number, ends: readonly number[], some: Partial<Attribution>) =>
    credited(bought(total, ends), some).map(({ amount }) => amount)

  test('the example: 90.00, touches seven days and none before, give 30.00 and 60.00', () => {
    const credits = credited(bought(90, [7, 0]), { model: 'timeDecay' })
    expect(credits).toMatchObject([
      { agent: 0, amount: 3000, share: 333_333, at: at('06-13 10:00') },
      { agent: 1, amount: 6000, share: 666_667, at: at('06-20 10:00') },
    ])
    const oneDay = amounts(90, [7, 0], { model: 'timeDecay', halfLife: 86_400_000 as never })
    expect(oneDay).toEqual([70, 8930])
  })

  test('what cannot be divided goes to the largest remainders, ties to the earlier touch', () => {
    expect(amounts(1, [3, 2, 1], { model: 'linear' })).toEqual([34, 33, 33])
    expect(amounts(0.02, [3, 2, 1], { model: 'linear' })).toEqual([1, 1, 0])
  })

  test('by position the ends have 40 % each, and all of it between two; one has it all', () => {
    const model = 'positionBased'
    expect(amounts(100, [4, 3, 2, 1], { model })).toEqual([4000, 1000, 1000, 4000])
    expect(amounts(100, [4, 1], { model })).toEqual([5000, 5000])
    expect(amounts(100, [1], { model })).toEqual([10_000])
    const configured = { model, firstShare: 0.6, lastShare: 0.2 } as const
    expect(amounts(100, [4, 3, 2, 1], configured)).toEqual([6000, 1000, 1000, 2000])
    expect(amounts(100, [4, 1], configured)).toEqual([7500, 2500])
  })
})
