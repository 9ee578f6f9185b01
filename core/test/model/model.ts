import {
  type AccountConfig,
  type Config,
  type Effect,
  eventTypes,
  type RouterEvent,
} from '../../index.ts'
import type { Routing } from '../routed.ts'
import { happen } from './happen.ts'
import { pass } from './pass.ts'
import { timers } from './timers.ts'
import { byOrder, World } from './world.ts'

/**
 * The router in obvious lines: arrays, sorts and a look at everything after every event. It is the
 * specification that a newcomer reads beside SEMANTICS.md, written from that text and not from the
 * router, which must tell the same. Slow, and nothing here is remembered twice.
 */
export class Model {
  readonly world: World
  /** §1: a pass is owed from then on; with cycles, at the next multiple of the interval. */
  private owedAt = Infinity

  /** @param config the account, checked. @param routing what a host put in the place of its ranking. */
  constructor(account: AccountConfig, config?: Config, routing: Routing | null = null) {
    this.world = new World(account, config, routing)
  }

  /** Everything told so far. */
  get told(): readonly Effect[] {
    return this.world.told
  }

  /** §1: the timers up to the event, each instant with its pass; the event; its pass. */
  apply(event: RouterEvent): void {
    const w = this.world
    if (!Number.isSafeInteger(event.at)) return this.refuse(event, 'notAnInstant')
    if (event.at < w.now) return this.refuse(event, 'inThePast')
    this.advance(event.at)
    w.now = event.at
    const refusal = happen(w, event)
    if (refusal) this.refuse(event, refusal)
    if (event.type !== 'clock.ticked') this.owePass()
    if (this.owedAt <= w.now) this.pass()
    this.advance(event.at)
  }

  /** Instant by instant: all timers, then one pass. */
  private advance(until: number): void {
    const w = this.world
    for (;;) {
      const due = timers(w)
      const instant = Math.max(w.now, Math.min(this.owedAt, ...due.map(({ at }) => at)))
      if (instant > until) return
      w.now = instant
      if (due.some(({ at }) => at <= instant)) this.owePass()
      this.runTimers()
      if (this.owedAt <= instant) this.pass()
    }
  }

  private runTimers(): void {
    const w = this.world
    for (;;) {
      const due = timers(w).filter(({ at, run }) => run !== undefined && at <= w.now)
      // What came to be due when its time was past already is due now.
      const [first] = due.sort(byOrder([({ kind }) => kind, ({ id }) => id]))
      if (first === undefined) return
      first.run!()
    }
  }

  private owePass(): void {
    const { cycleInterval, dispatchCadence } = this.world.config
    const { now } = this.world
    this.owedAt = dispatchCadence === 'cycle' ? Math.ceil(now / cycleInterval) * cycleInterval : now
  }

  private pass(): void {
    this.owedAt = Infinity
    pass(this.world)
  }

  private refuse(event: RouterEvent, refusal: string): void {
    const conversation = 'conversation' in event ? event.conversation : -1
    const agent = 'agent' in event ? event.agent : -1
    const name = eventTypes.find((type) => type === event.type)
    this.world.tell({ type: 'refused', conversation, agent, refusal, event: name })
  }
}
