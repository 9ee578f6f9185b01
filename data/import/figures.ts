import { type TSchema, Type } from 'typebox'
import { readForm } from '../../scenarios/index.ts'
import { type At, at, closed, column, file, isOf, some, textOf } from './pieces.ts'

/** Tables of figures that others found, by the word that a mapping names them by. */
export const figureTables = {
  forecast: 'forecasts',
  handleTimes: 'handle_times',
  requirements: 'requirements',
  botScores: 'bot_scores',
} as const
export type FigureKind = keyof typeof figureTables

const forms = {
  handleTimes: {
    columns: { from: at, to: at, skill: some, value: column },
    unit: Type.Optional(Type.Enum(['s', 'ms'], { description: 'Of the values; s if missing' })),
  },
  requirements: {
    columns: {
      ...{ from: at, to: at, skill: some, agents: column },
      ...{ method: some, target: some, confidence: some, run: some },
    },
  },
  botScores: { columns: { at, bot: column, skill: some, score: column } },
} as const satisfies Record<
  string,
  { readonly columns: Readonly<Record<string, TSchema>>; readonly unit?: TSchema }
>

const schemaOf = (kind: keyof typeof forms) => {
  const { columns, ...beside } = forms[kind]
  return Type.Object(
    {
      kind: Type.Literal(kind),
      name: Type.String({ minLength: 1 }),
      provenance: Type.Optional(Type.String()),
      file,
      ...beside,
      columns: Type.Object(columns, closed),
    },
    closed,
  )
}

/** How to read a supplier's handle times, agents required, and scores of bots. */
export const handleTimesSchema = schemaOf('handleTimes')
export const requirementsSchema = schemaOf('requirements')
export const botScoresSchema = schemaOf('botScores')

const schemas = {
  handleTimes: handleTimesSchema,
  requirements: requirementsSchema,
  botScores: botScoresSchema,
}

/** What a cell of a number may be; `scale` is what the table's unit has of the cell's. */
interface NumberIn {
  readonly name: string
  readonly column: string | undefined
  readonly low: number
  readonly high?: number
  readonly scale?: number
  /** Nothing may stand there. */
  readonly maybe?: true
}

/** A declared reading of figures, one row each: how the columns of a table are filled. */
export interface Figures {
  readonly kind: FigureKind
  readonly name: string
  readonly file: string
  readonly instants: readonly (At & { readonly name: string })[]
  readonly numbers: readonly NumberIn[]
  /** Skills and agents of the run by name; without a column or, if `maybe`, a cell: none. */
  readonly places: readonly {
    readonly name: 'skill' | 'agent'
    readonly column: string | undefined
    readonly maybe?: true
  }[]
  readonly texts: readonly { readonly name: string; readonly column: string | undefined }[]
  /** SQL of what cannot be, and what is said of it. */
  readonly wrong: readonly (readonly [test: string, reason: string])[]
}

/** Whether a mapping is of figures that are no forecast. */
export const isOfFigures = (mapping: string): boolean => isOf(mapping, ...Object.keys(forms))

/** @throws FormError with every problem, as `file:line:column: message`; ImportError. */
export function readFigures(mapping: string): Figures {
  const text = textOf(mapping)
  const kinds = Object.keys(forms) as (keyof typeof forms)[]
  const kind = kinds.find((one) => isOf(mapping, one))!
  const { value } = readForm({ schema: schemas[kind], what: 'the mapping' }, text, mapping)
  const about = { kind, name: value.name, file: value.file }
  return { ...about, ...parts[kind](value as never) }
}

type Parts = Omit<Figures, 'kind' | 'name' | 'file'>
type Columns<Named extends string> = Readonly<Record<'from' | 'to' | 'at', At>> &
  Readonly<Partial<Record<Named, string>>>

/** An interval that is none. */
export const backwards = ['to_at <= from_at', 'the interval ends before it begins'] as const

const parts: { readonly [K in keyof typeof forms]: (value: never) => Parts } = {
  handleTimes({ columns, unit }: { columns: Columns<'skill' | 'value'>; unit?: 's' | 'ms' }) {
    const scale = unit === 'ms' ? 1 : 1000
    return {
      instants: interval(columns),
      numbers: [{ name: 'value_ms', column: columns.value, low: 0, scale }],
      places: [{ name: 'skill', column: columns.skill, maybe: true }],
      ...{ texts: [], wrong: [backwards] },
    }
  },
  requirements({ columns }: { columns: Columns<Requirement> }) {
    const { agents, confidence, method, run, skill, target } = columns
    return {
      instants: interval(columns),
      numbers: [
        { name: 'agents', column: agents, low: 0, maybe: true },
        { name: 'confidence', column: confidence, low: 0, high: 1, maybe: true },
      ],
      places: [{ name: 'skill', column: skill, maybe: true }],
      texts: [
        { name: 'method', column: method },
        { name: 'target', column: target },
        { name: 'run_hash', column: run },
      ],
      wrong: [backwards],
    }
  },
  botScores({ columns }: { columns: Columns<'bot' | 'skill' | 'score'> }) {
    return {
      instants: [{ name: 'at', ...columns.at }],
      numbers: [{ name: 'score', column: columns.score, low: 1, high: 3 }],
      places: [
        { name: 'agent', column: columns.bot },
        { name: 'skill', column: columns.skill, maybe: true },
      ],
      ...{ texts: [], wrong: [] },
    }
  },
}

type Requirement = 'skill' | 'agents' | 'method' | 'target' | 'confidence' | 'run'

const interval = ({ from, to }: Columns<never>) => [
  { name: 'from_at', ...from },
  { name: 'to_at', ...to },
]
