import { Type } from 'typebox'
import { closed, duration, flag, maybe, nameOf, oneOf, orNull, share, word } from './words.ts'

/** The order of the queue (SEMANTICS.md §11.3, §26.7). */

const when = Type.Object(
  {
    skill: maybe(nameOf('skills')),
    channel: maybe(nameOf('channels')),
    transfersAbove: maybe(Type.Integer({ minimum: 0 })),
    transferredFrom: maybe(nameOf('skills')),
    transferredTo: maybe(nameOf('skills')),
    suggested: maybe(flag),
    urgent: maybe(flag),
    firstTime: maybe(flag),
    returning: maybe(flag),
    firstMessage: maybe(flag),
    tag: maybe(word),
  },
  closed,
)

export const prioritization = Type.Object(
  {
    entrance: maybe(share),
    tau: maybe(duration),
    ageClock: maybe(oneOf('business', 'elapsed')),
    draw: maybe(oneOf('perPass', 'perConversation')),
    velocities: maybe(
      Type.Array(
        Type.Object({ when, velocity: Type.Number({ minimum: 0.01, maximum: 100 }) }, closed),
      ),
    ),
  },
  closed,
)

export const classes = Type.Array(
  Type.Object(
    {
      when,
      tier: maybe(Type.Integer({ minimum: -1000, maximum: 1000 })),
      initial: maybe(Type.Number()),
      slope: maybe(Type.Number({ minimum: -1 })),
      cap: maybe(orNull(Type.Number())),
    },
    closed,
  ),
)
