import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Behaviour, Fit } from './fit.ts'
import { FormError } from './form.ts'
import { oneOf, orNull } from './schema/words.ts'

const estimated = Type.Object({ value: Type.Number() })
const family = Type.Object({
  dist: oneOf('exponential', 'gamma', 'lognormal', 'weibull'),
  parameters: Type.Record(Type.String(), estimated),
})
const families = orNull(Type.Object({ families: Type.Array(family, { minItems: 1 }) }))
const times = Type.Object({ quantiles: Type.Array(Type.Number(), { minItems: 2 }) })
const mean = Type.Object({ mean: Type.Number() })

/** What of a fit scenarios use; it says more. */
const schema = Type.Object({
  turns: Type.Optional(mean),
  gap: Type.Optional(times),
  reply: Type.Optional(times),
  burst: Type.Optional(Type.Object({ mean: Type.Number(), spacing: times })),
  behaviour: Type.Object({
    arrivals: Type.Object({
      zone: Type.String(),
      rates: Type.Array(orNull(estimated), { minItems: 168, maxItems: 168 }),
    }),
    ...{ turns: orNull(estimated), burst: orNull(estimated), gap: families, attention: families },
    silent: orNull(Type.Object({ mean: estimated, silentShare: estimated })),
  }),
})

/** A fit that was kept. */
export interface FittedFile {
  /** Null of a run, whose times are families. */
  readonly fit: Fit | null
  readonly behaviour: Behaviour
}

/** Reads what `switchyard fit --json` wrote. @throws FormError naming the place in it. */
export function readFitted(text: string, file: string): FittedFile {
  const wrong = (message: string) => new FormError(file, [{ line: 1, column: 1, message }])
  const found = parsed(text)
  if (found === undefined) throw wrong('is no JSON')
  const [first] = Value.Errors(schema, found)
  if (first) throw wrong(`is no fit: ${first.instancePath || 'the whole'} ${first.message}`)
  const fitted = found as Partial<Fit> & { readonly behaviour: Behaviour }
  return { fit: fitted.gap ? (fitted as Fit) : null, behaviour: fitted.behaviour }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
