import { Type } from 'typebox'
import { closed, positive, share, span } from './words.ts'

const cv = Type.Number({ minimum: 0.02, maximum: 20 })

/**
 * What is fitted to recorded events: gaps, replies and spacings as they were observed, the attention of
 * agents as its best family, patience where some leave without a word.
 */
export const fittedTimes = ['gap', 'reply', 'spacing', 'attention', 'patience'] as const

/** Mean first wherever there is one; a Weibull has its scale there. */
const simple = [
  Type.Object({ exponential: span }, closed),
  Type.Object({ deterministic: span }, closed),
  Type.Object({ uniform: Type.Array(span, { minItems: 2, maxItems: 2 }) }, closed),
  Type.Object({ lognormal: span, cv: positive }, closed),
  Type.Object({ gamma: span, cv }, closed),
  Type.Object({ erlang: span, k: Type.Integer({ minimum: 1, maximum: 1000 }) }, closed),
  Type.Object({ weibull: span, shape: Type.Number({ minimum: 0.1, maximum: 50 }) }, closed),
  Type.Object(
    {
      hyperexponential: Type.Array(span, { minItems: 1 }),
      shares: Type.Array(share, { minItems: 1 }),
    },
    closed,
  ),
  /** Equally likely quantiles, from the least to the most. */
  Type.Object({ empirical: Type.Array(span, { minItems: 2 }) }, closed),
  Type.Object({ fitted: Type.Enum([...fittedTimes]) }, closed),
] as const

/** A duration that varies. */
export const time = Type.Union(
  [
    ...simple,
    Type.Object(
      {
        mixture: Type.Array(
          Type.Object(
            { share, of: Type.Union([...simple], { description: 'distribution of times' }) },
            closed,
          ),
          { minItems: 1 },
        ),
      },
      closed,
    ),
  ],
  { description: 'distribution of times' },
)
