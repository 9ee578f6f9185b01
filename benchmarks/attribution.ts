import { createHash } from 'node:crypto'
import {
  attribute,
  type AttributionEvent,
  AttributionFacts,
  attributionModels,
  configureAttribution,
} from '../core/index.ts'
import { streamOf, uniform } from '../sim/index.ts'
import { busy } from './clock.ts'
import { type Result, resultOf } from './result.ts'

const DAY = 86_400_000

/** Late facts of a quarter of a year: what does one cost, and what does it cost to restate them all? */
export function attribution(consumers: number, runs: number): Result[] {
  const events = happened(consumers)
  const settings = attributionModels.map((model) =>
    configureAttribution({ model, crossSessionDays: 90 }),
  )
  const folded: number[] = []
  const restated: number[] = []
  let hash = ''
  for (let run = 0; run < runs; run++) {
    const facts = new AttributionFacts()
    const ms = busy(() => {
      for (const event of events) facts.apply(event)
    })
    folded.push(events.length / ms / 1000)
    const digest = createHash('sha256')
    let conversions = 0
    const all = busy(() => {
      for (const one of settings) {
        const told = attribute(facts, one)
        conversions += told.length
        for (const { credits } of told)
          for (const { agent, amount, share } of credits)
            digest.update(`${agent} ${amount} ${share};`)
      }
    })
    restated.push(conversions / all / 1000)
    hash = digest.digest('hex').slice(0, 16)
  }
  const params = { consumers, events: events.length }
  return [
    resultOf(
      {
        name: 'attribution-fold',
        question:
          'Visits, two agents a conversation, orders, merged names: how many facts a second?',
        ...{ params, unit: 'M events/s', hash },
      },
      folded,
    ),
    resultOf(
      {
        name: 'attribution-restate',
        question: 'Five models one after another over the same facts: conversions a second?',
        ...{ params, unit: 'M conversions/s', hash },
      },
      restated,
    ),
  ]
}

/** One person: two names, three visits, two conversations, an order told twice; in no order of time. */
function happened(consumers: number): AttributionEvent[] {
  const stream = streamOf(1, 0, 'attribution')
  const events: object[] = []
  for (let person = 0; person < consumers; person++) {
    const draw = (index: number) => Math.floor(uniform(stream, person, index) * 1000)
    const [consumer, alias] = [2 * person, 2 * person + 1]
    const day = (index: number) => (draw(index) % 90) * DAY + draw(index + 10) * 1000
    for (let k = 0; k < 3; k++) {
      const whose = k === 2 ? alias : consumer
      events.push({ type: 'visit.began', at: day(k), visit: 3 * person + k, consumer: whose })
    }
    for (let k = 0; k < 2; k++) {
      const began = day(k) + 60_000
      const of = { conversation: 2 * person + k }
      events.push({ type: 'conversation.ended', ...of, at: began + 3_600_000 })
      events.push({ type: 'conversation.began', ...of, at: began, consumer, visit: 3 * person + k })
      for (let segment = 0; segment < 2; segment++) {
        const stay = { ...of, segment }
        const at = began + segment * 1_800_000
        events.push({ type: 'segment.began', ...stay, at, agent: draw(20 + k) % 200, skill: 0 })
        events.push({ type: 'segment.answered', ...stay, at: at + 60_000 })
        events.push({ type: 'segment.ended', ...stay, at: at + 1_800_000 })
      }
    }
    const record = { type: 'purchase', total: 100 * draw(30), currency: 'EUR', orderId: 'a' }
    for (let k = 0; k < 2; k++) {
      const entry = {
        entry: 2 * person + k,
        consumer: alias,
        visit: 3 * person + 2,
        source: 'page',
      }
      events.push({ type: 'engagement.recorded', at: day(2) + k, ...entry, record })
    }
    events.push({ type: 'consumers.merged', a: alias, b: consumer })
  }
  return events as AttributionEvent[]
}
