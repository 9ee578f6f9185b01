import type { Duration } from '../../core/index.ts'
import type { CallModel, ConversationModel } from '../../scenarios/index.ts'
import { meanOf } from '../distributions.ts'
import type { Setup } from './setup.ts'

/** How long one run of a case is. */
interface Length {
  readonly horizon: Duration
  readonly burnIn: Duration
  /** Of a case by the day: from one day's beginning to the next one's. */
  readonly cycle?: Duration
  readonly conversations: number
}

/** Conversations that count in one run, at least, and that are discarded before. */
const COUNTED = 30_000
const DISCARDED = [3000, 400_000] as const

/** Days of one run of a case by the day. */
const DAYS = 100

/**
 * `part` of what is usual, and long enough to forget how it began. What a queue remembers fades over some 4 ÷ (1 − ρ)² arrivals
 * (Abate and Whitt, 1987, relaxation time), what conversations remember over how long they last.
 */
export function lengthOf(setup: Setup, part: number): Length {
  if (setup.day) return daysOf(setup, part)
  const { classes } = setup
  const perMs = classes.reduce((sum, one) => sum + one.perMs, 0)
  const [least, most] = DISCARDED
  const discarded = Math.min(most, Math.max(least, relaxedAfter(setup, perMs)))
  const counted = Math.max(COUNTED, 10 * discarded) * part
  return {
    horizon: Math.round((discarded + counted) / perMs) as Duration,
    burnIn: Math.round(discarded / perMs) as Duration,
    conversations: discarded + counted,
  }
}

/** Arrivals after which how it began is forgotten. @throws RangeError if what waits grows for ever. */
function relaxedAfter(setup: Setup, perMs: number): number {
  const { classes, lines, pools } = setup
  const longest = 20 * perMs * Math.max(...classes.map(({ conversation }) => lastsOf(conversation)))
  const patient =
    20 * perMs * Math.max(...classes.map(({ conversation }) => patienceOf(conversation)))
  const load = loadOf(setup)
  const isBounded = lines !== undefined || classes.some((one) => one.conversation.patience)
  if (load >= 1 && !isBounded)
    throw new RangeError(
      `its load ${Number(load.toPrecision(6))} is not below 1, and nobody leaves`,
    )
  // Several pools help each other out less than one would.
  const close = Math.min(0.999, pools.length > 1 ? Math.max(0.9, load) : load)
  // In bursts it is the changes of the rate that queues remember.
  const bursts = 20 * (setup.remembers ?? 0) * perMs
  const fades = 40 / (1 - close) ** 2 + bursts / (isBounded ? 1 : (1 - close) ** 2)
  // Those who leave forget sooner what is long, where they do before the queue does.
  return isBounded ? Math.min(fades, 4000 + patient + bursts) + longest : fades + longest
}

/** A day goes on until nobody can be left; nothing happens then, so that it costs nothing. */
function daysOf({ classes, day, unit }: Setup, part: number): Length {
  const days = Math.ceil(DAYS * part)
  const { horizon, steps } = day!
  const [{ conversation, perMs }] = classes
  const coming = perMs * horizon * unit
  const service = conversation.model === 'call' ? meanOf(conversation.holding) : 0
  const patience = conversation.patience ? meanOf(conversation.patience) : 0
  const last = Math.max(1, steps[steps.length - 1][1])
  const drained = service * (60 + (3 * coming) / last) + 60 * patience
  const cycle = Math.round(horizon * unit + drained) as Duration
  return {
    horizon: (cycle * days) as Duration,
    burnIn: 0 as Duration,
    ...{ cycle, conversations: coming * days },
  }
}

/** About how long a conversation is remembered once an agent has it, ms. */
function lastsOf(model: ConversationModel): number {
  switch (model.model) {
    case 'call':
      return meanOf(model.holding)
    case 'chat':
      return meanOf(model.work)
    case 'coproduction':
      return 20 * model.fades
    case 'messaging':
      return (meanOf(model.attention) + meanOf(model.gap)) * model.turns.mean
  }
}

const patienceOf = ({ patience }: ConversationModel): number => (patience ? meanOf(patience) : 0)

/** Work that comes over work that can be done. */
function loadOf({ classes, load, pools, slots }: Setup): number {
  if (load !== undefined) return load
  const agents = pools.reduce((sum, n) => sum + n, 0)
  const work = classes.reduce((sum, { conversation, perMs }) => {
    return sum + perMs * workOf(conversation, slots)
  }, 0)
  return work / agents
}

/** Of those who may serve it the one who takes least. */
function fastest({ holding, holdingByGroup }: CallModel): number {
  const own = (holdingByGroup ?? [holding]).filter((one) => one !== null)
  return Math.min(...own.map(meanOf))
}

/** Ms of an agent's whole time that one conversation takes when all are busy. */
function workOf(model: ConversationModel, slots: number): number {
  switch (model.model) {
    case 'call':
      return fastest(model)
    case 'chat': {
      const { pace } = model
      const total = 'shared' in pace ? pace.shared : slots * pace.each[pace.each.length - 1]
      return meanOf(model.work) / total
    }
    case 'messaging':
      return meanOf(model.attention) * model.turns.mean
    // What an agent does for one takes none of the others' time.
    case 'coproduction':
      return 0
  }
}
