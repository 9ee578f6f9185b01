import { Type } from 'typebox'
import { closed, maybe, nameOf, oneOf, positive, share, span } from './words.ts'

const mean = Type.Union([Type.Number({ minimum: 1 }), Type.Enum(['fitted'])], {
  description: 'number from 1, nor fitted',
})

const time = Type.Union(
  [
    Type.Object({ exponential: span }, closed),
    Type.Object({ deterministic: span }, closed),
    Type.Object({ uniform: Type.Array(span, { minItems: 2, maxItems: 2 }) }, closed),
    Type.Object({ lognormal: span, cv: positive }, closed),
    Type.Object({ fitted: Type.Enum(['gap', 'reply', 'spacing']) }, closed),
  ],
  { description: 'distribution of times' },
)

/** How conversations of one sort go. */
export const conversation = Type.Object(
  {
    model: oneOf('call', 'messaging'),
    holding: maybe(time),
    turns: maybe(mean),
    burst: maybe(mean),
    spacing: maybe(time),
    attention: maybe(time),
    gap: maybe(time),
    closeAfter: maybe(time),
    patience: maybe(time),
    silentShare: maybe(share),
  },
  closed,
)

/** What arrives. */
export const demand = Type.Array(
  Type.Object(
    {
      name: Type.String({ minLength: 1 }),
      skill: nameOf('skills'),
      conversation: nameOf('conversations'),
      perHour: maybe(Type.Number({ minimum: 0 })),
      byHour: maybe(Type.Array(Type.Number({ minimum: 0 }), { minItems: 24, maxItems: 24 })),
      replay: maybe(Type.String()),
    },
    closed,
  ),
  { minItems: 1 },
)
