import type { Temporal } from 'temporal-polyfill'
import type { AgentId, Time } from '../../core/index.ts'
import type { Written } from '../read.ts'
import type { Shift } from '../scenario.ts'
import { daysOf, noDays } from './days.ts'
import { agentsOf } from './people.ts'

type Span = readonly [from: number, to: number]
type Piece = { readonly days: string; readonly from: string; readonly to: string }

/** Shifts in wall-clock time, day by day; without any, online throughout. */
export function shiftsOf(written: Written, start: Temporal.ZonedDateTime, end: number): Shift[] {
  const spans = written.value.agents.map((_, i) => spansOf(written, i, start, end))
  return agentsOf(written.value).flatMap(({ entry }, agent) =>
    spans[entry].map(([from, to]) => ({
      ...{ agent: agent as AgentId, from: from as Time, to: to as Time },
    })),
  )
}

function spansOf(
  { error, value }: Written,
  i: number,
  start: Temporal.ZonedDateTime,
  end: number,
): Span[] {
  const { headcount, shift } = value.agents[i]
  if (headcount !== undefined) return []
  if (shift === undefined) return [[start.epochMilliseconds, end]]
  const spans = value.shifts![shift].flatMap((piece, k) => {
    const days = daysOf(piece.days)
    if (!days) throw error(['shifts', shift, k, 'days'], noDays(piece.days))
    return datesOf(start, end, days).map((date) => spanOn(date, piece, start, end))
  })
  const inside = spans.filter(([from, to]) => from < to).sort(([a], [b]) => a - b)
  if (inside.some(([from], k) => k > 0 && from < inside[k - 1][1]))
    throw error(['shifts', shift], `shift "${shift}" overlaps itself`)
  return inside
}

export function datesOf(start: Temporal.ZonedDateTime, end: number, days: ReadonlySet<number>) {
  const dates: Temporal.PlainDate[] = []
  let date = start.toPlainDate().subtract({ days: 1 })
  while (date.toZonedDateTime(start.timeZoneId).epochMilliseconds < end) {
    if (days.has(date.dayOfWeek - 1)) dates.push(date)
    date = date.add({ days: 1 })
  }
  return dates
}

/** One shift on one day: past midnight where it ends before it begins. Gaps shift forward. */
function spanOn(
  date: Temporal.PlainDate,
  { from, to }: Piece,
  start: Temporal.ZonedDateTime,
  end: number,
): Span {
  const instant = (text: string, day: Temporal.PlainDate) => instantOn(day, text, start.timeZoneId)
  const until = to <= from ? date.add({ days: 1 }) : date
  return [Math.max(instant(from, date), start.epochMilliseconds), Math.min(instant(to, until), end)]
}

/** A time of a day in a zone, ms; 24:00 is the next day's beginning. Gaps shift forward. */
export function instantOn(day: Temporal.PlainDate, text: string, zone: string): number {
  const [hour, minute] = text.split(':').map(Number)
  const isNext = hour === 24
  const plain = { hour: isNext ? 0 : hour, minute }
  const on = isNext ? day.add({ days: 1 }) : day
  return on.toPlainDateTime(plain).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds
}
