import type { Minor } from '../units.ts'

/** What is known of a product. `price` in the record's currency. */
export interface Product {
  readonly name?: string
  readonly category?: string
  readonly sku?: string
  readonly price?: Minor
}
/** A product, and how many of it. */
export interface ProductLine {
  readonly product: Product
  readonly quantity?: number
}
/** A day of the calendar. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** What lies in the cart. */
export interface Cart {
  readonly type: 'cart'
  readonly total: Minor
  readonly currency: string
  readonly numItems: number
  readonly products?: readonly ProductLine[]
}
/** What was bought. */
export interface Purchase {
  readonly type: 'purchase'
  readonly total?: Minor
  readonly currency: string
  readonly orderId?: string
  readonly cart?: { readonly products?: readonly ProductLine[]; readonly numItems?: number }
}
/** What was looked at. */
export interface ProductView {
  readonly type: 'prodView'
  readonly currency: string
  readonly products?: readonly ProductLine[]
}
/** Who the consumer is to the brand. */
export interface CustomerInfo {
  readonly type: 'ctmrinfo'
  readonly ctype?: string
  readonly cstatus?: string
  readonly customerId?: string
  readonly socialId?: string
  readonly imei?: string
  readonly userName?: string
  readonly accountName?: string
  readonly role?: string
  readonly companyBranch?: string
  readonly loginStatus?: string
  readonly storeZipCode?: string
  readonly storeNumber?: string
  readonly balance?: Minor
  readonly currency: string
  readonly companySize?: number
  readonly lastPaymentDate?: Day
  readonly registrationDate?: Day
}
/** What brought the consumer: 0 direct, 1 search, 2 social, 3 email, 4 referral. */
export interface MarketingInfo {
  readonly type: 'mrktInfo'
  readonly channel?: number
  readonly affiliate?: string
  readonly campaignId?: string
}
export interface Contact {
  readonly email?: string
  readonly phone?: string
  readonly phoneType?: string
  readonly address?: string
}
/** Who the consumer is. */
export interface Personal {
  readonly type: 'personal'
  readonly firstname?: string
  readonly lastname?: string
  readonly company?: string
  readonly language?: string
  readonly age?: {
    readonly age?: number
    readonly year?: number
    readonly month?: number
    readonly day?: number
  }
  readonly contacts?: readonly Contact[]
  readonly gender?: number
}
export interface Lead {
  readonly type: 'lead'
  readonly topic?: string
  readonly leadId?: string
  readonly value?: Minor
  readonly currency: string
}
/** A service; its status is a place in `serviceStatuses`. */
export interface Service {
  readonly type: 'service'
  readonly topic?: string
  readonly category?: string
  readonly serviceId?: string
  readonly status?: number
}
/** What went wrong on the page. */
export interface PageError {
  readonly type: 'error'
  readonly contextId?: string
  readonly message?: string
  readonly code?: string
  readonly level?: string | number
  readonly resolved?: boolean
}
/** What was searched for. */
export interface SearchInfo {
  readonly type: 'searchInfo'
  readonly keywords?: readonly string[]
}

/**
 * An engagement attribute (SEMANTICS.md §20). Money is in minor units of `currency`, which is the
 * account's where the sender named none.
 */
export type EngagementRecord =
  | Cart
  | Purchase
  | ProductView
  | CustomerInfo
  | MarketingInfo
  | Personal
  | Lead
  | Service
  | PageError
  | SearchInfo

export type RecordType = EngagementRecord['type']
/** The types; their places are the codes of recorded tables: append, never reorder. */
export const recordTypes = [
  'cart',
  'purchase',
  'prodView',
  'ctmrinfo',
  'mrktInfo',
  'personal',
  'lead',
  'service',
  'error',
  'searchInfo',
] as const satisfies readonly RecordType[]

/** Within a conversation the latest of these replaces the earlier ones wholly; others append. */
export const replacing: ReadonlySet<RecordType> = new Set([
  ...(['cart', 'personal', 'ctmrinfo', 'mrktInfo'] as const),
])

/** Statuses of a service by their codes. */
export const serviceStatuses = [
  'complete',
  'inProgress',
  'approved',
  'cancelled',
  'notApproved',
  'reviewed',
  'missingDetails',
  'closed',
  'removed',
  'assigned',
  'waiting',
] as const

/** Who sends records: the page, a flow with a login, a connector's profile, an agent as an outcome. */
export const recordSources = ['page', 'authenticated', 'connector', 'agent'] as const
export type RecordSource = (typeof recordSources)[number]

/** Types that a sender may send; all where it is not named. */
export const accepted: Readonly<Partial<Record<RecordSource, readonly RecordType[]>>> = {
  authenticated: ['ctmrinfo', 'personal'],
  connector: ['ctmrinfo', 'personal'],
  agent: ['purchase', 'lead', 'service'],
}
