import { Type, type TSchema } from 'typebox'
import { slots, type Weight } from '../../core/index.ts'
import { durationOf } from '../duration.ts'

/** A map of stated keys: another one is refused. */
export const closed = { additionalProperties: false }

/** A duration as text. */
export const span = Type.String({
  pattern: String.raw`^\d+(\.\d+)? (ms|s|min|h|d)$`,
  description: 'duration such as 90 s, 4 min, 1.5 h or 2 d',
})
const oneWay = (): never => {
  throw new Error('scenarios are read, not written')
}
/** A duration as text that `Value.Decode` makes milliseconds. */
export const duration = Type.Codec(span).Decode(durationOf).Encode(oneWay)
/** Slots in low..high, made thousandths. */
export const slotsIn = (minimum: number, maximum: number) =>
  Type.Codec(Type.Number({ minimum, maximum }))
    .Decode((n): Weight => slots(n))
    .Encode(oneWay)

export const clock = Type.String({
  pattern: String.raw`^(([01]\d|2[0-3]):[0-5]\d|24:00)$`,
  description: 'time of day such as 09:00, up to 24:00',
})
/** A local date and time; which zone reads it, what holds it says. */
export const dateTime = Type.String({
  pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$`,
  description: 'date and time such as 2026-12-24T08:30',
})
export const share = Type.Number({ minimum: 0, maximum: 1 })
export const positive = Type.Number({ exclusiveMinimum: 0 })
export const flag = Type.Boolean()
export const word = Type.String({ minLength: 1 })

/** One of a few words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]) =>
  Type.Unsafe<Word>(Type.Enum([...words]))
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
export const maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema)

/** What names stand for: the part of a scenario where each must be defined. */
export type Kind =
  | 'skills'
  | 'groups'
  | 'channels'
  | 'workingHours'
  | 'specialOccasions'
  | 'shifts'
  | 'conversations'
/** A name of something that is defined elsewhere in the file: `compile/names.ts` looks it up. */
export const nameOf = (refersTo: Kind) => Type.String({ refersTo })
/** A map whose keys are such names. */
export const byName = <Schema extends TSchema>(keysReferTo: Kind, schema: Schema) =>
  Type.Record(Type.String(), schema, { keysReferTo })
