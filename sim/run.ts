import {
  type Config,
  configure,
  History,
  Kind,
  Router,
  type RouterEvent,
  time,
  type Trace,
} from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { type LifeId, Lives, NO_LIFE } from './lives.ts'
import { Measures } from './measures.ts'
import { Observer } from './observer.ts'
import { World } from './world.ts'

export type MeasureTables = ReturnType<Measures['tables']>

/** One replication: its measures, and every row of it if it was kept whole. */
export interface Replication {
  readonly replication: number
  readonly events: number
  readonly conversations: number
  /** Open at the end. */
  readonly unfinished: number
  readonly traceHash: string
  readonly measures: MeasureTables
  readonly history?: History
  readonly trace?: Trace
}

/** Whether every row is kept for drill-down, or the accumulators only. */
export type Keep = 'sample' | 'accumulators'

/**
 * One replication of a scenario, a function of scenario and number alone.
 * @throws Error if conversations were lost or doubled: the run is void.
 */
export function simulate(scenario: Scenario, replication: number, keep: Keep): Replication {
  const config = configure(scenario.account)
  const router = new Router(config)
  const { burnIn, horizon, interval, start } = scenario
  const end = start + horizon
  const measures = new Measures(config, start, start + burnIn, end, interval)
  const lives = new Lives()
  const observer = new Observer(measures, router.view, lives, start)
  const history = keep === 'sample' ? new History() : undefined
  const counts = { events: 0, opened: 0, closed: 0 }
  let read = 0
  const settle = () => {
    const { trace } = router
    for (; read < trace.length; read++) respond(trace, read - trace.base)
    if (history === undefined && read - trace.base > 4096) {
      trace.hash()
      trace.forget(read)
    }
  }
  const respond = (trace: Trace, i: number) => {
    const { agent, at, conversation, kind } = trace.columns
    const life = kind[i] === Kind.waiting ? NO_LIFE : lives.find(conversation[i])
    observer.follows(trace, i, life)
    if (kind[i] === Kind.assigned) world.assigned(life, agent[i], at[i])
    else if (kind[i] === Kind.unassigned) world.unassigned(life)
    else if (kind[i] === Kind.closed) {
      counts.closed++
      lives.close(life)
    }
  }
  const world = new World(scenario, replication, lives, (event: RouterEvent, life: LifeId) => {
    counts.events++
    if (event.type === 'conversation.opened') counts.opened++
    history?.push(event)
    observer.happens(event, life)
    router.apply(event)
    settle()
    if (event.type === 'agent.presenceSet') observer.stand(event.agent, event.at)
  })
  const { calendar } = world
  while (Math.min(calendar.next, router.deadline) < end) {
    if (router.deadline <= calendar.next) {
      router.advance(router.deadline)
      settle()
    } else world.step()
  }
  router.advance(time(end - 1))
  observer.finish(end)
  if (counts.opened !== counts.closed + router.open)
    throw new Error(
      `replication ${replication}: ${counts.opened} opened, ${counts.closed} closed, ${router.open} open`,
    )
  return {
    replication,
    events: counts.events,
    conversations: counts.opened,
    unfinished: router.open,
    traceHash: router.trace.hash(),
    measures: measures.tables(),
    ...(history && { history, trace: router.trace }),
  }
}

/** Recorded events through the simulator's own loop: the same decisions as when they were made. */
export function replay(config: Config, events: Iterable<RouterEvent>) {
  const router = new Router(config)
  const history = new History()
  for (const event of events) {
    history.push(event)
    router.apply(event)
  }
  return { history, trace: router.trace }
}
