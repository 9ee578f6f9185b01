import type { Setup } from './setup.ts'
import { atLevel, busyIn, Flow, Sample, type Sums, Whole } from './sums.ts'

/** What a case asks for: from the sums of one or more runs, or a quantile of all waits. */
export type Measure = ((sums: Sums) => number) | { readonly quantile: number }

/** Which class is asked for, undefined for all; and the case's unit of time in ms. */
interface About {
  readonly setup: Setup
  readonly one?: number
}
type Named = (sums: Sums, about: About) => number

const flow =
  (what: Flow): Named =>
  (sums, { one }) =>
    sums.flow(what, one)
const all: Named = (sums, { one }) => sums.flow(Flow.served, one) + sums.flow(Flow.left, one)
const per =
  (over: Named, under: Named): Named =>
  (sums, about) => {
    // NaN where there is nothing to divide by: it was not seen.
    return over(sums, about) / under(sums, about)
  }
/** A share, or a number each. */
const share = (what: Flow, of: Named = all): Named => per(flow(what), of)
/** In the case's unit of time. */
const mean =
  (what: Flow, of: Named = all): Named =>
  (sums, about) =>
    share(what, of)(sums, about) / about.setup.unit
/** A number a unit of time. */
const rate =
  (what: Named): Named =>
  (sums, about) =>
    (what(sums, about) / sums.spans[0]) * about.setup.unit
const level =
  (place: number): Named =>
  (sums) =>
    sums.mean(place)
const served: Named = (sums, { one }) => sums.within(sums.servedWithin, 0, one)
const leftSoon: Named = (sums, { one }) => sums.within(sums.leftWithin, 0, one)
const minus =
  (a: Named, b: Named): Named =>
  (sums, about) =>
    a(sums, about) - b(sums, about)
const plus =
  (a: Named, b: Named): Named =>
  (sums, about) =>
    a(sums, about) + b(sums, about)

const agentsOf = ({ setup }: About): number => setup.pools.reduce((sum, n) => sum + n, 0)
const perAgent =
  (of: Named): Named =>
  (sums, about) =>
    of(sums, about) / agentsOf(about)
const busyAgents: Named = (sums, { setup }) =>
  setup.pools.reduce((sum, _, pool) => sum + sums.mean(busyIn(sums.shape, pool)), 0)
const inHand: Named = (sums) => {
  let sum = 0
  for (let j = 1; j <= sums.shape.levels; j++) sum += j * sums.mean(atLevel(sums.shape, j))
  return sum
}
const deviation: Named = (sums, about) => {
  const m = share(Flow.wait)(sums, about)
  return Math.sqrt(share(Flow.square)(sums, about) - m * m) / about.setup.unit
}
const queue: Named = (sums, { one }) => sums.meanQueue(one)
const came = plus(flow(Flow.opened), flow(Flow.away))

/** What compares waits with a bound: it needs one that is stated. */
const bounded = new Set([
  ...['service_level', 'service_level_accepted', 'service_level_day', 'served_within_T'],
  ...['sl_served_over_offered', 'sl_among_served', 'sl_excl_short_abandons'],
  ...['abandoned_within_T', 'p_wait_gt_T', 'turn_service_level'],
])

/** By name, over all classes or over one. */
const named: Readonly<Record<string, Named>> = {
  p_wait: share(Flow.waited),
  p_wait_for_slot: share(Flow.waited),
  p_wait_given_accepted: share(Flow.waited),
  p_abandon: share(Flow.left),
  p_abandon_given_accepted: share(Flow.left),
  mean_wait: mean(Flow.wait),
  mean_wait_all: mean(Flow.wait),
  mean_wait_for_slot: mean(Flow.wait),
  mean_wait_accepted: mean(Flow.wait),
  asa: mean(Flow.wait),
  asa_given_wait: mean(Flow.wait, flow(Flow.waited)),
  sd_wait: deviation,
  mean_wait_served: mean(Flow.waitServed, flow(Flow.served)),
  mean_wait_abandoned: mean(Flow.waitLeft, flow(Flow.left)),
  mean_offered_wait: (sums, about) =>
    per(
      plus(flow(Flow.waitServed), flow(Flow.ghostWait)),
      plus(flow(Flow.served), flow(Flow.ghosts)),
    )(sums, about) / about.setup.unit,
  service_level: per(served, all),
  service_level_accepted: per(served, all),
  served_within_T: per(served, all),
  sl_served_over_offered: per(served, all),
  sl_among_served: per(served, flow(Flow.served)),
  sl_excl_short_abandons: per(served, minus(all, leftSoon)),
  abandoned_within_T: per(leftSoon, all),
  p_wait_gt_T: per(minus(minus(all, served), leftSoon), all),
  p_block: share(Flow.away, came),
  blocking: share(Flow.away, came),
  carried_load: busyAgents,
  occupancy: perAgent(busyAgents),
  rho: perAgent(busyAgents),
  agent_busy_fraction: perAgent(busyAgents),
  mean_queue: queue,
  mean_in_system: level(Whole.open),
  mean_open_conversations: level(Whole.open),
  p_empty: level(Whole.empty),
  idle: level(Whole.empty),
  time_all_busy: level(Whole.full),
  mean_arrival_rate: rate(came),
  mean_sojourn: plus(mean(Flow.wait), mean(Flow.held, flow(Flow.ended))),
  mean_conversation_duration: mean(Flow.sojourn, flow(Flow.ended)),
  mean_time_in_slot: mean(Flow.held, flow(Flow.ended)),
  mean_service_duration: mean(Flow.held, flow(Flow.ended)),
  mean_conversation_duration_after_assignment: mean(Flow.held, flow(Flow.ended)),
  throughput: rate(flow(Flow.ended)),
  chats_in_service: inHand,
  mean_concurrency: perAgent(inHand),
  mean_concurrency_per_agent: perAgent(inHand),
  mean_concurrency_of_busy_agents: per(inHand, busyAgents),
  slot_occupancy: (sums, about) => perAgent(inHand)(sums, about) / about.setup.slots,
  mean_turns: share(Flow.turns, flow(Flow.ended)),
  mean_turn_wait: mean(Flow.turnWait, flow(Flow.turns)),
  p_turn_waits: share(Flow.turnsWaited, flow(Flow.turns)),
  turn_rate: rate(flow(Flow.turns)),
  turn_service_level: per(
    (sums, { one }) => sums.within(sums.turnsWithin, 0, one),
    flow(Flow.turns),
  ),
  turns_per_min: rate(flow(Flow.replies)),
  mean_turn_response_time: mean(Flow.response, flow(Flow.replies)),
  mean_with_customer: level(Whole.consumers),
  mean_inbox: level(Whole.inbox),
  mean_inbox_per_agent: perAgent(level(Whole.inbox)),
  utilisation: perAgent(level(Whole.attending)),
}

/** Means of a whole day. */
const ofDay: Readonly<Record<string, Named>> = {
  arrivals: (sums, about) => came(sums, about) / sums.spans[1],
  abandoned_total: (sums) => sums.flow(Flow.left) / sums.spans[1],
  service_level_day: per(served, came),
  busy_time_total: (sums, about) =>
    (busyAgents(sums, about) * sums.spans[0]) / sums.spans[1] / about.setup.unit,
}

/** Names with numbers in them. */
const patterns: readonly [RegExp, (about: About, ...found: string[]) => Measure | undefined][] = [
  [/^p(\d\d)_wait$/, (_, p) => ({ quantile: Number(p) / 100 })],
  [
    /^agents_at_level_(\d+)$/,
    (about, j) => (sums) => sums.mean(atLevel(sums.shape, Number(j))) / agentsOf(about),
  ],
  [
    /^occupancy_pool_(\d+)$/,
    ({ setup }, pool) => {
      const agents = setup.pools[Number(pool) - 1]
      if (agents === undefined) return undefined
      return (sums) => sums.mean(busyIn(sums.shape, Number(pool) - 1)) / agents
    },
  ],
  [
    /^share_class(\d+)_served_by_pool(\d+)$/,
    ({ setup }, one, pool) => {
      const [k, p] = [Number(one) - 1, Number(pool) - 1]
      if (!(k < setup.classes.length && p < setup.pools.length)) return undefined
      const offered = (sums: Sums) => all(sums, { setup, one: k })
      return (sums) => sums.servedBy[k * sums.shape.pools + p] / offered(sums)
    },
  ],
  [
    /^served_within_([\d.]+)(?:_(\d+))?$/,
    ({ setup }, bound, one) => {
      const place = setup.bounds.indexOf(Number(bound))
      const about = { setup, one: one === undefined ? undefined : Number(one) - 1 }
      return (sums) => sums.within(sums.servedWithin, place, about.one) / all(sums, about)
    },
  ],
  [
    /^sojourn_of_([\d.]+)_min_job$/,
    (_, work) => (sums) => (sums.flow(Flow.nearSojourn) / sums.flow(Flow.nearWork)) * Number(work),
  ],
  [/^(mean_busy|mean_queue|p_wait)_t([\d.]+)$/, (about, what, at) => atInstant(about, what, at)],
  [
    /^mean_(busy|queue)_time_average_0_H$/,
    ({ setup }, what) => {
      const { day } = setup
      const place = day ? day.instants.indexOf(day.horizon) : -1
      const sample = what === 'busy' ? Sample.busyArea : Sample.queueArea
      return place < 0
        ? undefined
        : (sums) => sums.sample(place, sample) / (day!.horizon * setup.unit)
    },
  ],
]

function atInstant({ setup }: About, what: string, at: string): Measure | undefined {
  const place = setup.day?.instants.indexOf(Number(at)) ?? -1
  const samples = { mean_busy: Sample.busy, mean_queue: Sample.queue, p_wait: Sample.allBusy }
  if (place < 0) return undefined
  return (sums) => sums.sample(place, samples[what as keyof typeof samples])
}

/** The measure of a name; undefined if it is not known for this model. */
export function measureOf(name: string, setup: Setup): Measure | undefined {
  for (const [pattern, make] of patterns) {
    const found = pattern.exec(name)
    if (found) return make({ setup }, ...found.slice(1))
  }
  const about = (base: string, of: Named | undefined, one?: number) => {
    const isBounded = setup.bounds[0] >= 0 || !bounded.has(base)
    return isBounded && of ? (sums: Sums) => of(sums, { setup, one }) : undefined
  }
  if (setup.day && name in ofDay) return about(name, ofDay[name])
  if (name in named) return about(name, named[name])
  const [, base, one] = /^(.*)_(\d+)$/.exec(name) ?? []
  const isClass = Number(one) >= 1 && Number(one) <= setup.classes.length
  return isClass ? about(base, named[base], Number(one) - 1) : undefined
}

/** Bounds that the names of results ask for, in the case's unit. */
export function boundsAsked(names: readonly string[]): number[] {
  return names.flatMap((name) => {
    const found = /^served_within_([\d.]+)(?:_\d+)?$/.exec(name)
    return found ? [Number(found[1])] : []
  })
}

/** Instants that the names of results ask for, in the case's unit. */
export function instantsAsked(names: readonly string[]): number[] {
  return names.flatMap((name) => {
    const found = /^(?:mean_busy|mean_queue|p_wait)_t([\d.]+)$/.exec(name)
    return found ? [Number(found[1])] : []
  })
}
