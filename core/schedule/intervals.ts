import { NEVER, type Time } from '../units.ts'
import type { Occasion, Span, WorkingHours } from './config.ts'
import { BEGINNING, DAY, dayOf, type Wall, weekdayOf } from './wall.ts'
import type { Zone } from './zone.ts'

/** Open intervals [start, end), ascending, disjoint, never adjacent. */
export interface Intervals {
  readonly starts: Float64Array
  readonly ends: Float64Array
}

/** The four sets of SEMANTICS.md §15.3: W, D, O⁺ and O⁻. */
const Layer = { hours: 0, days: 1, working: 2, notWorking: 3 } as const
type Layer = (typeof Layer)[keyof typeof Layer]

/** Where one interval of a layer begins (+1) or ends (−1). */
interface Edge {
  readonly at: number
  readonly layer: Layer
  readonly step: 1 | -1
}

/** Intervals of the layers within [from, to), in any order and overlapping as they may. */
class Layers {
  readonly edges: Edge[] = []
  private readonly from: number
  private readonly to: number

  constructor(from: number, to: number) {
    this.from = from
    this.to = to
  }

  /** Nothing happens where the interval is empty, turned around, or outside. */
  add(layer: Layer, start: number, end: number): void {
    const from = Math.max(start, this.from)
    const to = Math.min(end, this.to)
    if (from < to) this.edges.push({ at: from, layer, step: 1 }, { at: to, layer, step: -1 })
  }
}

/** `(W \ D) ∪ (O⁺ \ O⁻)`, in one sweep. */
function sweep(edges: Edge[]): Intervals {
  edges.sort((a, b) => a.at - b.at)
  const depth = [0, 0, 0, 0]
  const starts: number[] = []
  const ends: number[] = []
  for (let k = 0; k < edges.length;) {
    const { at } = edges[k]
    // All that happens at one instant happens together: adjacent intervals become one.
    while (k < edges.length && edges[k].at === at) depth[edges[k].layer] += edges[k++].step
    const [hours, days, working, notWorking] = depth
    const isOpen = (hours > 0 && days === 0) || (working > 0 && notWorking === 0)
    if (isOpen === starts.length > ends.length) continue
    if (isOpen) starts.push(at)
    else ends.push(at)
  }
  return { starts: Float64Array.from(starts), ends: Float64Array.from(ends) }
}

/** What opens and closes: checked hours and the occasions that go with them. */
export interface Openings {
  readonly hours: WorkingHours | OpensOnce
  readonly occasions: readonly Occasion[]
  /** The clock of the occasions. */
  readonly zone: Zone
}
/** Hours that open once, for good. */
export interface OpensOnce {
  readonly opensAt: Time
}

/** The hours, or what they come to if they cover every week, or nothing of any. */
export function simplified(hours: WorkingHours): WorkingHours | OpensOnce {
  if (hours.week.every((spans) => spans.length === 0)) return { opensAt: NEVER }
  return hours.week.every(coversDay) ? { opensAt: BEGINNING } : hours
}

function coversDay(spans: readonly Span[]): boolean {
  let covered = 0
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from))
    if (from <= covered) covered = Math.max(covered, to)
  return covered >= DAY
}

/**
 * The open intervals within [from, to), cut off at both. Whether an instant is open does not depend
 * on where it is cut.
 */
export function openWithin(
  { hours, occasions, zone }: Openings,
  from: number,
  to: number,
): Intervals {
  const layers = new Layers(from, to)
  if ('week' in hours) addHours(layers, hours, from, to)
  else layers.add(Layer.hours, hours.opensAt, to)
  for (const occasion of occasions) addOccasion(layers, occasion, zone)
  return sweep(layers.edges)
}

function addHours(layers: Layers, { week, zone }: WorkingHours, from: number, to: number): void {
  // A gap moves a time into a later day: Apia's in 2011 was a day long.
  const first = dayOf(zone.wallOf(from as Time)) - 2
  const last = dayOf(zone.wallOf(to as Time)) + 1
  for (let day = first; day <= last; day++)
    for (const span of week[weekdayOf(day)]) {
      const start = zone.instantOf((day * DAY + span.from) as Wall)
      const end = zone.instantOf((day * DAY + span.to) as Wall)
      layers.add(Layer.hours, start, end)
    }
}

function addOccasion(layers: Layers, { from, to, working }: Occasion, zone: Zone): void {
  const layer = working ? Layer.working : Layer.notWorking
  layers.add(layer, zone.instantOf(from), zone.instantOf(to))
  const firstDay = dayOf(from)
  const dayAfter = dayOf((to - 1) as Wall) + 1
  const start = zone.instantOf((firstDay * DAY) as Wall)
  layers.add(Layer.days, start, zone.instantOf((dayAfter * DAY) as Wall))
}

/** Two neighbours as one, `earlier` ending where `later` begins. */
export function joined(earlier: Intervals, later: Intervals): Intervals {
  const isOne = later.starts.length > 0 && earlier.ends.at(-1) === later.starts[0]
  const shared = isOne ? 1 : 0
  return {
    starts: row(earlier.starts, later.starts.subarray(shared)),
    ends: row(earlier.ends.subarray(0, earlier.ends.length - shared), later.ends),
  }
}

/** All parts in a row. */
export function row(...parts: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}
