import type { Temporal } from 'temporal-polyfill'
import type { AgentId, Time } from '../../core/index.ts'
import type { Written } from '../read.ts'
import type { Break } from '../models.ts'
import type { Shift } from '../scenario.ts'
import type { Path } from '../wrong.ts'
import { daysOf, noDays } from './days.ts'
import { agentsOf } from './people.ts'

interface Span {
  readonly from: number
  readonly to: number
  readonly breaks: readonly Break[]
}
type Piece = NonNullable<Written['value']['shifts']>[string][number]

/** Shifts in wall-clock time, day by day; without any, online throughout. */
export function shiftsOf(written: Written, start: Temporal.ZonedDateTime, end: number): Shift[] {
  const spans = written.value.agents.map((_, i) => spansOf(written, i, start, end))
  return agentsOf(written.value).flatMap(({ entry }, agent) =>
    spans[entry].map(({ breaks, from, to }) => ({
      ...{ agent: agent as AgentId, from: from as Time, to: to as Time },
      ...(breaks.length > 0 && { breaks }),
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
  if (shift === undefined) return [{ from: start.epochMilliseconds, to: end, breaks: [] }]
  const spans = value.shifts![shift].flatMap((piece, k) => {
    const days = daysOf(piece.days)
    if (!days) throw error(['shifts', shift, k, 'days'], noDays(piece.days))
    checkBreaks(error, ['shifts', shift, k, 'breaks'], piece)
    return datesOf(start, end, days).map((date) => spanOn(date, piece, start, end))
  })
  const inside = spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  if (inside.some(({ from }, k) => k > 0 && from < inside[k - 1].to))
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

/** Breaks lie within their shift, one after the other. */
function checkBreaks(error: Written['error'], place: Path, { breaks = [], from, to }: Piece): void {
  const since = (clock: string) => (clock <= from ? `+${clock}` : clock)
  const end = to <= from ? `+${to}` : to
  let last = from
  breaks.forEach((one, i) => {
    const [begin, until] = [one.from === from ? from : since(one.from), since(one.to)]
    const told = `a break from ${one.from} to ${one.to}`
    if (!before(begin, until) || before(begin, last) || before(end, until))
      throw error([...place, i], `${told} is not within the shift, after the break before it`)
    last = until
  })
}

/** Whether a time is earlier; those after midnight carry a plus. */
function before(a: string, b: string): boolean {
  const [x, y] = [a.startsWith('+'), b.startsWith('+')]
  return x === y ? a < b : y
}

/** One shift on one day: past midnight where it ends before it begins. Gaps shift forward. */
function spanOn(
  date: Temporal.PlainDate,
  { breaks = [], from, to }: Piece,
  start: Temporal.ZonedDateTime,
  end: number,
): Span {
  const instant = (text: string, day: Temporal.PlainDate) => instantOn(day, text, start.timeZoneId)
  const next = date.add({ days: 1 })
  const until = to <= from ? next : date
  const [first, last] = [
    Math.max(instant(from, date), start.epochMilliseconds),
    Math.min(instant(to, until), end),
  ]
  const within = (text: string, day: Temporal.PlainDate) =>
    Math.min(last, Math.max(first, instant(text, day))) as Time
  const spans = breaks.map(({ from: a, presence = 'away', to: b }) => ({
    from: within(a, a < from ? next : date),
    to: within(b, b <= from ? next : date),
    presence,
  }))
  return { from: first, to: last, breaks: spans.filter((one) => one.from < one.to) }
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
