import {
  AttributionFacts,
  type EngagementRecord,
  recordSources,
  recordTypes,
} from '../../core/index.ts'
import { numbers, type Tables } from '../index.ts'
import type { Engaged } from './engaged.ts'

/** What was told of engagement, as tables. */
export function engagedTables({ consumers, contents, merged, pages, records, visits }: Engaged) {
  const names = consumers.all
  const facts = new AttributionFacts()
  for (const event of merged) facts.apply(event)
  const people = facts.identities.keep()
  const said = records.map(({ record }) => saidBy(record))
  return {
    consumers: { consumer: numbers(names, ([, key]) => key), id: names.map(([name]) => name) },
    identities: {
      consumer: numbers(people, ([consumer]) => consumer),
      person: numbers(people, ([, person]) => person),
    },
    visits: {
      visit: numbers(visits, ({ visit }) => visit),
      consumer: numbers(visits, ({ consumer }) => consumer),
      from_at: numbers(visits, ({ at }) => at),
      to_at: numbers(visits, ({ endedAt }) => endedAt),
      is_control: numbers(visits, ({ group }) => Number(group === 'control')),
    },
    page_views: {
      entry: numbers(pages, ({ entry }) => entry),
      visit: numbers(pages, ({ visit }) => visit),
      at: numbers(pages, ({ at }) => at),
      url: pages.map(({ url }) => url),
    },
    exposures: {
      entry: numbers(contents, ({ entry }) => entry),
      visit: numbers(contents, ({ visit }) => visit),
      at: numbers(contents, ({ at }) => at),
      content: contents.map(({ content }) => content),
    },
    engagement: {
      entry: numbers(records, ({ entry }) => entry),
      visit: numbers(records, ({ visit }) => visit),
      consumer: numbers(records, ({ consumer }) => consumer),
      conversation: numbers(records, ({ conversation }) => conversation),
      at: numbers(records, ({ at }) => at),
      source: Uint8Array.from(records, ({ source }) => recordSources.indexOf(source)),
      kind: Uint8Array.from(records, ({ record }) => recordTypes.indexOf(record.type)),
      reference: said.map(({ reference }) => reference),
      topic: said.map(({ topic }) => topic),
      status: numbers(said, ({ status }) => status),
      amount: numbers(said, ({ amount }) => amount),
      currency: said.map(({ currency }) => currency),
    },
  } satisfies Tables
}

/** What a record says that has a column of its own. */
function saidBy(record: EngagementRecord) {
  const nothing = { reference: null, topic: null, status: null, amount: null, currency: null }
  switch (record.type) {
    case 'purchase':
      return { ...nothing, ...paid(record.total, record), reference: record.orderId ?? null }
    case 'cart':
      return { ...nothing, ...paid(record.total, record) }
    case 'prodView':
      return { ...nothing, currency: record.currency }
    case 'ctmrinfo':
      return { ...nothing, ...paid(record.balance, record), reference: record.customerId ?? null }
    case 'lead': {
      const { leadId = null, topic = null, value } = record
      return { ...nothing, ...paid(value, record), reference: leadId, topic }
    }
    case 'service': {
      const { serviceId = null, status = null, topic = null } = record
      return { ...nothing, reference: serviceId, topic, status }
    }
    case 'mrktInfo':
    case 'personal':
    case 'error':
    case 'searchInfo':
      return nothing
  }
}

const paid = (amount: number | undefined, { currency }: { readonly currency: string }) => ({
  amount: amount ?? null,
  currency,
})
