import type { AccountConfig } from './account.ts'
import type { Settings } from './config.ts'

/** Places by id. */
export type Ids = ReadonlyMap<string, number>

/** @throws RangeError naming the place. */
export function fail(place: string, what: string): never {
  throw new RangeError(`${place}: ${what}`)
}

/** @throws RangeError for an empty id or one that is defined twice. */
export function unique(table: string, rows: readonly { readonly id: string }[]): Ids {
  const places = new Map<string, number>()
  rows.forEach(({ id }, place) => {
    if (id === '') throw new RangeError(`${table} ${place + 1}: the id is empty`)
    if (places.has(id)) throw new RangeError(`${table} "${id}" is defined twice`)
    places.set(id, place)
  })
  return places
}

/** The place of an id. @throws RangeError naming those that are known. */
export function known(ids: Ids, id: string, place: string, table: string): number {
  const found = ids.get(id)
  if (found === undefined)
    fail(place, `unknown ${table} "${id}"; known: ${[...ids.keys()].join(', ')}`)
  return found
}

/** The place of an id, or `none` where nothing is stated. */
export function knownOr<Id extends number>(
  ids: Ids,
  id: string | null | undefined,
  place: string,
  table: string,
  none: Id,
): Id {
  return id === null || id === undefined ? none : (known(ids, id, place, table) as Id)
}

/** A skill as named, null if it is deleted: nothing leads there any more (§2). */
export function livingSkill({ skills }: AccountConfig, id: string | null): string | null {
  return skills.some((skill) => skill.id === id && skill.deleted) ? null : id
}

/** A group as named. @throws RangeError if it is deleted. */
export function livingGroup<Id extends string | undefined>(
  { groups = [] }: Pick<AccountConfig, 'groups'>,
  id: Id,
  place: string,
): Id {
  if (groups.some((group) => group.id === id && group.deleted))
    fail(place, `group "${id}" is deleted`)
  return id
}

/** @throws RangeError unless `value` is whole and in low..high. */
export function within(what: string, value: number, low: number, high: number, unit: string): void {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new RangeError(`${what} ${value} is not a whole number in ${low}..${high} ${unit}`)
}

/** @throws RangeError unless `value` is in low..high. */
export function between(what: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high))
    throw new RangeError(`${what} ${value} is not in ${low}..${high}`)
}

const DAY = 86_400_000
/** Bounds of the settings that are numbers; durations in ms. */
const bounds: readonly [keyof Settings, number, number, string][] = [
  ['seed', 0, 2 ** 32 - 1, ''],
  ['cycleInterval', 100, 60_000, 'ms'],
  ['avoidHold', 0, DAY, 'ms'],
  ['historyLookback', 1, 365 * DAY, 'ms'],
  ['offerTtl', 1, 600_000, 'ms'],
  ['declineMemoryTtl', 1, 365 * DAY, 'ms'],
  ['botMaxOpen', 1, 999, 'conversations'],
  ['manualTargetThreshold', 1, 90 * DAY, 'ms'],
  ['manualTargetMax', 1, 366 * DAY, 'ms'],
  ['extraCapacity', 0, 5000, 'thousandths of a slot'],
  ['autoCloseSweep', 1, DAY, 'ms'],
  ['autoLogout', 1, 365 * DAY, 'ms'],
]
/** The words of the settings that are words. */
const words: Readonly<Record<string, readonly string[]>> = {
  deletedSkill: ['toDefault', 'reject'],
  dispatchCadence: ['immediate', 'cycle'],
  levelRank: ['off', 'beforeLoad', 'afterLoad'],
  idleClock: ['lastAssignment', 'readyTime'],
  distributionMode: ['auto', 'ring', 'ringAll'],
  takeFromQueue: ['permitted', 'off', 'ignoreCapacity'],
  fallbackScope: ['new', 'all'],
  fallbackTrigger: ['presence', 'capacity'],
  fallbackChain: ['hop', 'walk'],
  splitDraw: ['deficit', 'random'],
  splitCascade: ['off', 'byPriority'],
  manualTargetEnds: ['firstReplyAtOrAfterDue', 'atDue'],
  skillChangeDueBase: ['pendingSince', 'transferTime'],
  urgentBase: ['markTime', 'pendingSince'],
  autoCloseManualTarget: ['exempt', 'notExempt'],
  offHoursTimerPolicy: ['suppress', 'defer'],
}

const selection: Settings['skillSelectionOrder'] = ['request', 'engagement', 'mapping', 'default']

/** @throws RangeError naming the setting, its value and its bounds. */
export function checkSettings(chosen: Settings): void {
  for (const [name, low, high, unit] of bounds) {
    const value = chosen[name] as number | null
    if (value !== null) within(`account: ${name}`, value, low, high, unit)
  }
  for (const [name, known_] of Object.entries(words)) {
    const value = chosen[name as keyof Settings] as string
    if (!known_.includes(value))
      fail(`account: ${name}`, `"${value}" is none of ${known_.join(', ')}`)
  }
  const steps = chosen.skillSelectionOrder
  if (steps.length !== selection.length || !selection.every((step) => steps.includes(step)))
    fail(
      'account: skillSelectionOrder',
      `"${steps.join(', ')}" is not each of ${selection.join(', ')} once`,
    )
}
