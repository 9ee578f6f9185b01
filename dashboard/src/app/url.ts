/** What the link holds: everything that a second person needs to see the same (SCREENS.md §2). */
export interface Link {
  readonly page: Page
  /** The run, by id; null for the newest. */
  readonly ds: string | null
  /** The scenario that is simulated, by the name of its file; null for the first. */
  readonly sc: string | null
  /** Only this skill. */
  readonly skill: string | null
  /** What the heatmap shows. */
  readonly m: HeatMetric
  /** Whose curve is drawn. */
  readonly c: CurveMetric
  readonly agent: string | null
  readonly cause: string | null
  /** Part of a conversation's key. */
  readonly q: string | null
  /** Opened within: instants in ms, the end exclusive. */
  readonly b: readonly [from: number, to: number] | null
  readonly order: Order
  readonly desc: boolean
  /** The conversation that is open. */
  readonly sel: number | null
  /** Charts that are shown as tables. */
  readonly twin: readonly string[]
}

export const pages = ['plan', 'results', 'conversations'] as const
export type Page = (typeof pages)[number]
export const heatMetrics = ['owed', 'queued', 'opened', 'responseTime'] as const
export type HeatMetric = (typeof heatMetrics)[number]
export const curveMetrics = ['responseTime', 'firstResponseWait', 'assignmentWait'] as const
export type CurveMetric = (typeof curveMetrics)[number]
export const orders = ['opened_at', 'wait', 'first_response', 'worst_response', 'turns'] as const
export type Order = (typeof orders)[number]

/** What a link without anything says. */
export const plain: Link = {
  page: 'results',
  ds: null,
  sc: null,
  skill: null,
  m: 'owed',
  c: 'responseTime',
  agent: null,
  cause: null,
  q: null,
  b: null,
  order: 'opened_at',
  desc: false,
  sel: null,
  twin: [],
}

/** A link that was read, and what of it nobody understands: told, never dropped silently. */
export interface ReadLink {
  readonly link: Link
  readonly unknown: readonly string[]
}

/** The version of this format. */
const VERSION = '1'

/** Reads a path and a query. */
export function readLink(pathname: string, search: string): ReadLink {
  const unknown: string[] = []
  const found: Record<string, unknown> = {}
  const path = pathname.replaceAll('/', '')
  const page = oneOf(pages, path)
  if (page) found['page'] = page
  else if (path !== '') unknown.push(`page "${path}"`)
  for (const [key, text] of new URLSearchParams(search)) {
    const value = read(key, text)
    if (value === undefined) unknown.push(`${key}=${text}`)
    else if (key !== 'v') found[key] = value
  }
  return { link: { ...plain, ...found }, unknown }
}

function read(key: string, text: string): unknown {
  switch (key) {
    case 'v':
      return text === VERSION ? text : undefined
    case 'ds':
    case 'sc':
    case 'skill':
    case 'agent':
    case 'cause':
    case 'q':
      return text === '' ? undefined : text
    case 'm':
      return oneOf(heatMetrics, text)
    case 'c':
      return oneOf(curveMetrics, text)
    case 'order':
      return oneOf(orders, text)
    case 'desc':
      return text === '1' ? true : undefined
    case 'sel':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
    case 'b': {
      const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? []
      return from !== undefined && Number(from) < Number(to)
        ? [Number(from), Number(to)]
        : undefined
    }
    case 'twin':
      return text === '' ? undefined : text.split(',')
    default:
      return undefined
  }
}

/** The path and query of a link; what is as always is left out. */
export function writeLink(link: Link): string {
  const query = new URLSearchParams({ v: VERSION })
  for (const key of Object.keys(plain) as (keyof Link)[])
    if (key !== 'page' && link[key] !== plain[key]) {
      const text = written(link[key])
      if (text !== '') query.set(key, text)
    }
  return `/${link.page}?${query.toString().replaceAll('%2C', ',')}`
}

function written(value: Link[keyof Link]): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : ''
  if (typeof value !== 'object') return String(value)
  return value.join(typeof value[0] === 'number' ? '-' : ',')
}

function oneOf<Known extends string>(known: readonly Known[], text: string): Known | undefined {
  return known.find((name) => name === text)
}
