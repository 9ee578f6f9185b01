import { Type } from 'typebox'
import { arrivals, paces } from './arrivals.ts'
import { time } from './times.ts'
import { closed, flag, maybe, nameOf, oneOf, positive, share, span, word } from './words.ts'

const mean = Type.Union([Type.Number({ minimum: 1 }), Type.Enum(['fitted'])], {
  description: 'number from 1, nor fitted',
})

const count = Type.Number({ minimum: 0, maximum: 100 })

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
  silentShare: maybe(
    Type.Union([share, Type.Enum(['fitted'])], { description: 'share in 0..1, nor fitted' }),
  ),
}

const causes = Type.Object({ perConsumer: count, perAgent: count }, closed)
/** Messages that cause messages: how many of each side follow from one, and how soon they fade. */
const coproduction = { fades: maybe(span), consumer: maybe(causes), agent: maybe(causes) }

const again = Type.Object({ share, after: time, within: maybe(span) }, closed)
/** Who comes again: after leaving without an answer, and after a conversation that was served. */
const returns = Type.Object({ afterLeaving: maybe(again), afterService: maybe(again) }, closed)

const slope = Type.Number()
const score = Type.Object(
  {
    best: Type.Number(),
    /** Standard deviation of what waits do not explain. */
    spread: maybe(Type.Number({ minimum: 0 })),
    /** What a minute of each wait costs. */
    perMinute: maybe(
      Type.Object(
        { wait: maybe(slope), firstResponse: maybe(slope), response: maybe(slope) },
        closed,
      ),
    ),
  },
  closed,
)
/** What consumers answer to the survey of a skill that has one. */
const satisfaction = Type.Object(
  { answers: share, after: time, csat: maybe(score), nps: maybe(score), fcr: maybe(score) },
  closed,
)

const intent = Type.Object(
  { name: word, share, contained: share, skill: nameOf('skills'), time: maybe(time) },
  closed,
)
/** What a bot does with it that gets it: closes it, or passes it on to people by intent. */
const bot = Type.Object({ time, intents: Type.Array(intent, { minItems: 1 }) }, closed)

/** How conversations of one sort go. */
export const conversation = Type.Object(
  {
    model: oneOf('call', 'chat', 'messaging', 'coproduction'),
    ...{ ...call, ...chat, ...messaging, ...coproduction },
    patience: maybe(time),
    bot: maybe(bot),
    returns: maybe(returns),
    satisfaction: maybe(satisfaction),
  },
  closed,
)

/** What a share of conversations bring along; whoever is in none of the shares brings nothing. */
const mark = Type.Object(
  {
    share,
    channel: maybe(nameOf('channels')),
    tags: maybe(Type.Array(word, { minItems: 1 })),
    urgent: maybe(flag),
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
      marks: maybe(Type.Array(mark, { minItems: 1 })),
      /** Each conversation is one of so many consumers', who may have several in turn. */
      consumers: maybe(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    },
    closed,
  ),
  { minItems: 1 },
)
