import { configure, History, Router, type RouterEvent } from '../core/index.ts'
import { type Duration, type SkillId, time } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { simulate } from '../sim/index.ts'
import { median } from './median.ts'

/** One recorded history replayed into a fresh router: how many events a second, by team size? */
export function core(conversations: number, rounds: number): string {
  const lines = [50, 200, 1000].map((agents) => one(agents, conversations, rounds))
  const [small, , large] = lines
  return [
    `core alone, four skills, three kinds of agents, capacity 3, load 95 %, ${rounds} rounds`,
    ...lines.map(({ line }) => line),
    `  1,000 agents cost ${(large.ns / small.ns).toFixed(2)} times what 50 do`,
  ].join('\n')
}

function one(agents: number, conversations: number, rounds: number) {
  const scenario = scenarioOf(agents, conversations)
  const config = configure(scenario.account)
  const { history } = simulate(scenario, 0, 'sample')
  const events: RouterEvent[] = [...(history ?? new History())]
  const times: number[] = []
  let hash = ''
  for (let round = 0; round < rounds; round++) {
    const router = new Router(config)
    const began = performance.now()
    for (const event of events) {
      router.apply(event)
      if (router.trace.length - router.trace.base > 4096) router.trace.forget(router.trace.length)
    }
    times.push(performance.now() - began)
    hash = String(router.trace.length)
  }
  const ns = (median(times) * 1e6) / events.length
  const rate = (n: number) => (1000 / n).toFixed(2)
  const best = (Math.min(...times) * 1e6) / events.length
  const line = `  ${agents} agents: ${rate(ns)} M events/s (best ${rate(best)}), ${ns.toFixed(0)} ns, ${events.length} events, ${hash} effects`
  return { line, ns }
}

function scenarioOf(count: number, conversations: number): Scenario {
  const kinds = [
    ['a', 'b', 'c', 'd'],
    ['a', 'b', 'd'],
    ['a', 'c'],
  ]
  const mean = 300_000
  const perHour = ((count * 3) / mean) * 0.95 * 3_600_000
  const horizon = Math.round((conversations / perHour) * 3_600_000) as Duration
  const skills = ['a', 'b', 'c', 'd'].map((id) => ({ id, target: null }))
  const agents = Array.from({ length: count }, (_, i) => ({ id: `n${i}`, skills: kinds[i % 3] }))
  return {
    ...{ name: 'core', description: '', zone: 'UTC', seed: 1, replications: 1 },
    ...{ start: time(0), horizon, burnIn: 0 as Duration, interval: horizon },
    account: { skills, agents, smartCapacity: false, maxSlots: 3 },
    shifts: agents.map((_, agent) => ({ agent: agent as never, from: time(0), to: time(horizon) })),
    demand: skills.map(({ id }, skill) => ({
      ...{ name: id, skill: skill as SkillId },
      arrivals: { kind: 'rate', perHour: perHour / 4 },
      conversation: {
        model: 'call',
        holding: { dist: 'exponential', mean },
        patience: { dist: 'exponential', mean: 120_000 },
      },
    })),
  }
}
