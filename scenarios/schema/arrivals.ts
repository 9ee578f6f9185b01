import { Type } from 'typebox'
import { closed, maybe, positive, span } from './words.ts'

const rate = Type.Number({ minimum: 0 })

/** A week: what arrives an hour, by interval of the day, on some weekdays. Other days have nobody. */
const profile = Type.Array(
  Type.Object(
    {
      days: maybe(Type.String()),
      /** An hour unless stated; a day has a whole number of them. */
      interval: maybe(span),
      perHour: Type.Array(rate, { minItems: 1 }),
    },
    closed,
  ),
  { minItems: 1 },
)

const points = Type.Array(Type.Object({ at: span, perHour: rate }, closed), { minItems: 1 })

/** A rate over time since the start, or since that of the cycle. */
const curve = Type.Object(
  {
    /** Constant from each point on, nobody before the first … */
    steps: maybe(points),
    /** … or straight between points and constant outside them … */
    linear: maybe(points),
    /** … or base + amplitude × sin(2π × t ÷ period + phase), never below 0. */
    sinusoid: maybe(
      Type.Object(
        { base: rate, amplitude: rate, period: span, phase: maybe(Type.Number()) },
        closed,
      ),
    ),
    /** Nobody comes from then on. */
    until: maybe(span),
    /** It begins again each time that this has passed. */
    cycle: maybe(span),
  },
  closed,
)

/** Quiet and busy in turn: what arrives an hour in each state, and how long it lasts on average. */
const bursts = Type.Object(
  {
    perHour: Type.Array(rate, { minItems: 2, maxItems: 2 }),
    lasting: Type.Array(span, { minItems: 2, maxItems: 2 }),
  },
  closed,
)

/** Exactly one of them says when conversations arrive. */
export const arrivals = {
  perHour: maybe(rate),
  byHour: maybe(Type.Array(rate, { minItems: 24, maxItems: 24 })),
  /** Or fitted: by hour of the week, as it was observed. */
  profile: maybe(
    Type.Union([profile, Type.Enum(['fitted'])], { description: 'list of days, nor fitted' }),
  ),
  curve: maybe(curve),
  bursts: maybe(bursts),
  /** A CSV: column `start`, and one that is called like the demand, with how many are expected. */
  forecast: maybe(Type.String({ minLength: 1 })),
  replay: maybe(Type.String()),
}

/** Days that are busier than others: a factor a day, of mean 1, on all that is not replayed. */
export const busyness = Type.Object(
  {
    /** Coefficient of variation of a day's factor, which is gamma distributed. */
    cv: Type.Number({ minimum: 0.01, maximum: 2 }),
    /** Between the factors of two demands on the same day; 1 unless stated. */
    correlation: maybe(Type.Number({ minimum: 0, maximum: 1 })),
  },
  closed,
)
/** Pace of one chat when there are one, two, … with the agent; the last for all beyond. */
export const paces = Type.Array(positive, { minItems: 1, maxItems: 100 })
