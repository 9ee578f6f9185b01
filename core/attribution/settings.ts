import { between, fail, within } from '../config/checks.ts'
import { days, type Duration, minutes } from '../units.ts'
import { isCurrency } from './currency.ts'
import { serviceStatuses } from './record.ts'

/** How an interaction earns a conversion (SEMANTICS.md §21 and §26.10). */
export const attributionModels = ['last', 'first', 'linear', 'timeDecay', 'positionBased'] as const
export type AttributionModel = (typeof attributionModels)[number]
export const conversionDates = ['interaction', 'conversion'] as const
export type ConversionDate = (typeof conversionDates)[number]

/**
 * What is to be reached (§21). A sale, a lead and a service are conversions. `oncePerVisit`: what
 * reaches it again in the same visit is flagged. Thresholds compare the bare number, whatever the
 * currency, and are to be exceeded.
 */
export type Goal = { readonly oncePerVisit?: boolean } & (
  | { readonly kind: 'sale'; readonly above?: number }
  /** A lead record, or with `url` the view of that page. */
  | { readonly kind: 'lead'; readonly url?: string }
  /** Places in `serviceStatuses`; every topic where none is named. */
  | { readonly kind: 'service'; readonly topic?: string; readonly statuses: readonly number[] }
)
export const goalKinds = ['sale', 'lead', 'service'] as const satisfies readonly Goal['kind'][]

/** All settings, as they count. */
export interface Attribution {
  readonly model: AttributionModel
  /**
   * How many days after its end an interaction of another visit still earns a conversion: 0, 1, 7, 14
   * or 31 in the domain, any whole number here. 0 is the same visit only.
   */
  readonly crossSessionDays: number
  /** To which instant a credit is dated. */
  readonly conversionDate: ConversionDate
  /** Time decay: how much older a touch of half the weight is. */
  readonly halfLife: Duration
  /** Position-based: the shares of the first and the last touch, 0…1; all others share the rest. */
  readonly firstShare: number
  readonly lastShare: number
  /** How long after the close an agent may submit an outcome. */
  readonly outcomeWindow: Duration
  /** Of amounts that name none (ISO 4217). */
  readonly currency: string
  readonly goals: readonly Goal[]
}

/** What is documented, or chosen where nothing is (SEMANTICS.md §27). */
export const attributionDefaults: Attribution = {
  ...{ model: 'last', crossSessionDays: 31, conversionDate: 'interaction' },
  ...{ halfLife: days(7), firstShare: 0.4, lastShare: 0.4, outcomeWindow: minutes(30) },
  currency: 'USD',
  goals: [{ kind: 'sale' }, { kind: 'lead' }, { kind: 'service', statuses: [0] }],
}

/** A hundred years. */
const LONGEST = 36_525

/**
 * Settings with the defaults where nothing is stated, checked.
 * @throws RangeError naming the setting, its value and its bounds.
 */
export function configureAttribution(stated: Partial<Attribution> = {}): Attribution {
  const known = Object.keys(attributionDefaults)
  for (const name of Object.keys(stated))
    if (!known.includes(name))
      fail('attribution', `unknown setting "${name}"; known: ${known.join(', ')}`)
  const settings = { ...attributionDefaults, ...stated }
  const { conversionDate, crossSessionDays, currency, firstShare, lastShare, model } = settings
  checkWord('model', model, attributionModels)
  checkWord('conversionDate', conversionDate, conversionDates)
  within('attribution: crossSessionDays', crossSessionDays, 0, LONGEST, 'days')
  within('attribution: halfLife', settings.halfLife, 1, days(LONGEST), 'ms')
  within('attribution: outcomeWindow', settings.outcomeWindow, 0, days(LONGEST), 'ms')
  between('attribution: firstShare', firstShare, 0, 1)
  between('attribution: lastShare', lastShare, 0, 1)
  const both = inMillionths(firstShare) + inMillionths(lastShare)
  if (both > 1_000_000)
    fail('attribution', `firstShare ${firstShare} and lastShare ${lastShare} are more than 1`)
  if (!isCurrency(currency))
    fail('attribution: currency', `"${currency}" is not the code of a currency (ISO 4217)`)
  settings.goals.forEach(checkGoal)
  return settings
}

/** A share as whole millionths: shares are added and compared exactly. */
export const inMillionths = (share: number): number => Math.round(share * 1_000_000)

function checkWord(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value))
    fail(`attribution: ${name}`, `"${value}" is none of ${known.join(', ')}`)
}

function checkGoal(goal: Goal, place: number): void {
  const name = `attribution: goals[${place}]`
  checkWord(`goals[${place}].kind`, goal.kind, goalKinds)
  if (goal.kind === 'sale' && goal.above !== undefined)
    between(`${name}.above`, goal.above, 0, Number.MAX_SAFE_INTEGER)
  if (goal.kind === 'lead' && goal.url === '') fail(`${name}.url`, 'it is empty')
  if (goal.kind !== 'service') return
  if (goal.statuses.length === 0) fail(`${name}.statuses`, 'none is named: nothing can reach it')
  for (const status of goal.statuses)
    within(`${name}.statuses`, status, 0, serviceStatuses.length - 1, '')
}
