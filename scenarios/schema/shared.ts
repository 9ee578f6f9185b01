import { Type } from 'typebox'
import { triggerNames } from '../../core/index.ts'
import { closed, duration, flag, maybe, nameOf, orNull } from './words.ts'

/** What accounts and skills both state (SEMANTICS.md §5, §7, §10, §12, §14, §16, §17). */

const message = Type.Object(
  {
    active: maybe(flag),
    after: maybe(duration),
    /** What people read. `{expectedResponseTime}` and `{agentNickname}` are filled in. */
    text: maybe(Type.String({ minLength: 1, maxLength: 2000 })),
  },
  closed,
)
export const messages = Type.Object(
  Object.fromEntries(triggerNames.map((name) => [name, maybe(message)])) as {
    [name in (typeof triggerNames)[number]]: ReturnType<typeof maybe<typeof message>>
  },
  closed,
)

const unassignAfter = Type.Object(
  {
    online: maybe(orNull(duration)),
    backSoon: maybe(orNull(duration)),
    away: maybe(orNull(duration)),
    offline: maybe(orNull(duration)),
  },
  closed,
)

/** Ids of hours and occasions that are attached; null for none. */
export const attached = {
  workingHours: maybe(orNull(nameOf('workingHours'))),
  specialOccasions: maybe(orNull(nameOf('specialOccasions'))),
}

export const inherited = {
  target: maybe(orNull(duration)),
  urgentTarget: maybe(duration),
  firstTimeTarget: maybe(duration),
  timeToInactive: maybe(duration),
  suggestionTimeout: maybe(duration),
  fallbackSkill: maybe(orNull(nameOf('skills'))),
  unassignAfter: maybe(unassignAfter),
  autoCloseAfter: maybe(orNull(duration)),
  messages: maybe(messages),
}
