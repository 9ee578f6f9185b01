import { Type } from 'typebox'
import { questionKinds } from '../../core/index.ts'
import { attached, inherited } from './shared.ts'
import { closed, duration, flag, maybe, nameOf, oneOf, orNull, slotsIn, word } from './words.ts'

const level = Type.Integer({ minimum: 1, maximum: 10 })

const split = Type.Array(
  Type.Object(
    {
      group: nameOf('groups'),
      percent: Type.Integer({ minimum: 0, maximum: 100 }),
      priority: maybe(Type.Integer()),
    },
    closed,
  ),
)

const relaxation = Type.Array(
  Type.Object(
    {
      requirements: Type.Array(
        Type.Object({ skill: nameOf('skills'), minLevel: maybe(level) }, closed),
      ),
      expiresAfter: duration,
      expedite: maybe(flag),
    },
    closed,
  ),
)

const bound = Type.Union([duration, Type.Number({ minimum: 0 })], {
  description: 'duration such as 90 s or 4 min, nor a number from 0',
})
const overflow = Type.Array(
  Type.Object(
    {
      metric: oneOf('estimatedWait', 'onTimeRate', 'queueLength', 'oldestWait'),
      op: oneOf('above', 'below'),
      on: bound,
      off: bound,
      after: duration,
      mode: oneOf('move', 'add'),
      skill: nameOf('skills'),
      unknownFires: maybe(flag),
    },
    closed,
  ),
)

const survey = Type.Object(
  {
    questions: Type.Array(oneOf(...questionKinds), { minItems: 1 }),
    timeout: maybe(duration),
    maxUnrecognised: maybe(Type.Integer({ minimum: 1, maximum: 1000 })),
    timeoutFrom: maybe(oneOf('start', 'lastMessage')),
  },
  closed,
)

/** Lines of business that a skill or an agent belongs to (§2). */
export const lines = Type.Array(word)

/** What one skill states; the rest it inherits. */
export const skill = Type.Object(
  {
    ...inherited,
    ...attached,
    weightActive: maybe(slotsIn(0.1, 1)),
    weightInactive: maybe(slotsIn(0.1, 1)),
    canTransfer: maybe(flag),
    transfersTo: maybe(orNull(Type.Array(nameOf('skills')))),
    fallbackWhenAllAway: maybe(flag),
    split: maybe(split),
    relaxation: maybe(relaxation),
    overflow: maybe(overflow),
    survey: maybe(orNull(survey)),
    expectedHandling: maybe(duration),
    resolutionTarget: maybe(orNull(duration)),
    lineOfBusiness: maybe(orNull(word)),
    deleted: maybe(flag),
    linesOfBusiness: maybe(lines),
  },
  closed,
)

/** A skill that an agent holds, with or without a level. */
export const held = Type.Union(
  [nameOf('skills'), Type.Object({ skill: nameOf('skills'), level }, closed)],
  { description: 'skill, nor a skill with its level' },
)
