import {
  type Config,
  configure,
  History,
  Router,
  type RouterEvent,
  time,
  type Time,
  type Trace,
} from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { Clock } from './clock.ts'
import { Host } from './host.ts'
import { Measures } from './measures.ts'
import { Observer } from './observer.ts'
import type { Watch } from './watch.ts'
import { World } from './world.ts'

export type MeasureTables = ReturnType<Measures['tables']>

/** One replication: its measures, and every row of it if it was kept whole. */
export interface Replication {
  readonly replication: number
  readonly events: number
  readonly conversations: number
  /** Open at the end. */
  readonly unfinished: number
  /** Came while no line was free: never opened. */
  readonly turnedAway: number
  readonly traceHash: string
  readonly measures: MeasureTables
  readonly history?: History
  readonly trace?: Trace
}

/** Whether every row is kept for drill-down, or the accumulators only. */
export type Keep = 'sample' | 'accumulators'

/** Called many times a second with the share of the replication that is done; it may wait. */
export type Pass = (share: number) => void

/**
 * One replication of a scenario, a function of scenario and number alone.
 * @throws Error if a law is violated (`Laws`): conversations were lost or doubled, the run is void.
 */
export function simulate(
  scenario: Scenario,
  replication: number,
  keep: Keep,
  pass?: Pass,
): Replication {
  const config = configure(scenario.account)
  const history = keep === 'sample' ? new History() : undefined
  const clock = new Clock()
  const measures = new Measures(config, scenario, clock)
  const watch = (router: Router) => new Observer(measures, router.view, clock)
  const { host, router } = observe(scenario, replication, { config, clock, watch, history, pass })
  return {
    replication,
    events: host.events,
    conversations: host.opened,
    unfinished: router.open,
    turnedAway: host.away,
    traceHash: router.trace.hash(),
    measures: measures.tables(),
    ...(history && { history, trace: router.trace }),
  }
}

/** What a run is watched with. */
export interface Observed {
  readonly config: Config
  /** One for the run and those who watch it. */
  readonly clock: Clock
  readonly watch: (router: Router) => Watch
  readonly history?: History | undefined
  readonly pass?: Pass | undefined
}

/**
 * One run from start to horizon, told to whoever watches.
 * @throws Error if conversations were lost or doubled: the run is void.
 */
export function observe(scenario: Scenario, replication: number, observed: Observed) {
  const { clock, config, history, pass, watch } = observed
  clock.now = scenario.start
  const router = new Router(config)
  const end = time(scenario.start + scenario.horizon)
  const watching = watch(router)
  const host = new Host(router, clock, watching, history)
  const world = new World(scenario, replication, host)
  host.world = world
  const share = () => pass?.((clock.now - scenario.start) / scenario.horizon)
  run({ world, host, router, end, share })
  router.advance(time(end - 1))
  clock.now = end
  watching.finish()
  lawful(replication, () => host.laws.check(end))
  return { host, router }
}

/** Says which replication it was. */
function lawful(replication: number, check: () => void): void {
  try {
    check()
  } catch (error) {
    throw new Error(`replication ${replication}: ${(error as Error).message}`, { cause: error })
  }
}

interface Running {
  readonly world: World
  readonly host: Host
  readonly router: Router
  readonly end: Time
  readonly share: () => void
}

/** Steps between two calls of `share`: well below a millisecond when warm, a few when cold. */
const STEPS = 256

/** Up to the end: what the router does by itself comes before what happens at the same instant. */
function run({ end, host, router, share, world }: Running): void {
  let steps = 0
  for (let next = world.next; Math.min(next, router.deadline) < end; next = world.next) {
    if (router.deadline <= next) host.advance()
    else world.step()
    if (++steps % STEPS === 0) share()
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
