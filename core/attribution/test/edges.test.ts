import { expect, test } from 'vitest'
import {
  attribute,
  AttributionFacts,
  type AttributionModel,
  checkAttributionEvent,
  configureAttribution,
  incrementalConversions,
  incrementalSales,
} from '../index.ts'
import { told } from './histories.ts'

const registered = (registrationDate: object) => {
  const checked = checkAttributionEvent(
    {
      ...{ type: 'engagement.recorded', at: 1, entry: 1, consumer: 1, source: 'page' },
      record: { type: 'ctmrinfo', registrationDate },
    },
    'EUR',
  )
  return 'refused' in checked ? checked.refused : []
}

test('each month has its last day, and no day after it', () => {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  for (const [place, length] of lengths.entries()) {
    const month = place + 1
    expect(registered({ year: 2023, month, day: length })).toEqual([])
    const said = JSON.stringify({ year: 2023, month, day: length + 1 })
    const where = 'event.record.registrationDate'
    expect(registered({ year: 2023, month, day: length + 1 })).toEqual([
      length === 31
        ? `${where}.day 32 is not a whole number in 1..31`
        : `${where} ${said} is not a day of the calendar`,
    ])
  }
  const leap = [1600, 1900, 2000, 2024, 2100].filter(
    (year) => registered({ year, month: 2, day: 29 }).length === 0,
  )
  expect(leap).toEqual([1600, 2000, 2024])
})

test('a date has a year, a month and a day', () => {
  const where = 'event.record.registrationDate'
  for (const value of [5, 'today', []]) expect(registered(value as never)).toHaveLength(1)
  expect(registered({ year: 2024, month: 'May', day: 1 })).toHaveLength(1)
  expect(registered({})).toEqual(
    ['year', 'month', 'day'].map((one) => `${where}.${one} is missing`),
  )
})

test('among nobody there is nothing to add', () => {
  const [some, nobody] = [
    { conversions: 4, of: 10 },
    { conversions: 0, of: 0 },
  ]
  expect(incrementalSales(some, null)).toBeNull()
  expect(incrementalSales(nobody, 0.1)).toBeNull()
  expect(incrementalConversions(some, nobody)).toBeNull()
  expect(incrementalConversions(nobody, some)).toBeNull()
})

test('a fact told again is known, and one that says anything else is contrary', () => {
  const stay = { type: 'segment.began', at: 5, conversation: 1, segment: 0, agent: 3, skill: 2 }
  const buys = {
    ...{ type: 'engagement.recorded', at: 6, entry: 1, consumer: 7, source: 'page' },
    record: { type: 'purchase', total: 500, currency: 'EUR' },
  }
  const facts = new AttributionFacts()
  const say = (event: object) => facts.apply(told(event as never)[0])
  const { at, ...shuffled } = buys
  expect([stay, stay, buys, { ...shuffled, at }].map(say)).toEqual(['new', 'known', 'new', 'known'])
  const others = [
    { ...stay, at: 6 },
    { ...stay, agent: 4 },
    { ...stay, skill: 1 },
    { ...buys, at: 7 },
    { ...buys, conversation: 1 },
    { ...buys, record: { ...buys.record, total: 501 } },
    { ...buys, record: { ...buys.record, orderId: '1' } },
  ]
  expect(others.map(say)).toEqual(others.map(() => 'contrary'))
})

test('a conversation that no agent had assists nothing', () => {
  const sold = (agent: number | null) => {
    const facts = new AttributionFacts()
    const talk = { conversation: 1, segment: 0 }
    const events = told(
      { type: 'conversation.began', at: 10, conversation: 1, consumer: 7, visit: 1 },
      ...(agent === null
        ? []
        : [{ type: 'segment.began' as const, at: 11, ...talk, agent, skill: 0 }]),
      {
        ...{ type: 'engagement.recorded', at: 20, entry: 1, consumer: 7, visit: 1, source: 'page' },
        record: { type: 'purchase', total: 500, currency: 'EUR' },
      },
    )
    for (const event of events) facts.apply(event)
    const [{ credits, isAssisted }] = attribute(facts, configureAttribution({ model: 'last' }))
    return [isAssisted, credits.length]
  }
  expect(sold(null)).toEqual([false, 0])
  expect(sold(3)).toEqual([true, 1])
})

test('each model credits its own of two agents; ends without a share get half each', () => {
  const stay = (segment: number, at: number) => ({ at, conversation: 1, segment })
  const events = told(
    { type: 'conversation.began', at: 10, conversation: 1, consumer: 7, visit: 1 },
    ...[0, 1].flatMap((segment) => [
      { type: 'segment.began' as const, ...stay(segment, 11 + segment), agent: segment, skill: 0 },
      { type: 'segment.answered' as const, ...stay(segment, 13 + segment) },
    ]),
    {
      ...{ type: 'engagement.recorded', at: 20, entry: 1, consumer: 7, visit: 1, source: 'page' },
      record: { type: 'purchase', total: 500, currency: 'EUR' },
    },
  )
  const facts = new AttributionFacts()
  for (const event of events) facts.apply(event)
  const amounts = (firstShare: number, lastShare: number) =>
    earned('positionBased', { firstShare, lastShare })
  const earned = (model: AttributionModel, more: object = {}) =>
    attribute(facts, configureAttribution({ model, ...more }))[0].credits.map(
      ({ agent, amount }) => `${agent}: ${amount}`,
    )
  expect(amounts(0, 0)).toEqual(['0: 250', '1: 250'])
  expect(amounts(0.6, 0.2)).toEqual(['0: 375', '1: 125'])
  expect(earned('last')).toEqual(['1: 500'])
  expect(earned('first')).toEqual(['0: 500'])
  expect(earned('linear')).toEqual(['0: 250', '1: 250'])
})

test('of conversations that end together the one that began later is the last', () => {
  const last = (first: number, second: number) => {
    const facts = new AttributionFacts()
    const events = [first, second].flatMap((began, place) => {
      const talk = { conversation: place + 1, segment: 0 }
      return told(
        { type: 'conversation.began', at: began, conversation: place + 1, consumer: 7, visit: 1 },
        { type: 'segment.began', at: began, ...talk, agent: place, skill: 0 },
        { type: 'segment.answered', at: 60, ...talk },
        { type: 'segment.ended', at: 70, ...talk },
        { type: 'conversation.ended', at: 70, conversation: place + 1 },
      )
    })
    const sales = told({
      ...{ type: 'engagement.recorded', at: 90, entry: 1, consumer: 7, visit: 1, source: 'page' },
      record: { type: 'purchase', total: 500, currency: 'EUR' },
    })
    for (const event of [...events, ...sales]) facts.apply(event)
    const by = (model: AttributionModel) =>
      attribute(facts, configureAttribution({ model }))[0].credits.map(({ agent }) => agent)
    return [by('last'), by('linear')]
  }
  expect(last(10, 20)).toEqual([[1], [0, 1]])
  expect(last(20, 10)).toEqual([[0], [1, 0]])
  // The later number, where nothing else differs.
  expect(last(10, 10)).toEqual([[1], [0, 1]])
})
