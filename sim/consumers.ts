import type { Demand, Return, Scenario } from '../scenarios/index.ts'
import { type Quantile, quantile } from './distributions.ts'
import type { Life } from './lives.ts'
import { drawFor, type Stage } from './stage.ts'
import { uniform } from './random.ts'

/** Who comes: as whom it draws, as who it is known, and how often it had come before. */
export interface Person {
  readonly whom: number
  readonly consumer: number
  readonly times: number
}

/** Who returns, ready to be drawn from. */
interface Again {
  readonly share: number
  readonly after: Quantile
  readonly within: number
}

/** What a source says of its consumers. */
interface Habits {
  readonly regulars: number
  readonly afterLeaving: Again | null
  readonly afterService: Again | null
}

/** Lets somebody come to a source. */
type Come = (source: number, person: Person) => void

/** Draws of one conversation lie below it: a return's begin there. */
const DRAWS = 2 ** 24
/** Returns that have draws of their own beside those of others. */
const TIMES = 2 ** 8
/** Regulars of a source are known by numbers from here on; who comes once by lower ones. */
const REGULARS = 2 ** 40

/**
 * Consumers who are known again. A conversation's draws are those of the consumer's first number and
 * of how often it had come: what becomes of others, under whatever policy, moves none of them.
 */
export class Consumers {
  private readonly stage: Stage
  private readonly come: Come
  private readonly habits: readonly Habits[]
  /** Who has a conversation open: nobody has two. */
  private readonly busy = new Set<number>()
  private came = 0

  constructor(stage: Stage, demand: readonly Demand[], come: Come) {
    this.stage = stage
    this.come = come
    this.habits = demand.map(habitsOf)
  }

  /** Somebody comes who is not coming again: new, or a regular who is not here. */
  arrive(source: number): Person | undefined {
    const whom = ++this.came
    const { regulars } = this.habits[source]
    if (regulars === 0) return { whom, consumer: whom, times: 0 }
    const first = Math.floor(uniform(this.stage.streams.regular, whom, 0) * regulars)
    const base = REGULARS + source * REGULARS
    for (let i = 0; i < regulars; i++) {
      const consumer = base + ((first + i) % regulars)
      if (!this.busy.has(consumer)) return { whom, consumer, times: 0 }
    }
    // All of them are here: this one is somebody new.
    return { whom, consumer: whom, times: 0 }
  }

  /** It is theirs, before anything is drawn for it. */
  opens(life: Life, { consumer, times, whom }: Person): void {
    life.consumer = consumer
    life.times = times
    life.whom = whom + REGULARS * Math.floor(times / TIMES)
    life.offset = (times % TIMES) * DRAWS
    this.busy.add(consumer)
  }

  /** Over: perhaps they come again. */
  closed(life: Life): void {
    const { consumer, source, times } = life
    this.busy.delete(consumer)
    const { afterLeaving, afterService } = this.habits[source]
    const again = isServed(life) ? afterService : afterLeaving
    const { agenda, clock, streams } = this.stage
    if (!again || drawFor(streams.return, life, 0) >= again.share) return
    const after = again.after(drawFor(streams.return, life, 1))
    if (after > again.within) return
    const whom = life.whom % REGULARS
    agenda.set(clock.now + Math.max(1, Math.round(after)), () => {
      // Whoever is here by then has no need to come.
      if (!this.busy.has(consumer)) this.come(source, { whom, consumer, times: times + 1 })
    })
  }
}

/** Whether the consumer got what there was to get: a reply, or all of a call or chat. */
function isServed({ answered, draws, isAssigned, isGone }: Life): boolean {
  const isSpoken = draws.model === 'call' || draws.model === 'chat'
  return isSpoken ? isAssigned : answered > 0 && !isGone
}

function habitsOf({ consumers = 0, conversation }: Demand): Habits {
  const { afterLeaving, afterService } = conversation.returns ?? {}
  return {
    regulars: consumers,
    afterLeaving: againOf(afterLeaving),
    afterService: againOf(afterService),
  }
}

function againOf(given: Return | undefined): Again | null {
  if (!given) return null
  const { after, share, within = Number.POSITIVE_INFINITY } = given
  return { share, after: quantile(after), within }
}

/** Null where each conversation is somebody else's. */
export function consumersOf(stage: Stage, { demand }: Scenario, come: Come): Consumers | null {
  const isKnown = demand.some(({ consumers, conversation }) => consumers ?? conversation.returns)
  return isKnown ? new Consumers(stage, demand, come) : null
}
