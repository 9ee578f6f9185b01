import { Temporal } from 'temporal-polyfill'
import {
  type AccountConfig,
  type Time,
  type WorkingEvent,
  type WorkingHoursConfig,
  weekdays,
} from '../../core/index.ts'
import type { Written } from '../read.ts'
import { daysOf, noDays } from './days.ts'
import { without } from './people.ts'

/** Hours, occasions and what of them the account itself attaches (SEMANTICS.md §15). */
export function scheduleOf(written: Written): Partial<AccountConfig> {
  const { rules = {}, specialOccasions } = written.value
  return without({
    workingHours: hoursOf(written),
    specialOccasions:
      specialOccasions &&
      Object.entries(specialOccasions).map(([id, { occasions, zone }]) => ({
        ...without({ id, zone }),
        ...{
          id,
          occasions: occasions.map(({ from, to, ...rest }) => ({ ...rest, start: from, end: to })),
        },
      })),
    hours: rules.hours && modeOf(written, rules.hours),
  })
}

function modeOf(
  { error, value }: Written,
  {
    nextShiftAt,
    shift,
    specialOccasions,
    workingHours,
  }: NonNullable<NonNullable<Written['value']['rules']>['hours']>,
): AccountConfig['hours'] {
  const attached = without({
    ...{ workingHoursId: workingHours, specialOccasionsId: specialOccasions },
  })
  if (nextShiftAt !== undefined && shift !== 'closed')
    throw error(['rules', 'hours', 'nextShiftAt'], 'nextShiftAt needs shift: closed')
  if (shift === undefined) return { ...attached, mode: 'automatic' }
  if (shift === 'open') return { ...attached, mode: 'manual', shift }
  const isOpenEnded = nextShiftAt === undefined || nextShiftAt === null
  const next = isOpenEnded ? null : instantOf(nextShiftAt)
  return { ...attached, mode: 'manual', shift, nextShiftAt: next }

  function instantOf(text: string): Time {
    try {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(value.zone).epochMilliseconds as Time
    } catch {
      throw error(['rules', 'hours', 'nextShiftAt'], `"${text}" is not a date and time`)
    }
  }
}

function hoursOf(written: Written): WorkingHoursConfig[] | undefined {
  const { workingHours, zone: local } = written.value
  if (workingHours === undefined) return undefined
  return Object.entries(workingHours).map(([id, { description, name, zone = local }]) => ({
    ...without({ name, description }),
    ...{ id, zone, events: eventsOf(written, id) },
  }))
}

/** By weekday; a night is two events, as the core wants it. */
function eventsOf({ error, value }: Written, id: string): WorkingEvent[] {
  return value.workingHours![id].open.flatMap(({ days, from, to }, i) => {
    const chosen = daysOf(days)
    if (chosen === null) throw error(['workingHours', id, 'open', i, 'days'], noDays(days))
    const end = to === '24:00' ? '23:59' : to
    return [...chosen].flatMap((day): WorkingEvent[] => {
      const weekday = weekdays[day]
      if (from < end) return [{ weekday, start: from, end }]
      const next = { weekday: weekdays[(day + 1) % 7], start: '00:00', end }
      return [{ weekday, start: from, end: '23:59' }, ...(end === '00:00' ? [] : [next])]
    })
  })
}
