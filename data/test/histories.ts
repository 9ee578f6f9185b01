import fc from 'fast-check'
import {
  type AccountConfig,
  type Config,
  configure,
  History,
  minutes,
  Router,
  type RouterEvent,
  type Trace,
} from '../../core/index.ts'
import type { Data } from '../schema.ts'

/** What a host keeps. */
export interface Told {
  readonly config: Config
  readonly history: History
  readonly trace: Trace
}

/** Events through a real router, as a host records them. */
export function tell(account: AccountConfig, events: readonly RouterEvent[]): Told {
  const config = configure(account)
  const router = new Router(config)
  const history = new History()
  for (const event of events) {
    router.apply(event)
    history.push(event)
  }
  return { config, history, trace: router.trace }
}

/** 2026-03-02 (a Monday) at a time of day in UTC. */
export function at(clock: string): number {
  return Date.parse(`2026-03-02T${clock.length === 5 ? `${clock}:00` : clock}Z`)
}

type Loose = { readonly type: RouterEvent['type']; readonly at: number } & Record<string, unknown>
/** Events as a test writes them: plain numbers. */
export const events = (...list: Loose[]): RouterEvent[] => list as unknown as RouterEvent[]

export const desk: AccountConfig = {
  skills: [
    { id: 'billing', target: minutes(10) },
    { id: 'sales', target: minutes(4) },
    { id: 'slow', target: null },
  ],
  agents: [
    { id: 'ann', skills: ['billing', 'sales', 'slow'], maxSlots: 2 },
    { id: 'bob', skills: ['billing'], maxSlots: 1 },
  ],
  avoidHold: 30_000 as never,
  timeToInactive: minutes(2),
}

const conversation = fc.integer({ min: 1, max: 6 })
const agent = fc.integer({ min: 0, max: 1 })
const skill = fc.integer({ min: -1, max: 2 })
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('conversation.opened'), conversation, skill }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('consumer.wrote'), conversation }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('agent.wrote'), conversation, agent }) },
  fc.record({ type: fc.constant('conversation.transferred'), conversation, agent, skill }),
  fc.record({ type: fc.constant('conversation.returned'), conversation, agent }),
  fc.record({
    type: fc.constant('conversation.closed'),
    conversation,
    by: fc.constantFrom('agent', 'consumer', 'system'),
  }),
  fc.record({
    type: fc.constant('agent.presenceSet'),
    agent,
    presence: fc.constantFrom(0, 1, 3, 3, 3),
  }),
  fc.record({ type: fc.constant('clock.ticked') }),
)

/** Anything that may happen to the desk, refusals included. */
export const histories: fc.Arbitrary<RouterEvent[]> = (() => {
  const gap = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 400_000 }))
  const morning = fc
    .subarray([0, 1])
    .map((agents) =>
      agents.map((one) => [0, { type: 'agent.presenceSet', agent: one, presence: 3 }] as const),
    )
  const day = fc.array(fc.tuple(gap, step), { maxLength: 80, size: 'max' })
  return fc.tuple(morning, day).map(([first, rest]) => {
    let now = at('09:00')
    const keys = new Map<number, number>()
    return [...first, ...rest].map(([wait, happening]) => {
      now += wait
      const event = { ...happening, at: now } as Loose & { conversation?: number }
      if (event.conversation === undefined) return event as unknown as RouterEvent
      // A key is never reused: after a close, the next ten.
      const key = keys.get(event.conversation) ?? event.conversation
      keys.set(event.conversation, event.type === 'conversation.closed' ? key + 10 : key)
      return { ...event, conversation: key } as unknown as RouterEvent
    })
  })
})()

/** A desk with everything that leaves rows: offers, a bot, surveys, shifts, moves to agents. */
export const busy = (distributionMode: 'auto' | 'ring' | 'ringAll'): AccountConfig => ({
  skills: [
    {
      id: 'billing',
      target: minutes(10),
      resolutionTarget: minutes(20),
      lineOfBusiness: 'service',
      survey: { questions: ['csat', 'nps', 'fcr'], timeout: minutes(8) },
    },
    {
      id: 'sales',
      target: minutes(4),
      survey: { questions: ['csat', 'text'], timeout: minutes(8) },
    },
    { id: 'slow', target: null },
  ],
  agents: [
    {
      ...{ id: 'ann', skills: ['billing', 'sales', 'slow'], maxSlots: 2, group: 'day' },
      roster: [{ from: at('09:10'), to: at('10:00') }] as never,
    },
    { id: 'bob', skills: ['billing', 'slow'], maxSlots: 1, group: 'day' },
    { id: 'robo', skills: ['sales'], kind: 'bot', maxSlots: 2 },
  ],
  groups: [{ id: 'day' }],
  channels: [{ id: 'web' }, { id: 'phone', cost: 2000 as never }],
  unassignAfter: { online: minutes(6), away: minutes(3) },
  ...{ distributionMode, avoidHold: 30_000 as never, timeToInactive: minutes(2) },
  warmUp: { interval: minutes(25), maxDuration: minutes(50), cooldown: minutes(0) },
  ...{ requeueIsActionable: distributionMode !== 'ringAll', offerTtl: minutes(1) },
})

const anyAgent = fc.integer({ min: 0, max: 2 })
const bySomebody = (type: RouterEvent['type']) =>
  fc.record({ type: fc.constant(type), conversation, agent: anyAgent })
const busyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        ...{ type: fc.constant('conversation.opened'), conversation, skill },
        ...{ consumer: fc.integer({ min: 1, max: 3 }), channel: fc.integer({ min: 0, max: 1 }) },
      },
      { requiredKeys: ['type', 'conversation', 'skill'] },
    ),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('consumer.wrote'), conversation }) },
  { weight: 6, arbitrary: bySomebody('agent.wrote') },
  { weight: 2, arbitrary: bySomebody('offer.accepted') },
  ...(['offer.declined', 'conversation.returned', 'conversation.takenOver'] as const).map(
    bySomebody,
  ),
  ...(['conversation.taken', 'conversation.placed', 'target.cancelled'] as const).map(bySomebody),
  fc.record({ type: fc.constant('conversation.resumed'), conversation, skill, agent: anyAgent }),
  fc.record({
    type: fc.constant('conversation.transferred'),
    conversation,
    agent: anyAgent,
    skill,
  }),
  fc.record({
    type: fc.constant('conversation.suggested'),
    conversation,
    agent: anyAgent,
    to: anyAgent,
  }),
  fc.record({ type: fc.constantFrom('urgent.set', 'urgent.cleared'), conversation }),
  fc.record({
    ...{ type: fc.constant('target.set'), conversation, agent: anyAgent },
    in: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  {
    weight: 2,
    arbitrary: fc.record(
      {
        ...{ type: fc.constant('conversation.closed'), conversation },
        ...{
          by: fc.constantFrom('agent', 'consumer', 'system'),
          score: fc.integer({ min: -2, max: 2 }),
        },
      },
      { requiredKeys: ['type', 'conversation', 'by'] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ type: fc.constant('survey.answered'), conversation },
      ...{ question: fc.integer({ min: 0, max: 2 }), answer: fc.constantFrom(0, 0, 1, 2) },
      value: fc.integer({ min: 0, max: 10 }),
    }),
  },
  fc.record({
    type: fc.constant('agent.presenceSet'),
    agent: anyAgent,
    presence: fc.constantFrom(0, 1, 2, 3, 3, 3),
  }),
)

/** Anything that may happen to the busy desk. Who answers a survey closed last. */
export const busyHistories: fc.Arbitrary<RouterEvent[]> = (() => {
  const gap = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 300_000 }))
  return fc.array(fc.tuple(gap, busyStep), { maxLength: 90, size: 'max' }).map((day) => {
    let now = at('09:00')
    const keys = new Map<number, number>()
    let closed = 0
    const first = [0, 1, 2].map((agent) => ({
      ...{ type: 'agent.presenceSet', at: now, agent, presence: 3 },
    }))
    const rest = day.map(([wait, { ...happening }]) => {
      now += wait
      const event = { ...happening, at: now } as unknown as Record<string, number> & {
        type: string
      }
      if ('in' in event) Object.assign(event, { due: now + event.in })
      const { conversation: place } = event
      if (place === undefined) return event
      const key = keys.get(place) ?? place
      if (event.type === 'survey.answered') return { ...event, conversation: closed }
      if (event.type === 'conversation.closed') keys.set(place, (closed = key) + 10)
      return { ...event, conversation: key }
    })
    return [...first, ...rest] as unknown as RouterEvent[]
  })
})()

/** A table as rows: unknown is null, codes stay codes. */
export function rowsOf(data: Data): Record<string, number | string | null>[] {
  const names = Object.keys(data)
  const columns = Object.values(data)
  const length = 'codes' in columns[0] ? columns[0].codes.length : columns[0].length
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(names.map((name, k) => [name, valueAt(columns[k], i)])),
  )
}

function valueAt(column: Data[string], i: number): number | string | null {
  if ('codes' in column) return column.words[column.codes[i]] ?? null
  const value = column[i]
  return typeof value === 'number' && Number.isNaN(value) ? null : value
}
