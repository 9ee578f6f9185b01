import { Type } from 'typebox'
import { arrivals, paces } from './arrivals.ts'
import { time } from './times.ts'
import { closed, maybe, nameOf, oneOf, positive, share } from './words.ts'

const mean = Type.Union([Type.Number({ minimum: 1 }), Type.Enum(['fitted'])], {
  description: 'number from 1, nor fitted',
})

/** A call: one holding time. */
const call = { holding: maybe(time) }
/** A chat: work, done at a pace that depends on how many the agent has, or is shared by all. */
const chat = {
  work: maybe(time),
  pace: maybe(
    Type.Union([paces, Type.Object({ shared: positive }, closed)], {
      description: 'list of paces, nor a pace that is shared',
    }),
  ),
}
/** Messaging: turn by turn. */
const messaging = {
  turns: maybe(mean),
  burst: maybe(mean),
  spacing: maybe(time),
  attention: maybe(time),
  gap: maybe(time),
  closeAfter: maybe(time),
  silentShare: maybe(share),
}

/** How conversations of one sort go. */
export const conversation = Type.Object(
  {
    model: oneOf('call', 'chat', 'messaging'),
    ...{ ...call, ...chat, ...messaging },
    patience: maybe(time),
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
      ...arrivals,
    },
    closed,
  ),
  { minItems: 1 },
)
