import type {
  AgentId,
  ConsumerKey,
  ConversationKey,
  EntryKey,
  SkillId,
  VisitKey,
} from '../units.ts'
import type { Time } from '../units.ts'
import type { AttributionEvent } from './event.ts'
import { type Alias, Identities } from './identities.ts'

type Of<Type extends AttributionEvent['type']> = Extract<AttributionEvent, { readonly type: Type }>
export type Visit = Of<'visit.began'>
export type Page = Of<'page.viewed'>
export type Content = Of<'content.shown'>
export type Recorded = Of<'engagement.recorded'>
/** What a visit brought about. */
export type Entry = Page | Content | Recorded

/** A stay with an agent, as far as it is known; null for what is not. */
export interface Stay {
  readonly segment: number
  readonly agent: AgentId | null
  readonly skill: SkillId | null
  readonly beganAt: Time | null
  readonly endedAt: Time | null
  /** The agent's first message in it. */
  readonly answeredAt: Time | null
}

/** A conversation, as far as it is known: its end may arrive before its beginning. */
export interface Engagement {
  readonly conversation: ConversationKey
  readonly consumer: ConsumerKey | null
  readonly visit: VisitKey | null
  readonly beganAt: Time | null
  readonly endedAt: Time | null
  /** By number; some may not be known yet. */
  readonly stays: readonly Stay[]
}

/** All facts, as a snapshot has them: plain data, ascending by key, whatever order they arrived in. */
export interface KeptFacts {
  readonly aliases: readonly Alias[]
  readonly visits: readonly Visit[]
  readonly entries: readonly Entry[]
  readonly conversations: readonly Engagement[]
}

/** What became of an event: a fact that is new, known already, or contrary to one that is known. */
export type Told = 'new' | 'known' | 'contrary'

type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] }
type OpenEngagement = Omit<Mutable<Engagement>, 'stays'> & { stays: Mutable<Stay>[] }

/**
 * The facts of attribution: a fold over events in any order of arrival. It keeps what happened and
 * computes nothing: conversions and credits are functions of it (`attribute`), so that another model
 * or look-back restates history. The same fact twice is one; of two that contradict each other the
 * first stands and the other is told to be contrary.
 */
export class AttributionFacts {
  readonly identities = new Identities()
  readonly visits = new Map<VisitKey, Visit>()
  readonly entries = new Map<EntryKey, Entry>()
  private readonly known = new Map<ConversationKey, OpenEngagement>()

  /** Facts from a snapshot. */
  static resumed({ aliases, conversations, entries, visits }: KeptFacts): AttributionFacts {
    const facts = new AttributionFacts()
    for (const [name, person] of aliases) facts.identities.merge(name, person)
    for (const visit of visits) facts.visits.set(visit.visit, visit)
    for (const entry of entries) facts.entries.set(entry.entry, entry)
    for (const { stays, ...one } of conversations)
      facts.known.set(one.conversation, { ...one, stays: stays.map((stay) => ({ ...stay })) })
    return facts
  }

  get conversations(): ReadonlyMap<ConversationKey, Engagement> {
    return this.known
  }

  apply(event: AttributionEvent): Told {
    switch (event.type) {
      case 'consumers.merged':
        return this.identities.merge(event.a, event.b) ? 'new' : 'known'
      case 'visit.began':
        return once(this.visits, event.visit, event)
      case 'page.viewed':
      case 'content.shown':
      case 'engagement.recorded':
        return once(this.entries, event.entry, event)
      case 'conversation.began': {
        const { at, consumer, visit = null } = event
        return fill(
          this.engagement(event.conversation),
          { beganAt: at, consumer, visit },
          'beganAt',
        )
      }
      case 'conversation.ended':
        return fill(this.engagement(event.conversation), { endedAt: event.at }, 'endedAt')
      case 'segment.began': {
        const { agent, at, skill } = event
        return fill(this.stay(event), { beganAt: at, agent, skill }, 'beganAt')
      }
      case 'segment.ended':
        return fill(this.stay(event), { endedAt: event.at }, 'endedAt')
      case 'segment.answered':
        return answered(this.stay(event), event.at)
    }
  }

  keep(): KeptFacts {
    const stays = (all: readonly Stay[]) =>
      [...all].sort((a, b) => a.segment - b.segment).map((stay) => ({ ...stay }))
    return {
      aliases: this.identities.keep(),
      visits: ascending(this.visits),
      entries: ascending(this.entries),
      conversations: ascending(this.known).map((one) => ({ ...one, stays: stays(one.stays) })),
    }
  }

  private engagement(conversation: ConversationKey): OpenEngagement {
    const known = this.known.get(conversation)
    if (known !== undefined) return known
    const nothing = { consumer: null, visit: null, beganAt: null, endedAt: null }
    const engagement: OpenEngagement = { conversation, ...nothing, stays: [] }
    this.known.set(conversation, engagement)
    return engagement
  }

  private stay({
    conversation,
    segment,
  }: Of<'segment.ended'> | Of<'segment.began'> | Of<'segment.answered'>): Mutable<Stay> {
    const { stays } = this.engagement(conversation)
    const known = stays.find((one) => one.segment === segment)
    if (known !== undefined) return known
    const nothing = { agent: null, skill: null, beganAt: null, endedAt: null, answeredAt: null }
    const stay: Mutable<Stay> = { segment, ...nothing }
    stays.push(stay)
    return stay
  }
}

function once<Key, Fact extends object>(facts: Map<Key, Fact>, key: Key, fact: Fact): Told {
  const known = facts.get(key)
  if (known !== undefined) return isSame(known, fact) ? 'known' : 'contrary'
  facts.set(key, fact)
  return 'new'
}

/** Writes what is not known yet: known is what has an instant. */
function fill<Row extends object>(row: Row, said: Partial<Row>, instant: keyof Row): Told {
  if (row[instant] === null) {
    Object.assign(row, said)
    return 'new'
  }
  const names = Object.keys(said) as (keyof Row)[]
  return names.every((name) => row[name] === said[name]) ? 'known' : 'contrary'
}

/** Only an agent's first message decides. */
function answered(stay: Mutable<Stay>, at: Time): Told {
  if (stay.answeredAt !== null && stay.answeredAt <= at) return 'known'
  stay.answeredAt = at
  return 'new'
}

/** Equal as plain data, whatever the order of names. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [Object.entries(a), Object.entries(b)]
  return (
    one.length === other.length &&
    one.every(([name, value]) => isSame(value, (b as Record<string, unknown>)[name]))
  )
}

function ascending<Key extends number, Row>(rows: ReadonlyMap<Key, Row>): Row[] {
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row)
}
