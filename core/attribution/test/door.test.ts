import { describe, expect, test } from 'vitest'
import {
  AttributionFacts,
  checkAttributionEvent,
  configureAttribution,
  recordTypes,
  toMinor,
} from '../index.ts'
import { split } from '../split.ts'
import { told } from './histories.ts'

const records = { type: 'engagement.recorded', at: 1, entry: 1, consumer: 1, source: 'page' }
const check = (record: unknown, more: object = {}) =>
  checkAttributionEvent({ ...records, ...more, record }, 'EUR')
const refused = (record: unknown, more?: object) => {
  const checked = check(record, more)
  return 'refused' in checked ? checked.refused : []
}
const taken = (record: unknown) => {
  const checked = check(record)
  if ('refused' in checked) throw new Error(checked.refused.join('; '))
  return (checked.event as unknown as { record: unknown }).record
}

describe('engagement attributes at the door (§20)', () => {
  const lines = [
    { product: { name: 'kettle', category: 'kitchen', sku: 'k1', price: 1.005 }, quantity: 2 },
  ]
  const kept = [
    { product: { name: 'kettle', category: 'kitchen', sku: 'k1', price: 101 }, quantity: 2 },
  ]
  const day = { year: 2024, month: 2, day: 29 }
  test.each([
    [
      { type: 'cart', total: 2.01, currency: 'EUR', numItems: 2, products: lines },
      { total: 201, products: kept },
    ],
    [
      {
        type: 'purchase',
        total: 1.2345,
        currency: 'KWD',
        orderId: '7',
        cart: { numItems: 1, products: [] },
      },
      { total: 1235 },
    ],
    [{ type: 'prodView', currency: 'EUR', products: lines }, { products: kept }],
    [
      {
        type: 'ctmrinfo',
        customerId: 'c',
        balance: -12.3,
        companySize: 5,
        registrationDate: day,
        lastPaymentDate: null,
      },
      { balance: -1230, currency: 'EUR' },
    ],
    [{ type: 'mrktInfo', channel: 4, affiliate: 'a', campaignId: 'b' }, {}],
    [
      {
        type: 'personal',
        firstname: 'A',
        age: { year: 1990 },
        contacts: [{ email: 'a@b' }],
        gender: 2,
      },
      { age: { year: 1990 } },
    ],
    [{ type: 'lead', topic: 't', leadId: 'l', value: 5, currency: 'JPY' }, { value: 5 }],
    [{ type: 'service', topic: 't', serviceId: 's', status: 10 }, {}],
    [{ type: 'error', contextId: 'c', message: 'm', code: '404', level: 3, resolved: false }, {}],
    [{ type: 'searchInfo', keywords: ['kettle', 'tea'] }, {}],
  ])('%o is taken', (record, changed) => {
    const { lastPaymentDate: _, ...given } = record as Record<string, unknown>
    expect(taken(record)).toEqual({ ...given, ...changed })
  })

  test('every type is tried above', () => expect(recordTypes).toHaveLength(10))

  const one = 'event.record'
  test.each([
    [{ type: 'basket' }, `${one}.type "basket" is not one of ${recordTypes.join(', ')}`],
    [null, `${one} is missing`],
    [{ type: 'cart', numItems: 1 }, `${one}.total is missing`],
    [
      { type: 'cart', total: '50', numItems: 1 },
      `${one}.total "50" is not an amount in 0..10000000000`,
    ],
    [
      { type: 'cart', total: -1, numItems: 1 },
      `${one}.total -1 is not an amount in 0..10000000000`,
    ],
    [
      { type: 'cart', total: 1, numItems: 1.5 },
      `${one}.numItems 1.5 is not a whole number in 0..1000000000`,
    ],
    [
      { type: 'purchase', currency: 'EURO' },
      `${one}.currency "EURO" is not the code of a currency (ISO 4217)`,
    ],
    [
      { type: 'prodView', products: [{ product: { prize: 1 } }] },
      `${one}.products[0].product.prize is unknown; known: name, category, sku, price`,
    ],
    [{ type: 'prodView', products: {} }, `${one}.products {} is not a list`],
    [{ type: 'prodView', products: [{}] }, `${one}.products[0].product is missing`],
    [{ type: 'mrktInfo', channel: 5 }, `${one}.channel 5 is not a whole number in 0..4`],
    [{ type: 'personal', gender: 3 }, `${one}.gender 3 is not a whole number in 0..2`],
    [{ type: 'service', status: 11 }, `${one}.status 11 is not a whole number in 0..10`],
    [{ type: 'error', resolved: 'no' }, `${one}.resolved "no" is not true or false`],
    [{ type: 'searchInfo', keywords: ['a', 1] }, `${one}.keywords[1] 1 is not a text`],
    [
      { type: 'ctmrinfo', registrationDate: { year: 2023, month: 2, day: 29 } },
      `${one}.registrationDate {"year":2023,"month":2,"day":29} is not a day of the calendar`,
    ],
  ])('%o is refused: %s', (record, reason) => expect(refused(record)).toEqual([reason]))

  test('all that is wrong is told at once', () => {
    const wrong = { type: 'lead', topic: 1, leadId: 2, colour: 'red' }
    expect(refused(wrong)).toHaveLength(3)
  })

  test('flows with a login and connectors send customers and persons only; agents send outcomes', () => {
    const cart = { type: 'cart', total: 1, numItems: 1 }
    for (const source of ['authenticated', 'connector'])
      expect(refused(cart, { source })).toEqual([
        `event.record.type "cart" is not accepted from ${source}: ctmrinfo, personal`,
      ])
    expect(refused({ type: 'personal' }, { source: 'connector' })).toEqual([])
    const [reason] = refused(cart, { source: 'agent', conversation: 1 })
    expect(reason).toBe(
      'event.record.type "cart" is not accepted from agent: purchase, lead, service',
    )
    expect(refused({ type: 'lead' }, { source: 'agent' })).toEqual([
      'event.conversation is missing: of which it is an outcome',
    ])
    expect(refused({ type: 'lead' }, { conversation: 4 })).toEqual([
      'event.conversation 4 is stated by page; only agents state it',
    ])
  })
})

describe('events at the door', () => {
  const reasons = (event: unknown) => {
    const checked = checkAttributionEvent(event, 'EUR')
    return 'refused' in checked ? checked.refused : []
  }
  test.each([
    [{ type: 'visit.began', at: 1, visit: 1, consumer: 1, group: 'control' }],
    [{ type: 'page.viewed', at: 1, entry: 1, visit: 1, url: '/', sections: ['top'] }],
    [{ type: 'content.shown', at: 1, entry: 1, visit: 1, content: 'banner' }],
    [{ type: 'conversation.began', at: 1, conversation: 1, consumer: 1 }],
    [{ type: 'conversation.ended', at: 1, conversation: 1 }],
    [{ type: 'segment.began', at: 1, conversation: 1, segment: 0, agent: 0, skill: -1 }],
    [{ type: 'segment.answered', at: 1, conversation: 1, segment: 0 }],
    [{ type: 'segment.ended', at: 1, conversation: 1, segment: 0 }],
    [{ type: 'consumers.merged', a: 1, b: 2 }],
  ])('%o is taken as it is', (event) => {
    expect(checkAttributionEvent(event, 'EUR')).toEqual({ event })
  })

  test.each([
    ['text', /^event\.type undefined is not one of consumers\.merged, visit\.began/],
    [
      { type: 'visit.began', at: 1.5, visit: 1, consumer: 1 },
      /^event\.at 1\.5 is not a whole number/,
    ],
    [{ type: 'visit.began', at: 1, consumer: 1 }, /^event\.visit is missing$/],
    [{ type: 'visit.began', at: 1, visit: -1, consumer: 1 }, /^event\.visit -1 is not a whole/],
    [
      { type: 'visit.began', at: 1, visit: 1, consumer: 1, group: 'b' },
      /"b" is not one of exposed, control$/,
    ],
    [{ type: 'segment.ended', at: 1, conversation: 1 }, /^event\.segment is missing$/],
  ])('%o is refused', (event, reason) => {
    expect(reasons(event)).toEqual([expect.stringMatching(reason)])
  })

  test('a fact told again is known, a contrary one is told so and changes nothing', () => {
    const facts = new AttributionFacts()
    const [one, other] = told(
      { type: 'visit.began', at: 1, visit: 1, consumer: 1 },
      { type: 'visit.began', at: 2, visit: 1, consumer: 1 },
    )
    const [ended, endedLater] = told(
      { type: 'conversation.ended', at: 1, conversation: 1 },
      { type: 'conversation.ended', at: 2, conversation: 1 },
    )
    const said = [one, { ...one }, other, ended, { ...ended }, endedLater].map((event) =>
      facts.apply(event),
    )
    expect(said).toEqual(['new', 'known', 'contrary', 'new', 'known', 'contrary'])
    expect(facts.keep()).toMatchObject({ visits: [{ at: 1 }], conversations: [{ endedAt: 1 }] })
  })

  test('a hundred thousand names of one person, merged in a chain', () => {
    const facts = new AttributionFacts()
    for (let name = 100_000; name > 0; name--)
      facts.apply(told({ type: 'consumers.merged', a: name, b: name - 1 })[0])
    expect(facts.identities.personOf(100_000 as never)).toBe(0)
  })
})

describe('settings', () => {
  test.each([
    [
      { model: 'best' },
      'attribution: model: "best" is none of last, first, linear, timeDecay, positionBased',
    ],
    [{ modell: 'last' }, /^attribution: unknown setting "modell"; known: model, crossSessionDays,/],
    [
      { crossSessionDays: -1 },
      'attribution: crossSessionDays -1 is not a whole number in 0..36525 days',
    ],
    [{ crossSessionDays: 1.5 }, /1\.5 is not a whole number/],
    [{ halfLife: 0 }, 'attribution: halfLife 0 is not a whole number in 1..3155760000000 ms'],
    [{ firstShare: 0.7 }, 'attribution: firstShare 0.7 and lastShare 0.4 are more than 1'],
    [{ lastShare: 1.1 }, 'attribution: lastShare 1.1 is not in 0..1'],
    [{ conversionDate: 'now' }, /"now" is none of interaction, conversion/],
    [{ currency: 'XXX' }, 'attribution: currency: "XXX" is not the code of a currency (ISO 4217)'],
    [{ goals: [{ kind: 'view' }] }, /goals\[0\]\.kind: "view" is none of sale, lead, service/],
    [{ goals: [{ kind: 'sale', above: -1 }] }, /goals\[0\]\.above -1 is not in 0\.\./],
    [{ goals: [{ kind: 'service', statuses: [] }] }, /nothing can reach it/],
    [
      { goals: [{ kind: 'service', statuses: [11] }] },
      /statuses 11 is not a whole number in 0\.\.10/,
    ],
    [{ goals: [{ kind: 'lead', url: '' }] }, /goals\[0\]\.url: it is empty/],
  ])('%o is refused', (some, reason) => {
    expect(() => configureAttribution(some as never)).toThrow(reason)
  })
})

test('amounts go to the nearest minor unit of their currency, halves away from zero', () => {
  const minors = [
    [1.005, 'EUR'],
    [-1.005, 'EUR'],
    [1.5, 'JPY'],
    [0.0005, 'KWD'],
    [1e-7, 'EUR'],
    [11.7, 'USD'],
    [1e10, 'UYW'],
  ] as const
  expect(minors.map(([amount, currency]) => toMinor(amount, currency))).toEqual([
    101, -101, 2, 1, 0, 1170, 1e14,
  ])
})

test('what cannot be divided in whole parts is refused', () => {
  expect(() => split(10, [0, 0])).toThrow('all weights are 0')
  expect(() => split(10, [1, 0.5])).toThrow('not whole numbers')
  expect(() => split(-1, [1])).toThrow('not whole numbers')
})
