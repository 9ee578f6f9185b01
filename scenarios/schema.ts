import { type Static, Type } from 'typebox'

/** A duration as text. */
export const span = Type.String({
  pattern: String.raw`^\d+(\.\d+)? (ms|s|min|h|d)$`,
  description: 'duration such as 90 s, 4 min, 1.5 h or 2 d',
})
const clock = Type.String({
  pattern: String.raw`^(([01]\d|2[0-3]):[0-5]\d|24:00)$`,
  description: 'time of day such as 09:00, up to 24:00',
})
const positive = Type.Number({ exclusiveMinimum: 0 })
const mean = Type.Union([Type.Number({ minimum: 1 }), Type.Enum(['fitted'])], {
  description: 'number from 1, nor fitted',
})
const closed = { additionalProperties: false }

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

const model = Type.Object(
  {
    model: Type.Enum(['call', 'messaging']),
    holding: Type.Optional(time),
    turns: Type.Optional(mean),
    burst: Type.Optional(mean),
    spacing: Type.Optional(time),
    attention: Type.Optional(time),
    gap: Type.Optional(time),
    closeAfter: Type.Optional(time),
    patience: Type.Optional(time),
    silentShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  },
  closed,
)

const skill = Type.Object(
  {
    target: Type.Optional(Type.Union([span, Type.Null()])),
    weightActive: Type.Optional(Type.Number({ minimum: 0.1, maximum: 1 })),
    weightInactive: Type.Optional(Type.Number({ minimum: 0.1, maximum: 1 })),
    timeToInactive: Type.Optional(span),
    transfersTo: Type.Optional(Type.Array(Type.String())),
  },
  closed,
)

/** A scenario file: the type, the check and the JSON Schema for editors are this one value. */
export const schema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    description: Type.Optional(Type.String()),
    zone: Type.String({ description: 'IANA time zone of everything local' }),
    start: Type.String({
      pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
      description: 'date such as 2026-03-02',
    }),
    horizon: span,
    burnIn: Type.Optional(span),
    interval: Type.Optional(span),
    seed: Type.Integer({ minimum: 0 }),
    replications: Type.Integer({ minimum: 1, maximum: 100_000 }),
    rules: Type.Optional(
      Type.Object(
        {
          ranking: Type.Optional(
            Type.Enum(['balanced', 'leastLoaded', 'roundRobin', 'longestIdle']),
          ),
          smartCapacity: Type.Optional(Type.Boolean()),
          maxSlots: Type.Optional(Type.Integer({ minimum: 0, maximum: 999 })),
          extraCapacity: Type.Optional(Type.Number({ minimum: 0, maximum: 5 })),
          avoidHold: Type.Optional(span),
          warmUp: Type.Optional(
            Type.Object({ interval: span, maxDuration: span, cooldown: span }, closed),
          ),
        },
        closed,
      ),
    ),
    skills: Type.Record(Type.String(), skill),
    shifts: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Array(Type.Object({ days: Type.String(), from: clock, to: clock }, closed)),
      ),
    ),
    agents: Type.Array(
      Type.Object(
        {
          group: Type.String({ minLength: 1 }),
          count: Type.Integer({ minimum: 1, maximum: 10_000 }),
          skills: Type.Array(Type.String()),
          maxSlots: Type.Optional(Type.Integer({ minimum: 0, maximum: 999 })),
          shift: Type.Optional(Type.String()),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    fit: Type.Optional(Type.Object({ messages: Type.String() }, closed)),
    conversations: Type.Record(Type.String(), model),
    demand: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1 }),
          skill: Type.String(),
          conversation: Type.String(),
          perHour: Type.Optional(Type.Number({ minimum: 0 })),
          byHour: Type.Optional(
            Type.Array(Type.Number({ minimum: 0 }), { minItems: 24, maxItems: 24 }),
          ),
          replay: Type.Optional(Type.String()),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
)

/** A scenario as written: checked for form, not yet for sense. */
export type ScenarioFile = Static<typeof schema>
