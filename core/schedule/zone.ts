import { type Duration, type Time, time } from '../units.ts'
import { lastUpTo } from './search.ts'
import { DAY, fold, midnight, type Wall } from './wall.ts'

/** No offset in the time-zone database was ever in force for less than seven days (2025c). */
const PROBE = 3 * DAY
/** How much more is found out at once. */
const STRIDE = 486 * PROBE

/** What an IANA zone's clocks show: a table of its changes, found out as far as it is asked. */
export class Zone {
  readonly id: string
  /** Instants from which `offsets` hold, ascending; the first is where the table begins. */
  private readonly changes: number[] = []
  private readonly offsets: number[] = []
  /** The table is known from `from` to `to`. */
  private from = 0
  private to = 0
  private last = 0
  private readonly clock: Intl.DateTimeFormat

  constructor(id: string, clock: Intl.DateTimeFormat) {
    this.id = id
    this.clock = clock
  }

  /** How far the clocks are ahead of UTC. @throws RangeError if `t` is beyond 8.64e15 ms. */
  offsetAt(t: Time): Duration {
    const at = t - fold(t)
    if (at < this.from || at >= this.to) this.learn(at)
    const { changes, last } = this
    // Mostly the same stretch as before; the answer does not depend on it.
    if (at < changes[last] || at >= (changes[last + 1] ?? Infinity))
      this.last = lastUpTo(changes, at)
    return this.offsets[this.last] as Duration
  }

  wallOf(t: Time): Wall {
    return (t + this.offsetAt(t)) as Wall
  }

  /**
   * The instant at which the clocks show `wall`: the first if they do so twice; if they never do,
   * later by the length of the gap (SEMANTICS.md §15.3; "compatible" in ECMA's Temporal).
   */
  instantOf(wall: Wall): Time {
    const before = this.offsetAt(time(wall - DAY))
    const after = this.offsetAt(time(wall + DAY))
    const early = time(wall - before)
    if (before === after || this.offsetAt(early) === before) return early
    const late = time(wall - after)
    return this.offsetAt(late) === after ? late : early
  }

  private learn(at: number): void {
    if (this.offsets.length === 0) this.from = this.to = Math.floor(at / PROBE) * PROBE
    if (at < this.from) {
      const from = Math.min(Math.floor(at / PROBE) * PROBE, this.from - STRIDE)
      this.scan(from, this.from, 0)
      this.from = from
    } else {
      const to = Math.max(Math.ceil((at + 1) / PROBE) * PROBE, this.to + STRIDE)
      this.scan(this.to, to, this.offsets.length)
      this.to = to
    }
    this.last = 0
  }

  /** Writes the offset at `from` and each change up to `to` into the table at `place`. */
  private scan(from: number, to: number, place: number): void {
    let offset = this.probe(from)
    const changes = [from]
    const offsets = [offset]
    for (let at = from; at < to; at += PROBE) {
      const next = this.probe(at + PROBE)
      for (let since = at; offset !== next;) {
        since = this.changeAfter(since, at + PROBE, offset)
        offset = this.probe(since)
        changes.push(since)
        offsets.push(offset)
      }
    }
    this.changes.splice(place, 0, ...changes)
    this.offsets.splice(place, 0, ...offsets)
  }

  /** Bisects to the first whole second with another offset; the database knows no finer ones. */
  private changeAfter(from: number, to: number, offset: number): number {
    let same = from / 1000
    let other = to / 1000
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2)
      if (this.probe(middle * 1000) === offset) same = middle
      else other = middle
    }
    return other * 1000
  }

  /** The offset at a whole second, as the platform tells it. */
  private probe(t: number): number {
    const shown = this.clock.format(t).match(/\d+/g) ?? []
    const [month, day, year, hour, minute, second] = shown.map(Number)
    return midnight(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 - t
  }
}

/** Tables depend on the time-zone database only, so everybody shares them. */
const known = new Map<string, Zone>()

/**
 * The zone of an IANA name. Its answers depend on the platform's time-zone database only. ECMAScript
 * does not tell that database's version: a host records what it knows (Node: `process.versions.tz`).
 * @throws RangeError naming `place` and the zone, if the database does not have it.
 */
export function zoneOf(id: string, place = 'schedule'): Zone {
  const found = known.get(id)
  if (found) return found
  const zone = new Zone(id, clockOf(id, place))
  known.set(id, zone)
  return zone
}

function clockOf(id: string, place: string): Intl.DateTimeFormat {
  const two = '2-digit'
  const parts = {
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  } as const
  const fixed = { calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' } as const
  try {
    // Some platforms take '+01:00' for a zone, others do not: it is no IANA name.
    if (/^[+-]/.test(id)) throw new RangeError('an offset')
    return new Intl.DateTimeFormat('en-US', { timeZone: id, ...fixed, ...parts })
  } catch {
    throw new RangeError(`${place}: zone "${id}" is not in the time-zone database`)
  }
}
