import { Type } from 'typebox'
import { durationOf, readForm, span } from '../../scenarios/index.ts'
import { isZone } from './mapping.ts'
import { closed, column, file, isOf, some, textOf } from './pieces.ts'

const at = (units: string[]) => Type.Object({ column, unit: Type.Enum(units) }, closed)
const instants = ['s', 'ms', 'iso']
/** Also seconds or milliseconds after the opening. */
const later = [...instants, 'sAfter', 'msAfter']

/** How a file of calls, chats or tickets is to be read: one row each. */
export const recordsSchema = Type.Object(
  {
    kind: Type.Enum(['calls', 'chats', 'tickets']),
    name: Type.String({ minLength: 1 }),
    provenance: Type.Optional(Type.String()),
    file,
    zone: Type.Optional(Type.String({ description: 'IANA time zone of local labels' })),
    columns: Type.Object(
      {
        id: some,
        opened: at(instants),
        answered: Type.Optional(at(later)),
        closed: Type.Optional(at(later)),
        agent: some,
        ...{ skill: some, lineOfBusiness: some },
        channel: some,
        consumer: some,
        abandoned: Type.Optional(Type.Object({ column, value: Type.String() }, closed)),
      },
      closed,
    ),
    closeAfter: Type.Optional(span),
    target: Type.Optional(span),
    resolutionTarget: Type.Optional(span),
  },
  closed,
)

interface At {
  readonly column: string
  readonly unit: 's' | 'ms' | 'iso' | 'sAfter' | 'msAfter'
}

/** A declared reading of such a file. Durations in ms. */
export interface Records {
  readonly kind: 'calls' | 'chats' | 'tickets'
  readonly name: string
  readonly provenance: string | null
  readonly file: string
  readonly zone: string
  readonly columns: {
    readonly id?: string
    readonly opened: At & { readonly unit: 's' | 'ms' | 'iso' }
    readonly answered?: At
    readonly closed?: At
    readonly agent?: string
    readonly skill?: string
    readonly lineOfBusiness?: string
    readonly channel?: string
    readonly consumer?: string
    readonly abandoned?: { readonly column: string; readonly value: string }
  }
  readonly closeAfter: number | null
  readonly target: number | null
  readonly resolutionTarget: number | null
}

/** Whether a mapping is of calls, chats or tickets, and not of messages. */
export const isOfRecords = (file: string): boolean => isOf(file, 'calls', 'chats', 'tickets')

/** @throws FormError with every problem, as `file:line:column: message`; ImportError. */
export function readRecords(file: string, data?: string): Records {
  const form = { schema: recordsSchema, what: 'the mapping' }
  const { error, value } = readForm(form, textOf(file), file)
  const { closeAfter, provenance = null, resolutionTarget, target, zone = 'UTC' } = value
  if (!isZone(zone)) throw error(['zone'], `zone "${zone}" is not a known IANA time zone`)
  return {
    ...(value as unknown as Records),
    ...{ provenance, zone, file: data ?? value.file },
    closeAfter: closeAfter === undefined ? null : durationOf(closeAfter),
    target: target === undefined ? null : durationOf(target),
    resolutionTarget: resolutionTarget === undefined ? null : durationOf(resolutionTarget),
  }
}
