import type { EntryKey, Time } from '../units.ts'
import { checkSource, record } from './check-record.ts'
import { among, type Check, type Fields, list, type Place, shape, text, whole } from './checks.ts'
import { type AttributionEvent, type AttributionEventType, visitGroups } from './event.ts'
import { recordSources } from './record.ts'

type Of<Type extends AttributionEventType> = Extract<AttributionEvent, { readonly type: Type }>

/** The last instant that a date can tell, ms. */
const LATEST = 8_640_000_000_000_000
const MOST = Number.MAX_SAFE_INTEGER
const at = whole<Time>(-LATEST, LATEST)
const key = <Key extends number>() => whole<Key>(0, MOST)
const entry = { at, entry: key<EntryKey>() }
const stay = {
  at,
  conversation: key<Of<'segment.ended'>['conversation']>(),
  segment: whole(0, MOST),
}

/** What an event of each type says. */
const fields: { readonly [Type in AttributionEventType]: Fields<Omit<Of<Type>, 'type'>> } = {
  'consumers.merged': { a: key(), b: key() },
  'visit.began': { at, visit: key(), consumer: key(), group: among(visitGroups) },
  'page.viewed': { ...entry, visit: key(), url: text, sections: list(text) },
  'content.shown': { ...entry, visit: key(), content: text },
  'engagement.recorded': {
    ...{ ...entry, consumer: key(), visit: key(), conversation: key() },
    ...{ source: among(recordSources), sentAt: at, record },
  },
  'conversation.began': { at, conversation: key(), consumer: key(), visit: key() },
  'conversation.ended': { at, conversation: key() },
  'segment.began': { ...stay, agent: key(), skill: whole(-1, MOST) },
  'segment.answered': stay,
  'segment.ended': stay,
}
/** What may be missing. */
const optional = new Set(['group', 'sections', 'sentAt'])
const needsVisit = new Set<string>(['visit.began', 'page.viewed', 'content.shown'])

export const attributionEventTypes = Object.keys(fields) as readonly AttributionEventType[]

/** An event from outside, or all that is wrong with it: path, value and what belongs there. */
export type CheckedEvent =
  | { readonly event: AttributionEvent }
  | { readonly refused: readonly string[] }

/**
 * An event as it stands in a file or a request. Amounts are in their currency's units; where none is
 * named they are in `currency`, the account's.
 */
export function checkAttributionEvent(value: unknown, currency: string): CheckedEvent {
  const place: Place = { path: 'event', currency, problems: [] }
  const event = anyEvent(value, place)
  return event && place.problems.length === 0 ? { event } : { refused: place.problems }
}

const anyEvent: Check<AttributionEvent> = (value, place) => {
  const { type, ...rest } = (value ?? {}) as Readonly<Record<string, unknown>>
  const known = among(attributionEventTypes)(type, { ...place, path: `${place.path}.type` })
  if (known === undefined) return
  const all: Fields<object> = fields[known]
  const needed = Object.keys(all).filter((name) => isNeeded(known, name))
  const found = shape<object>(all, needed as never[])(rest, place)
  const event = { type: known, ...found } as AttributionEvent
  if (event.type === 'engagement.recorded') checkSender(event, place)
  return event
}

function isNeeded(type: AttributionEventType, name: string): boolean {
  if (name === 'visit') return needsVisit.has(type)
  if (name === 'conversation') return type !== 'engagement.recorded'
  return !optional.has(name)
}

/** An agent says of which conversation something is the outcome; nobody else does. */
function checkSender(event: Of<'engagement.recorded'>, place: Place): void {
  const { conversation, source } = event
  if (event.record && source)
    checkSource(source, event.record.type, { ...place, path: `${place.path}.record.type` })
  if ((source === 'agent') !== (conversation !== undefined))
    place.problems.push(
      source === 'agent'
        ? `${place.path}.conversation is missing: of which it is an outcome`
        : `${place.path}.conversation ${conversation} is stated by ${source}; only agents state it`,
    )
}
