import { Type } from 'typebox'
import { readForm } from '../../scenarios/index.ts'
import { type At, at, closed, column, file, isOf, some, textOf } from './pieces.ts'

/** How to read a forecast of the conversations that are opened, one row an interval and skill. */
export const forecastSchema = Type.Object(
  {
    kind: Type.Literal('forecast'),
    name: Type.String({ minLength: 1 }),
    provenance: Type.Optional(Type.String()),
    file,
    columns: Type.Object(
      {
        ...{ made: at, from: at, to: at, skill: column, expected: column },
        ...{ low50: some, high50: some, low90: some, high90: some },
      },
      closed,
    ),
  },
  closed,
)

/** A declared reading of a forecast. */
export interface ForecastMapping {
  readonly name: string
  readonly file: string
  readonly columns: Readonly<Record<'made' | 'from' | 'to', At>> &
    Readonly<Record<'skill' | 'expected', string>> &
    Readonly<Partial<Record<Band, string>>>
}

export const bands = ['low50', 'high50', 'low90', 'high90'] as const
type Band = (typeof bands)[number]

/** Whether a mapping is of a forecast. */
export const isOfForecast = (mapping: string): boolean => isOf(mapping, 'forecast')

/** @throws FormError with every problem, as `file:line:column: message`; ImportError. */
export function readForecast(mapping: string): ForecastMapping {
  const form = { schema: forecastSchema, what: 'the mapping' }
  return readForm(form, textOf(mapping), mapping).value
}
