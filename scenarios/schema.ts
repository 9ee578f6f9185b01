import { type Static, Type } from 'typebox'
import { busyness } from './schema/arrivals.ts'
import { conversation, demand } from './schema/demand.ts'
import { agents, channels, groups, shifts, specialOccasions } from './schema/people.ts'
import { workingHours } from './schema/people.ts'
import { rules } from './schema/rules.ts'
import { skill } from './schema/skills.ts'
import { closed, maybe, span } from './schema/words.ts'

/** A scenario file: the type, the check and the JSON Schema for editors are this one value. */
export const schema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    description: maybe(Type.String()),
    zone: Type.String({ description: 'IANA time zone of everything local' }),
    start: Type.String({
      pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
      description: 'date such as 2026-03-02',
    }),
    horizon: span,
    burnIn: maybe(span),
    interval: maybe(span),
    seed: Type.Integer({ minimum: 0 }),
    replications: Type.Integer({ minimum: 1, maximum: 100_000 }),
    rules: maybe(rules),
    channels: maybe(channels),
    workingHours: maybe(workingHours),
    specialOccasions: maybe(specialOccasions),
    skills: Type.Record(Type.String(), skill),
    groups: maybe(groups),
    shifts: maybe(shifts),
    agents,
    /** Recorded messages to fit to, or what `switchyard fit --json` wrote. */
    fit: maybe(Type.Object({ messages: maybe(Type.String()), file: maybe(Type.String()) }, closed)),
    conversations: Type.Record(Type.String(), conversation),
    demand,
    busyness: maybe(busyness),
  },
  closed,
)

/** A scenario as written: checked for form, not yet for sense. */
export type ScenarioFile = Static<typeof schema>
