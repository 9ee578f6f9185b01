import { among, type Check, currency, type Fields, flag, levelOf } from './checks.ts'
import { list, money, type Place, shape, text, whole, wrong } from './checks.ts'
import {
  accepted,
  type Contact,
  type Day,
  type EngagementRecord,
  type Personal,
  type Product,
  type ProductLine,
  type RecordSource,
  type RecordType,
  recordTypes,
  serviceStatuses,
} from './record.ts'

/** No count of anything is larger. */
const MANY = 1_000_000_000

const day: Check<Day> = (value, place) => {
  const ofYear = { year: whole(1, 9999), month: whole(1, 12), day: whole(1, 31) }
  const found = shape<Day>(ofYear, ['year', 'month', 'day'])(value, place)
  if (found === undefined || found.day === undefined || found.month === undefined) return found
  return found.day <= daysIn(found.year, found.month)
    ? found
    : wrong(value, place, 'a day of the calendar')
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const product = shape<Product>({ name: text, category: text, sku: text, price: money(0) })
const products = list(
  shape<ProductLine>({ product, quantity: whole(0, MANY) }, ['product'] as const),
)
const contact = shape<Contact>({ email: text, phone: text, phoneType: text, address: text })
const age = shape<NonNullable<Personal['age']>>({
  ...{ age: whole(0, 150), year: whole(1, 9999), month: whole(1, 12), day: whole(1, 31) },
})

type Of<Type extends RecordType> = Extract<EngagementRecord, { readonly type: Type }>
type FieldsOf<Type extends RecordType> = Fields<Omit<Of<Type>, 'type'>>

/** What a record of each type may say (SEMANTICS.md §20). */
const fields: { readonly [Type in RecordType]: FieldsOf<Type> } = {
  cart: { total: money(0), currency, numItems: whole(0, MANY), products },
  purchase: {
    ...{ total: money(0), currency, orderId: text },
    cart: shape({ products, numItems: whole(0, MANY) }),
  },
  prodView: { currency, products },
  ctmrinfo: {
    ...{ ctype: text, cstatus: text, customerId: text, socialId: text, imei: text },
    ...{ userName: text, accountName: text, role: text, companyBranch: text },
    ...{ loginStatus: text, storeZipCode: text, storeNumber: text },
    ...{ balance: money(-1e10), currency, companySize: whole(0, MANY) },
    ...{ lastPaymentDate: day, registrationDate: day },
  },
  mrktInfo: { channel: whole(0, 4), affiliate: text, campaignId: text },
  personal: {
    ...{ firstname: text, lastname: text, company: text, language: text },
    ...{ age, contacts: list(contact), gender: whole(0, 2) },
  },
  lead: { topic: text, leadId: text, value: money(0), currency },
  service: {
    ...{ topic: text, category: text, serviceId: text },
    status: whole(0, serviceStatuses.length - 1),
  },
  error: { contextId: text, message: text, code: text, level: levelOf, resolved: flag },
  searchInfo: { keywords: list(text) },
}
const needed: Partial<Record<RecordType, readonly string[]>> = { cart: ['total', 'numItems'] }

/**
 * An engagement attribute as a page, a connector or an agent sends it. Amounts arrive in the
 * currency's units and become minor units; a missing currency is the place's.
 */
export const record: Check<EngagementRecord> = (value, place) => {
  const { currency: code, type, ...rest } = (value ?? {}) as Readonly<Record<string, unknown>>
  const known = among(recordTypes)(type, { ...place, path: `${place.path}.type` })
  if (known === undefined) return
  const inMoney = 'currency' in fields[known]
  const stated = code ?? (inMoney ? place.currency : undefined)
  const asked = { ...rest, ...(stated !== undefined && { currency: stated }) }
  // Amounts in a currency that nobody knows cannot be told: its code alone is wrong then.
  const paid = typeof stated === 'string' ? { ...place, currency: stated } : place
  const check = shape<object>(fields[known], (needed[known] ?? []) as never[])
  const found = check(asked, paid)
  return found && ({ type: known, ...found } as EngagementRecord)
}

/** Tells of a record that its sender may not send (§20). */
export function checkSource(source: RecordSource, type: RecordType, place: Place): void {
  const types = accepted[source]
  if (types !== undefined && !types.includes(type))
    place.problems.push(
      `${place.path} "${type}" is not accepted from ${source}: ${types.join(', ')}`,
    )
}
