import type { Effect, RouterEvent } from '../../core/index.ts'
import type { MetricId } from '../index.ts'
import type { Told } from './histories.ts'

/** A moment of a history: an event that applied, or an effect. */
type Moment = { readonly event: RouterEvent } | { readonly effect: Effect }

/** Everything in the order in which it occurred; refused events left out. */
function moments({ history, trace }: Told): Moment[] {
  const byCause = new Map<number, { effect: Effect }[]>()
  for (let i = 0; i < trace.length; i++) {
    const cause = trace.columns.cause[i]
    byCause.set(cause, [...(byCause.get(cause) ?? []), { effect: trace.at(i) }])
  }
  const effectsOf = (k: number) => byCause.get(k) ?? []
  const told: Moment[] = effectsOf(0)
  ;[...history].forEach((event, k) => {
    const effects = effectsOf(k + 1)
    if (effects[0]?.effect.type !== 'refused') told.push({ event })
    told.push(...effects)
  })
  return told
}

type Effects<T extends Effect['type']> = Extract<Effect, { type: T }>

/** One conversation's moments. */
function split(told: readonly Moment[]): Map<number, Moment[]> {
  const lives = new Map<number, Moment[]>()
  for (const moment of told) {
    const subject = 'event' in moment ? moment.event : moment.effect
    if (!('conversation' in subject) || subject.type === 'refused') continue
    // What a whole queue waits for belongs to nobody.
    if (subject.type === 'waiting') continue
    lives.set(subject.conversation, [...(lives.get(subject.conversation) ?? []), moment])
  }
  return lives
}

/** A turn as METRICS.md §1.3 words it. */
interface Turn {
  readonly isTransfer: boolean
  readonly start: number
  due: number | null
  answered?: number
  closed?: number
  outcome?: 'met' | 'missed'
  decided?: number
}

function turnsOf(life: readonly Moment[]): Turn[] {
  const turns: Turn[] = []
  let open: Turn | undefined
  let due: number | null = null
  const decide = (outcome: 'met' | 'missed', at: number) => {
    if (open && !open.outcome && open.due !== null) Object.assign(open, { outcome, decided: at })
  }
  /** A due that had passed before anybody asked is missed like any other. */
  const settle = (at: number, inTime: () => void) => {
    const passed = open?.due ?? Infinity
    if (at > passed) decide('missed', passed)
    else inTime()
  }
  const start = (at: number, isTransfer: boolean) =>
    turns.push((open = { isTransfer, start: at, due }))
  for (const moment of life) {
    if ('event' in moment) {
      const { at, type } = moment.event
      if (type === 'consumer.wrote' && !open) start(at, false)
      if (type === 'agent.wrote' && open) {
        settle(at, () => decide('met', at))
        open.answered = at
        open = undefined
      }
      continue
    }
    const { effect } = moment
    if (effect.type === 'queued' || effect.type === 'due') {
      due = effect.due
      if (open && !open.outcome) open.due = due
      if (effect.type === 'queued' && effect.entry !== 'opened' && !open) start(effect.at, true)
    }
    if (effect.type === 'overdue') decide('missed', effect.at)
    if (effect.type === 'closed' && open) {
      settle(effect.at, () => effect.cause !== 'consumer' && decide('missed', effect.at))
      open.closed = effect.at
      open = undefined
    }
  }
  return turns
}

/** Nearest rank in whole numbers: the item at ⌈p·n⌉, p in percent. */
export function nearestRank(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1]
}

export interface Naive {
  readonly value: number | null
  readonly p50?: number | null
  readonly p90?: number | null
}

/** The ten metrics by walking over what happened, as slowly and plainly as possible. */
export function naive(told: Told, from: number, to: number): Record<MetricId, Naive> {
  const all = moments(told)
  const lives = [...split(all).values()]
  const turns = lives.flatMap(turnsOf)
  const inside = (at: number | undefined): at is number => at !== undefined && at >= from && at < to
  const closes = lives.filter((life) => inside(effects(life, 'closed')[0]?.at))
  const decided = turns.filter((turn) => inside(turn.decided))
  const answered = turns.filter((turn) => inside(turn.answered))
  return {
    opened: { value: lives.filter((life) => inside(effects(life, 'queued')[0].at)).length },
    closed: { value: closes.length },
    turnsAnswered: { value: answered.length },
    abandonRate: { value: share(closes.filter(isAbandoned).length, closes.length) },
    responseTime: durations(
      answered.filter((turn) => !turn.isTransfer).map((turn) => turn.answered! - turn.start),
    ),
    firstResponseWait: durations(
      lives.flatMap((life) => {
        const asked = wrote(life, 'consumer.wrote')[0]
        const reply = life.indexOf(life.find((m, i) => isReply(m) && i > indexOf(life, asked))!)
        const at =
          'event' in (life[reply] ?? {})
            ? (life[reply] as { event: RouterEvent }).event.at
            : undefined
        return asked && inside(at) ? [at - asked.at] : []
      }),
    ),
    assignmentWait: durations(
      lives.flatMap((life) => {
        const first = effects(life, 'assigned')[0]
        return inside(first?.at) ? [first.at - effects(life, 'queued')[0].at] : []
      }),
    ),
    slaMetRate: {
      value: share(decided.filter(({ outcome }) => outcome === 'met').length, decided.length),
    },
    queueUnassigned: { value: queued(all, lives, from, to) / (to - from) },
    agentLoad: { value: load(told, all, from, to) },
  }
}

const isReply = (moment: Moment) => 'event' in moment && moment.event.type === 'agent.wrote'
const indexOf = (life: readonly Moment[], event: RouterEvent | undefined) =>
  life.findIndex((moment) => 'event' in moment && moment.event === event)
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

function effects<T extends Effect['type']>(life: readonly Moment[], type: T): Effects<T>[] {
  return life.flatMap((m) =>
    'effect' in m && m.effect.type === type ? [m.effect as Effects<T>] : [],
  )
}

function wrote(life: readonly Moment[], type: RouterEvent['type']): RouterEvent[] {
  return life.flatMap((m) => ('event' in m && m.event.type === type ? [m.event] : []))
}

function isAbandoned(life: readonly Moment[]): boolean {
  return wrote(life, 'consumer.wrote').length > 0 && wrote(life, 'agent.wrote').length === 0
}

function durations(values: readonly number[]): Naive {
  const mean = values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length
  return { value: mean, p50: nearestRank(values, 50), p90: nearestRank(values, 90) }
}

/** The range, cut wherever anything happened: nothing changes within a piece. */
function pieces(all: readonly Moment[], from: number, to: number): [at: number, ms: number][] {
  const instants = all.map((m) => ('event' in m ? m.event.at : m.effect.at))
  const cuts = [...new Set([from, ...instants.filter((at) => at > from && at < to), to])]
  cuts.sort((a, b) => a - b)
  return cuts.slice(1).map((cut, i) => [cuts[i], cut - cuts[i]])
}

function queued(
  all: readonly Moment[],
  lives: readonly Moment[][],
  from: number,
  to: number,
): number {
  return pieces(all, from, to).reduce((sum, [at, ms]) => sum + ms * waitingAt(lives, at), 0)
}

function waitingAt(lives: readonly Moment[][], instant: number): number {
  return lives.filter((life) => {
    const last = life.flatMap((m) => ('effect' in m && m.effect.at <= instant ? [m.effect] : []))
    const state = last.filter(({ type }) => ['queued', 'assigned', 'closed'].includes(type)).at(-1)
    return state?.type === 'queued'
  }).length
}

/** Σ over pieces and online agents of slots in use, ÷ that of slots. */
function load({ config }: Told, all: readonly Moment[], from: number, to: number): number | null {
  let [used, capacity] = [0, 0]
  const spans = pieces(all, from, to)
  config.agents.forEach(({ maxSlots }, agent) => {
    const own = all.filter((m) => {
      const subject = 'event' in m ? m.event : m.effect
      return 'agent' in subject && subject.agent === agent && subject.type !== 'refused'
    })
    for (const [instant, ms] of spans) {
      const past = own.filter((m) => ('event' in m ? m.event.at : m.effect.at) <= instant)
      if (presenceOf(past) !== 3) continue
      capacity += maxSlots * ms
      used += heldWeight(past, config) * ms
    }
  })
  return capacity === 0 ? null : used / capacity
}

function presenceOf(past: readonly Moment[]): number | undefined {
  const set = (m: Moment) =>
    'event' in m && m.event.type === 'agent.presenceSet' ? [m.event.presence] : []
  return past.flatMap(set).at(-1)
}

/** What one agent holds after its own moments. */
function heldWeight(past: readonly Moment[], { skills, unskilled }: Told['config']): number {
  const weights = new Map<number, number>()
  for (const moment of past) {
    if (!('effect' in moment)) continue
    const { effect } = moment
    if (effect.type === 'assigned')
      weights.set(effect.conversation, (skills[effect.skill] ?? unskilled).weightActive)
    if (effect.type === 'activity') weights.set(effect.conversation, effect.weight)
    if (effect.type === 'unassigned') weights.delete(effect.conversation)
  }
  return [...weights.values()].reduce((a, b) => a + b, 0)
}
