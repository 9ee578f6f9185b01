import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { Side } from '../excited.ts'
import { meanInterval, simulate } from '../index.ts'
import { agrees } from './agreement.ts'

interface Written {
  readonly consumer: readonly [number, number]
  readonly agent: readonly [number, number]
  readonly pace?: string
  readonly more?: string
  readonly agents?: number
  readonly maxSlots?: number
  readonly perHour?: number
}

/** So many agents that nobody waits, unless stated. */
function written(given: Written): Scenario {
  const {
    agent,
    agents = 400,
    consumer,
    maxSlots = 1,
    more = '',
    pace = '[1]',
    perHour = 500,
  } = given
  const causes = ([own, other]: readonly [number, number]) =>
    `{ perConsumer: ${own}, perAgent: ${other} }`
  const text = `name: Co-production
zone: UTC
start: 2026-03-02
horizon: 12 h
seed: 4
replications: 1
rules: { ranking: longestIdle, smartCapacity: false, maxSlots: ${maxSlots} }
skills: { a: { target: null } }
agents: [{ group: desk, count: ${agents}, skills: [a] }]
conversations:
  it:
    model: coproduction
    fades: 40 s
    consumer: ${causes(consumer)}
    agent: ${causes(agent)}
    pace: ${pace}
    closeAfter: { deterministic: 1 min }
    ${more}
demand: [{ name: a, skill: a, conversation: it, perHour: ${perHour} }]
`
  return compile(read(text, 'dialogues.yaml'), { arrivals: () => [], fit: null })
}

/** Of conversations that closed: when they opened, and when each side wrote. */
function dialogues(scenario: Scenario) {
  const { history } = simulate(scenario, 0, 'sample')
  const open = new Map<number, { at: number; consumer: number[]; agent: number[] }>()
  const closed: { at: number; consumer: number[]; agent: number[] }[] = []
  for (const event of history!) {
    if (!('conversation' in event)) continue
    const one = open.get(event.conversation) ?? { at: event.at, consumer: [], agent: [] }
    open.set(event.conversation, one)
    if (event.type === 'consumer.wrote') one.consumer.push(event.at)
    if (event.type === 'agent.wrote') one.agent.push(event.at)
    if (event.type === 'conversation.closed') closed.push(one)
  }
  // Of the last hours only short ones have closed.
  return closed.filter(({ at }) => at < scenario.start + 8 * 3_600_000)
}

test('a consumer alone writes 1 ÷ (1 − ρ) messages, as many as Borel says', () => {
  const rho = 0.6
  const found = dialogues(written({ consumer: [rho, 0], agent: [0, 0] }))
  const counts = found.map(({ consumer }) => consumer.length)
  expect(counts.length).toBeGreaterThan(3500)
  agrees(counts, 1 / (1 - rho))
  expect((meanInterval(counts).error ** 2 * counts.length) / (rho / (1 - rho) ** 3)).toBeCloseTo(
    1,
    0.6,
  )
  // P(n) = e^(−ρn) (ρn)^(n−1) ÷ n! (Borel, 1942).
  let factorial = 1
  for (const n of [1, 2, 3, 4]) {
    factorial *= n
    const exact = (Math.exp(-rho * n) * (rho * n) ** (n - 1)) / factorial
    agrees(
      counts.map((count) => Number(count === n)),
      exact,
    )
  }
})

test.each([
  ['at full speed', '[1]', 1],
  ['at half the speed', '[0.5]', 0.5],
])(
  'two sides that excite each other write what the matrix of causes says, %s',
  (_, pace, speed) => {
    const [cc, ca, ac, aa] = [0.2, 0.4, 1.2 * speed, 0.1 * speed]
    const found = dialogues(written({ consumer: [0.2, 0.4], agent: [1.2, 0.1], pace }))
    // (I − K)⁻¹ times one message of the consumer.
    const determinant = (1 - cc) * (1 - aa) - ca * ac
    agrees(
      found.map(({ consumer }) => consumer.length),
      (1 - aa) / determinant,
    )
    agrees(
      found.map(({ agent }) => agent.length),
      ac / determinant,
    )
  },
)

test('the first reply to a lone message comes as soon as the kernel says, or never', () => {
  const found = dialogues(written({ consumer: [0, 0], agent: [1.2, 0] }))
  for (const seconds of [5, 20, 60, 300]) {
    const exact = -Math.expm1(1.2 * Math.expm1(-seconds / 40))
    agrees(
      found.map(({ agent, at }) => Number(agent.length > 0 && agent[0] - at <= seconds * 1000)),
      exact,
    )
  }
})

test('who waits for an agent is not forgotten: the agent’s rate begins with the assignment', () => {
  // One agent: all wait long, compared with how soon a message fades.
  const found = dialogues(written({ consumer: [0, 0], agent: [1.2, 0], agents: 1, perHour: 30 }))
  expect(found.length).toBeGreaterThan(150)
  agrees(
    found.map(({ agent }) => agent.length),
    1.2,
  )
})

test('an agent with several writes at the pace that belongs to their number', () => {
  const given = { consumer: [0, 0], agent: [2, 0], agents: 10, maxSlots: 3, perHour: 4000 } as const
  // Always three at once: each gets 0.4 of two messages.
  const found = dialogues(written({ ...given, pace: '[1, 0.8, 0.4]' }))
  const late = found.slice(Math.floor(found.length / 10))
  agrees(
    late.map(({ agent }) => agent.length),
    0.8,
  )
})

test('whoever left without a word writes no more, and is closed', () => {
  const more = 'patience: { exponential: 30 s }\n    silentShare: 1'
  const found = dialogues(
    written({ consumer: [0.5, 0.3], agent: [1, 0], agents: 2, perHour: 120, more }),
  )
  // After ten times the patience nobody is there any more.
  const late = found.filter(({ agent, at }) => agent.length > 0 && agent[0] - at > 300_000)
  expect(late.length).toBeGreaterThan(20)
  for (const { agent, consumer } of late) expect(consumer.at(-1)).toBeLessThan(agent[0])
})

test('time may be cut anywhere: a side that is asked often writes when one asked once does', () =>
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 20 }),
      (u, steps) => {
        const side = () => {
          const one = new Side(40, 0)
          one.wants(u)
          one.excite(5)
          return one
        }
        const [once, often] = [side(), side()]
        const at = once.next(0.7)
        let now = 0
        for (const step of steps) {
          if (now + step >= at) break
          now += step
          often.advance(now, 0.7)
        }
        if (at === Infinity) expect(often.next(0.7)).toBe(Infinity)
        else expect(often.next(0.7)).toBeCloseTo(at, 5)
      },
    ),
  ))
