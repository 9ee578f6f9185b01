import { Type } from 'typebox'
import { held, lines } from './skills.ts'
import { paces } from './arrivals.ts'
import { time } from './times.ts'
import { clock, closed, dateTime, flag, maybe, nameOf, oneOf, orNull } from './words.ts'
import { positive, share, slotsIn, span, word } from './words.ts'

/** Some shifts begin late or end early, by how much. */
const slip = Type.Object({ share, by: time }, closed)
/** What of rostered time is lost, and why: whole shifts, or spells that last so long on average. */
const shrinkage = Type.Array(
  Type.Object(
    {
      reason: word,
      share: Type.Number({ minimum: 0, exclusiveMaximum: 1 }),
      lasting: maybe(span),
      presence: maybe(oneOf('away', 'backSoon')),
    },
    closed,
  ),
)
/** What becomes of open conversations when a shift ends; calls and chats are always finished. */
const atShiftEnd = Type.Object(
  {
    open: oneOf('keep', 'finish', 'handOver'),
    /** The longest that finishing may take; the rest is handed over then. */
    within: maybe(span),
    /** To the queue of another skill instead of its own. */
    to: maybe(nameOf('skills')),
  },
  closed,
)

/** So far apart, so long on average: the bot's vendor (it takes and passes on) or its service. */
const outages = Type.Object(
  { apart: span, lasting: span, of: maybe(oneOf('vendor', 'service')) },
  closed,
)

const offers = Type.Object(
  {
    after: time,
    declines: maybe(share),
    ignores: maybe(share),
    /** Until who was set away for missing one is back. */
    backAfter: maybe(time),
  },
  closed,
)

const headcount = Type.Array(
  Type.Object(
    {
      days: maybe(Type.String()),
      from: clock,
      agents: Type.Integer({ minimum: 0, maximum: 10_000 }),
    },
    closed,
  ),
  { minItems: 1 },
)

/** Agents, alike but for their names; the groups and shifts that they belong to. */
export const agents = Type.Array(
  Type.Object(
    {
      group: maybe(word),
      linesOfBusiness: maybe(lines),
      /** So many, called after their group … */
      count: maybe(Type.Integer({ minimum: 1, maximum: 10_000 })),
      /** … or each by a name. */
      names: maybe(Type.Array(word, { minItems: 1 })),
      skills: Type.Array(held),
      kind: maybe(oneOf('human', 'bot')),
      enabled: maybe(flag),
      handles: maybe(flag),
      maxSlots: maybe(Type.Integer({ minimum: 0, maximum: 999 })),
      shift: maybe(nameOf('shifts')),
      /** … or how many are wanted from when, until the next: who they are does not matter. */
      headcount: maybe(headcount),
      /** How they answer what rings, in simulations; missing: not at all. */
      offers: maybe(offers),
      /** How they keep to their shifts and work, in simulations. */
      late: maybe(slip),
      early: maybe(slip),
      shrinkage: maybe(shrinkage),
      atShiftEnd: maybe(atShiftEnd),
      /** When bots are interrupted, in simulations. */
      outages: maybe(outages),
      /** 1.2 does in 50 s what others do in 60 s; with a cv each agent has its own, so much on average. */
      speed: maybe(positive),
      speedCv: maybe(positive),
      /** Speed by how many conversations it has that are not inactive, from one on; the last beyond. */
      pace: maybe(paces),
    },
    closed,
  ),
  { minItems: 1 },
)

export const groups = Type.Record(
  Type.String(),
  Type.Object({ parent: maybe(orNull(nameOf('groups'))) }, closed),
)

/** Classes of channels (SEMANTICS.md §26.8); a conversation is of the first unless it says. */
export const channels = Type.Record(
  Type.String(),
  Type.Object(
    {
      cost: maybe(slotsIn(0.001, 999)),
      maxPerAgent: maybe(orNull(Type.Integer({ minimum: 0, maximum: 999 }))),
      blocks: maybe(Type.Array(nameOf('channels'))),
      interruptibleBy: maybe(Type.Array(nameOf('channels'))),
      urgent: maybe(flag),
    },
    closed,
  ),
)

/** Days of the week, and from when until when; over midnight where it ends before it begins. */
const piece = { days: Type.String(), from: clock, to: clock }
const pieces = Type.Array(Type.Object(piece, closed))
const breaks = Type.Array(
  Type.Object({ from: clock, to: clock, presence: maybe(oneOf('away', 'backSoon')) }, closed),
)
export const shifts = Type.Record(
  Type.String(),
  Type.Array(Type.Object({ ...piece, breaks: maybe(breaks) }, closed)),
)

/** Hours of every week in a zone of their own (§15); the scenario's unless stated. */
export const workingHours = Type.Record(
  Type.String(),
  Type.Object(
    {
      name: maybe(Type.String({ maxLength: 50 })),
      description: maybe(Type.String({ maxLength: 200 })),
      zone: maybe(Type.String()),
      open: pieces,
    },
    closed,
  ),
)

export const specialOccasions = Type.Record(
  Type.String(),
  Type.Object(
    {
      zone: maybe(Type.String()),
      occasions: Type.Array(
        Type.Object(
          {
            name: word,
            working: flag,
            from: dateTime,
            to: dateTime,
            repeatDaily: maybe(Type.Integer({ minimum: 1, maximum: 366 })),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
)
