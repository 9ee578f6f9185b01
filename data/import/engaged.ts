import { type AttributionEvent, checkAttributionEvent, serviceStatuses } from '../../core/index.ts'
import type { Aside } from './aside.ts'
import type { Part, PartName } from './engagement.ts'
import { Names } from './names.ts'
import type { At } from './pieces.ts'

/** A row of one of the files: what its mapped columns say. Instants are in ms, all else is text. */
export interface Told {
  readonly row: number
  readonly raw: string
  readonly at: number | null
  readonly ended: number | null
  /** The instant as it stands in the file. */
  readonly written: string | null
  readonly text: Readonly<Partial<Record<string, string>>>
}

type Of<Type extends AttributionEvent['type']> = Extract<AttributionEvent, { readonly type: Type }>
export type Visit = Of<'visit.began'> & { readonly endedAt: number | null }
export type Recorded = Of<'engagement.recorded'>

/** Where rows come from. */
export interface From {
  readonly where: string
  readonly columns: Part['columns']
}

/** What was told of engagement, row by row: good ones by kind, the others with their reasons. */
export class Engaged {
  readonly merged: Of<'consumers.merged'>[] = []
  readonly visits: Visit[] = []
  readonly pages: Of<'page.viewed'>[] = []
  readonly contents: Of<'content.shown'>[] = []
  readonly records: Recorded[] = []
  readonly aside: Aside[] = []
  private readonly visitNames = new Names()
  private readonly firstRows = new Map<number, number>()
  readonly consumers: Names
  private readonly currency: string
  private entries = 0

  constructor(consumers: Names, currency: string) {
    this.consumers = consumers
    this.currency = currency
  }

  /** @param from the file, and its columns: they name what is wrong. */
  tell(part: PartName, told: Told, { columns, where }: From): void {
    const reason = this.told(part, told, columns)
    if (reason !== undefined)
      this.aside.push({ row: told.row, line: null, reason: `${where}: ${reason}`, raw: told.raw })
  }

  /** Returns why a row cannot be used, if it cannot. */
  private told(part: PartName, told: Told, columns: Part['columns']): string | undefined {
    const when = (columns.at ?? columns.began) as At | undefined
    if (when !== undefined && told.at === null)
      return `column "${when.column}": "${told.written ?? ''}" is no instant`
    const checked = checkAttributionEvent(this.eventOf(part, told), this.currency)
    if ('event' in checked) return this.keep(checked.event, told)
    return checked.refused.map((problem) => ofColumn(problem, columns)).join('; ')
  }

  private eventOf(part: PartName, { at, text }: Told): Readonly<Record<string, unknown>> {
    const visit = text.visit === undefined ? {} : { visit: this.visitNames.keyOf(text.visit) }
    const instant = at === null ? {} : { at }
    const consumer = (name: string | undefined) =>
      name === undefined ? undefined : this.consumers.keyOf(name)
    switch (part) {
      case 'identities':
        return { type: 'consumers.merged', a: consumer(text.a), b: consumer(text.b) }
      case 'visits': {
        const group = text.control === undefined ? {} : { group: text.control }
        const own = { ...visit, ...instant, ...group }
        return { type: 'visit.began', ...own, consumer: consumer(text.consumer) }
      }
      case 'pages':
        return { type: 'page.viewed', ...visit, ...instant, entry: ++this.entries, url: text.url }
      case 'contents': {
        const own = { ...visit, ...instant, entry: ++this.entries }
        return { type: 'content.shown', ...own, content: text.content }
      }
      case 'records':
        return {
          ...{ type: 'engagement.recorded', ...visit, ...instant, entry: ++this.entries },
          ...{ consumer: consumer(text.consumer), source: text.source ?? 'page' },
          ...(text.conversation !== undefined && { conversation: numberOf(text.conversation) }),
          record: recordOf(text),
        }
    }
  }

  /** Keeps what happened. Returns a reason where it cannot be, for it is known already. */
  private keep(event: AttributionEvent, { ended, row }: Told): string | undefined {
    switch (event.type) {
      case 'consumers.merged':
        return void this.merged.push(event)
      case 'visit.began': {
        const first = this.firstRows.get(event.visit)
        if (first !== undefined) return `duplicate: row ${first} has the same visit`
        if (ended !== null && ended < event.at) return 'the visit ends before it begins'
        this.firstRows.set(event.visit, row)
        return void this.visits.push({ ...event, endedAt: ended })
      }
      case 'page.viewed':
        return void this.pages.push(event)
      case 'content.shown':
        return void this.contents.push(event)
      case 'engagement.recorded':
        return void this.records.push(event)
      default:
        return `${event.type} is not told by these files`
    }
  }
}

/** Which column says what a record calls otherwise. */
const saidIn: Readonly<Record<string, string>> = {
  ...{ total: 'amount', value: 'amount', balance: 'amount', numItems: 'items' },
  ...{ orderId: 'reference', leadId: 'reference', serviceId: 'reference' },
  customerId: 'reference',
}

/** A problem of an event, told of the column that said it. */
function ofColumn(problem: string, columns: Part['columns']): string {
  return problem.replace(/^event\.(?:record\.)?(\w+)/, (path, name: string) => {
    const column = columns[saidIn[name] ?? name]
    const said = typeof column === 'string' ? column : column?.column
    return said === undefined ? path : `column "${said}":`
  })
}

/** A number where it is one; else the text, which is then refused in its own words. */
const numberOf = (text: string): number | string =>
  /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text

/** A record by its type, of the columns that say something of that type (SEMANTICS.md §20). */
function recordOf(text: Told['text']): Readonly<Record<string, unknown>> {
  const { amount, currency, items, reference, status, topic, type } = text
  const money = amount === undefined ? undefined : numberOf(amount)
  const count = items === undefined ? undefined : numberOf(items)
  const code = serviceStatuses.indexOf(status as never)
  const state = status === undefined ? undefined : code < 0 ? numberOf(status) : code
  const fields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    cart: { total: money, currency, numItems: count },
    purchase: { total: money, currency, orderId: reference },
    prodView: { currency },
    ctmrinfo: { balance: money, currency, customerId: reference },
    lead: { value: money, currency, leadId: reference, topic },
    service: { serviceId: reference, topic, status: state },
  }
  const own = Object.entries(fields[type ?? ''] ?? {}).filter(([, value]) => value !== undefined)
  return { type, ...Object.fromEntries(own) }
}
