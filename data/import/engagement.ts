import { type TSchema, Type } from 'typebox'
import { type Attribution, attributionModels, configureAttribution } from '../../core/index.ts'
import { conversionDates, goalKinds, serviceStatuses } from '../../core/index.ts'
import { durationOf, readForm, span } from '../../scenarios/index.ts'
import { type At, at, closed, column, file, isOf, some, textOf } from './pieces.ts'

const part = <Columns extends Record<string, TSchema>>(columns: Columns) =>
  Type.Optional(Type.Object({ file, columns: Type.Object(columns, closed) }, closed))

const goal = Type.Object(
  {
    kind: Type.Enum(goalKinds),
    oncePerVisit: Type.Optional(Type.Boolean()),
    above: Type.Optional(Type.Number({ description: 'A sale: of more than this' })),
    url: Type.Optional(Type.String({ description: 'A lead: the view of this page' })),
    topic: Type.Optional(Type.String()),
    statuses: Type.Optional(Type.Array(Type.Enum(serviceStatuses))),
  },
  closed,
)

/** How to read what consumers did beside their conversations: up to five files, and the rules. */
export const engagementSchema = Type.Object(
  {
    kind: Type.Literal('engagement'),
    name: Type.String({ minLength: 1 }),
    provenance: Type.Optional(Type.String()),
    visits: part({
      ...{ visit: column, consumer: column, began: at, ended: Type.Optional(at) },
      control: Type.Optional(Type.Object({ column, value: Type.String() }, closed)),
    }),
    records: part({
      ...{ type: column, consumer: column, at, visit: some },
      ...{ reference: some, topic: some, status: some },
      ...{ amount: some, currency: some, items: some },
      ...{ conversation: some, source: some },
    }),
    identities: part({ a: column, b: column }),
    pages: part({ visit: column, at, url: column }),
    contents: part({ visit: column, at, content: column }),
    model: Type.Optional(Type.Enum(attributionModels)),
    lookBack: Type.Optional(Type.Integer({ minimum: 0, description: 'Whole days' })),
    datedTo: Type.Optional(Type.Enum(conversionDates)),
    halfLife: Type.Optional(span),
    currency: Type.Optional(Type.String({ description: 'Of amounts that name none; ISO 4217' })),
    goals: Type.Optional(Type.Array(goal)),
  },
  closed,
)

/** A declared reading of one file: what it says by the columns that say it. */
export interface Part<Name extends string = string> {
  readonly file: string
  readonly columns: { readonly [name in Name]?: string | At | Flag }
}
export interface Flag {
  readonly column: string
  readonly value: string
}

export const partNames = ['identities', 'visits', 'pages', 'contents', 'records'] as const
export type PartName = (typeof partNames)[number]

/** A declared reading of engagement. */
export interface EngagementMapping extends Readonly<Partial<Record<PartName, Part>>> {
  readonly name: string
  readonly settings: Attribution
}

/** Whether a mapping is of engagement. */
export const isOfEngagement = (mapping: string): boolean => isOf(mapping, 'engagement')

/** @throws FormError with every problem, as `file:line:column: message`; ImportError. */
export function readEngagement(mapping: string): EngagementMapping {
  const form = { schema: engagementSchema, what: 'the mapping' }
  const { error, value } = readForm(form, textOf(mapping), mapping)
  const { currency, datedTo, goals, halfLife, lookBack, model, name } = value
  const parts = Object.fromEntries(
    partNames.flatMap((part) => (value[part] ? [[part, value[part]]] : [])),
  ) as Partial<Record<PartName, Part>>
  if (!parts.visits && !parts.records)
    throw error([], 'neither visits nor records are named: there is nothing to read')
  const stated = {
    ...{ model, crossSessionDays: lookBack, conversionDate: datedTo, currency },
    halfLife: halfLife === undefined ? undefined : durationOf(halfLife),
    goals: goals?.map(({ statuses = ['complete'], ...rest }) =>
      rest.kind === 'service'
        ? { ...rest, statuses: statuses.map((status) => serviceStatuses.indexOf(status)) }
        : rest,
    ),
  }
  const known = Object.entries(stated).filter(([, one]) => one !== undefined)
  try {
    return { name, ...parts, settings: configureAttribution(Object.fromEntries(known)) }
  } catch (cause) {
    throw error([], (cause as Error).message)
  }
}
