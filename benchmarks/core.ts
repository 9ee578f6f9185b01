import { configure, Router, type RouterEvent } from '../core/index.ts'
import { type Duration, type SkillId, time } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { simulate } from '../sim/index.ts'
import { busy } from './clock.ts'
import { type Result, resultOf } from './result.ts'

/** One recorded history replayed into a fresh router: what does an event cost, by team size? */
export function core(conversations: number, runs: number): Result[] {
  return [50, 200, 1000].map((agents) => one(agents, conversations, runs))
}

function one(agents: number, conversations: number, runs: number): Result {
  const scenario = scenarioOf(agents, conversations)
  const config = configure(scenario.account)
  const { history, traceHash } = simulate(scenario, 0, 'sample')
  const events: RouterEvent[] = [...history!]
  const figures = Array.from({ length: runs }, () => {
    const router = new Router(config)
    const ms = busy(() => {
      for (const event of events) {
        router.apply(event)
        // A page that is touched first costs as much as thirty events: the room is used again.
        if (router.trace.length - router.trace.base > 4096) router.trace.forget(router.trace.length)
      }
    })
    return events.length / ms / 1000
  })
  return resultOf(
    {
      name: `core-${agents}`,
      question: `Four skills, three kinds of agents, capacity 3, load 95 %: how many events a second?`,
      params: { agents, events: events.length },
      ...{ unit: 'M events/s', hash: traceHash },
    },
    figures,
  )
}

export function scenarioOf(count: number, conversations: number): Scenario {
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
