import type { Temporal } from 'temporal-polyfill'
import type { Duration } from '../../core/index.ts'
import { durationOf } from '../duration.ts'
import type { Written } from '../read.ts'
import type { Arrivals } from '../scenario.ts'
import { daysOf, noDays } from './days.ts'
import type { ScenarioFile } from '../schema.ts'
import type { Path } from '../wrong.ts'
import { lasting } from './times.ts'

const DAY = 86_400_000
const MINUTE = 60_000

type Profile = Exclude<NonNullable<ScenarioFile['demand'][number]['profile']>, 'fitted'>

/** A day's rates by interval, and the weekdays that go like it. */
interface Piece {
  readonly days: ReadonlySet<number>
  readonly interval: number
  readonly perHour: readonly number[]
}

/**
 * A week's profile over the horizon, by the wall clock: a day of 23 hours skips an hour, a day of 25
 * has one twice.
 * @throws FormError if a day has not as many values as intervals, or two profiles.
 */
export function profileOf(
  written: Written,
  i: number,
  given: Profile,
  start: Temporal.ZonedDateTime,
): Arrivals {
  const pieces = given.map((piece, k) => pieceOf(written, ['demand', i, 'profile', k], piece))
  checkDays(written, i, pieces)
  const length = pieces.reduce<number>((a, { interval }) => divisor(a, interval), DAY)
  const count = Math.ceil(durationOf(written.value.horizon) / length)
  const perHour = Array.from({ length: count }, (_, k) => {
    const { dayOfWeek, hour, minute } = start.add({ milliseconds: k * length })
    const piece = pieces.find(({ days }) => days.has(dayOfWeek - 1))
    const at = (hour * 60 + minute) * MINUTE
    return piece ? piece.perHour[Math.floor(at / piece.interval)] : 0
  })
  return { kind: 'intervals', length: length as Duration, perHour }
}

function pieceOf(
  written: Written,
  place: Path,
  { days: text = 'mon-sun', interval: long = '1 h', perHour }: Profile[number],
): Piece {
  const days = daysOf(text)
  if (days === null) throw written.error([...place, 'days'], noDays(text))
  const interval = lasting(written, [...place, 'interval'], long)
  if (DAY % interval !== 0 || interval % MINUTE !== 0)
    throw written.error([...place, 'interval'], `a day is no whole number of "${long}" in minutes`)
  const wanted = DAY / interval
  if (perHour.length !== wanted) {
    const message = `a day has ${wanted} intervals of ${long}, there are ${perHour.length} values`
    throw written.error([...place, 'perHour'], message)
  }
  return { days, interval, perHour }
}

function checkDays({ error }: Written, i: number, pieces: readonly Piece[]): void {
  const seen = new Set<number>()
  pieces.forEach(({ days }, k) => {
    for (const day of days) {
      if (seen.has(day)) throw error(['demand', i, 'profile', k], 'a weekday has two profiles')
      seen.add(day)
    }
  })
}

/** The greatest common one (Euclid). */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
