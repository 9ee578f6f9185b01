import { NEVER } from '../units.ts'
import { Compiled } from './compiled.ts'
import {
  type AttachedHours,
  checkHours,
  checkOccasions,
  type HoursMode,
  type ScheduleConfig,
  type SpecialOccasions,
  type WorkingHours,
} from './config.ts'
import { simplified } from './intervals.ts'
import { always, type Schedule } from './schedule.ts'
import { BEGINNING, isInstant } from './wall.ts'
import { zoneOf } from './zone.ts'

/** An account's schedules, ready to be attached to its skills. */
export interface Schedules {
  /** For conversations without a skill, and skills that attach nothing. */
  readonly account: Schedule
  /**
   * What an attached object replaces is replaced wholly. The same pair of objects gives the same
   * schedule, so that business ages compare. An account's manual mode goes for every skill.
   * @throws RangeError naming `place` if an id is unknown or a zone missing.
   */
  readonly of: (place: string, attached: AttachedHours) => Schedule
}

const automaticMode: AttachedHours & HoursMode = { mode: 'automatic' }

/**
 * Checks what is written about hours and compiles it. Slow things happen here and when a question
 * first goes further than those before it, never for each question.
 * @throws RangeError naming the place, the value and the bound.
 */
export function schedules(written: ScheduleConfig): Schedules {
  const { hours = automaticMode, lastMinute = 'endOfDay' } = written
  if (lastMinute !== 'endOfDay' && lastMinute !== 'literal')
    throw new RangeError(`account: lastMinute "${String(lastMinute)}" is none of endOfDay, literal`)
  const working = byId('working hours', written.workingHours ?? [], (object) =>
    checkHours(object, lastMinute),
  )
  const special = byId('special occasions', written.specialOccasions ?? [], (object) =>
    checkOccasions(object, lastMinute),
  )
  const automatic = pairs(working, special)
  const byHand = manual(hours)
  const of = (place: string, attached: AttachedHours) => {
    // Checked in manual mode, too: the account may go back to automatic.
    const schedule = automatic(place, {
      workingHoursId: attached.workingHoursId ?? hours.workingHoursId,
      specialOccasionsId: attached.specialOccasionsId ?? hours.specialOccasionsId,
    })
    return byHand ?? schedule
  }
  return { account: of('account', {}), of }
}

function byId<Written extends { readonly id: string }, Checked>(
  kind: string,
  objects: readonly Written[],
  check: (written: Written) => Checked,
): ReadonlyMap<string, Checked> {
  const checked = new Map<string, Checked>()
  objects.forEach((written, k) => {
    if (written.id === '') throw new RangeError(`${kind} ${k + 1}: the id is empty`)
    if (checked.has(written.id)) throw new RangeError(`${kind} "${written.id}" is defined twice`)
    checked.set(written.id, check(written))
  })
  return checked
}

/** The schedule of the manual mode; null if the mode is automatic. */
function manual(hours: HoursMode): Schedule | null {
  if (hours.mode === 'automatic') return null
  if (hours.mode !== 'manual') throw unknownWord('mode', hours, 'automatic, manual')
  if (hours.shift === 'open') return always
  if (hours.shift !== 'closed') throw unknownWord('shift', hours, 'open, closed')
  const opensAt = hours.nextShiftAt ?? NEVER
  if (opensAt !== NEVER && !isInstant(opensAt))
    throw new RangeError(`account: hours nextShiftAt ${opensAt} is not a whole number of ms`)
  return new Compiled({ hours: { opensAt }, occasions: [], zone: zoneOf('UTC') })
}

function unknownWord(field: string, hours: object, known: string): RangeError {
  const word = (hours as Record<string, unknown>)[field]
  return new RangeError(`account: hours ${field} "${String(word)}" is none of ${known}`)
}

/** One schedule for each pair of objects that is asked for. */
function pairs(
  working: ReadonlyMap<string, WorkingHours>,
  special: ReadonlyMap<string, SpecialOccasions>,
) {
  const made = new Map<WorkingHours | null, Map<SpecialOccasions | null, Schedule>>()
  return (place: string, { specialOccasionsId, workingHoursId }: AttachedHours): Schedule => {
    const hours = known('working hours', working, workingHoursId, place)
    const occasions = known('special occasions', special, specialOccasionsId, place)
    const ofHours = made.get(hours) ?? new Map<SpecialOccasions | null, Schedule>()
    const schedule = ofHours.get(occasions) ?? combined(hours, occasions, place)
    made.set(hours, ofHours.set(occasions, schedule))
    return schedule
  }
}

function known<Checked>(
  kind: string,
  objects: ReadonlyMap<string, Checked>,
  id: string | null | undefined,
  place: string,
): Checked | null {
  if (id === null || id === undefined) return null
  const found = objects.get(id)
  if (found) return found
  throw new RangeError(
    `${place}: unknown ${kind} "${id}"; known: ${[...objects.keys()].join(', ')}`,
  )
}

function combined(
  hours: WorkingHours | null,
  special: SpecialOccasions | null,
  place: string,
): Schedule {
  const openings = hours ? simplified(hours) : { opensAt: BEGINNING }
  const occasions = special?.occasions ?? []
  const isAlways = 'opensAt' in openings && openings.opensAt === BEGINNING
  if (isAlways && occasions.length === 0) return always
  const zone = special?.zone ?? hours?.zone
  if (!zone) throw new RangeError(`${place}: special occasions without working hours need a zone`)
  return new Compiled({ hours: openings, occasions, zone })
}
