import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { configure, Router } from '../../core/index.ts'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { simulate } from '../index.ts'
import { Laws } from '../laws.ts'

const file = 'scenarios/retail-chat.yaml'
const whole = compile(read(readFileSync(file, 'utf8'), file), { arrivals: () => [], fit: null })
const scenario: Scenario = { ...whole, horizon: (14 * 3_600_000) as Scenario['horizon'] }

test('every run keeps the laws', () => {
  for (const n of [0, 1]) expect(() => simulate(scenario, n, 'accumulators')).not.toThrow()
})

/** A run in which laws are told something else than what happened. */
function broken(name: 'assigns' | 'closes' | 'opens' | 'unassigns', skip: number) {
  const original = Laws.prototype[name]
  let calls = 0
  const spy = vi.spyOn(Laws.prototype, name).mockImplementation(function (
    this: Laws,
    ...told: number[]
  ) {
    if (++calls !== skip) Reflect.apply(original, this, told)
  })
  try {
    simulate(scenario, 2, 'accumulators')
  } finally {
    spy.mockRestore()
  }
}

test('one conversation that is lost, or comes twice, voids the run', () => {
  for (const name of ['opens', 'closes'] as const)
    expect(() => broken(name, 5)).toThrow('replication 2: flow balance of the system is violated')
  for (const name of ['assigns', 'unassigns'] as const)
    expect(() => broken(name, 5)).toThrow('replication 2: flow balance of agents is violated')
})

/** Laws of a router with one agent; it holds and has open what the test says. */
function standIn() {
  const { view } = new Router(configure({ skills: [], agents: [{ id: 'a', skills: [] }] }))
  const held = [0]
  const router = {
    open: 0,
    view: { ...view, config: view.config, agents: { ...view.agents, held } },
  }
  const laws = new Laws(router, 100)
  // One conversation, opened at 110 and assigned at 120.
  laws.opens(110)
  router.open = 1
  laws.settled(110)
  held[0] = 1
  laws.assigns(0, 120)
  return { held, laws, router }
}

test('a conversation that closes at another time than it is told breaks Little’s law', () => {
  const run = (closedAt: number) => {
    const { held, laws, router } = standIn()
    held[0] = 0
    laws.unassigns(0, 150)
    router.open = 0
    laws.closes(closedAt)
    laws.settled(150)
    laws.check(200)
  }
  expect(() => run(150)).not.toThrow()
  expect(() => run(149)).toThrow(
    'Little’s law is violated: ∫ open dt = 40, Σ time in the system = 39',
  )
})

test('what is still held at the end counts up to it, and must be what the agents hold', () => {
  expect(() => standIn().laws.check(200)).not.toThrow()
  const { laws } = standIn()
  // Says of a second one what the agent's table does not: it came from 130 to 140.
  laws.assigns(0, 130)
  laws.unassigns(0, 140)
  expect(() => laws.check(200)).toThrow(
    'utilisation law is violated: ∫ held dt = 80, Σ time at an agent = 90',
  )
})
