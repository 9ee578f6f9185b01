import type { AgentId, ConversationKey, EntryKey, SkillId, Time } from '../units.ts'
import { type ConsumerKey, days, NEVER } from '../units.ts'
import type { Conversion } from './conversions.ts'
import type { AttributionFacts, Content, Engagement, Stay } from './facts.ts'
import type { Attribution } from './settings.ts'

/** Whether an interaction happened in the visit of the conversion, or in another of the same person. */
export const creditSessions = ['inSession', 'crossSession'] as const
export type CreditSession = (typeof creditSessions)[number]

/** What may earn a conversion: a conversation or stay with an agent, or content that was shown. */
export interface Touch {
  readonly conversation: ConversationKey | null
  /** The stay of the agent. */
  readonly segment: number | null
  readonly agent: AgentId | null
  readonly skill: SkillId | null
  /** The content's entry, where that is the interaction. */
  readonly content: EntryKey | null
  readonly beganAt: Time
  /** Its end as the conversion saw it: the conversion's instant while it was running. */
  readonly at: Time
  readonly session: CreditSession
}

/** Interactions by person: made once for all conversions. */
export interface Interactions {
  readonly conversations: ReadonlyMap<ConsumerKey, readonly Engagement[]>
  readonly contents: ReadonlyMap<ConsumerKey, readonly Content[]>
}

export function interactionsOf(facts: AttributionFacts): Interactions {
  const conversations = new Map<ConsumerKey, Engagement[]>()
  const contents = new Map<ConsumerKey, Content[]>()
  const { identities } = facts
  for (const one of facts.conversations.values())
    if (one.consumer !== null) put(conversations, identities.personOf(one.consumer), one)
  for (const entry of facts.entries.values()) {
    if (entry.type !== 'content.shown') continue
    const visit = facts.visits.get(entry.visit)
    if (visit !== undefined) put(contents, identities.personOf(visit.consumer), entry)
  }
  return { conversations, contents }
}

function put<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** What a conversion may be credited to. */
export interface Found {
  /** Whether an agent engaged its consumer first: it is assisted, whatever the model. */
  readonly isAssisted: boolean
  /** In order of time; empty where nothing earned it. */
  readonly touches: readonly Touch[]
}

/**
 * What qualifies (§21), in order of end, beginning and key. `last` and `first` look at conversations
 * that had an agent; the other models at stays in which the agent wrote (§26.10). Content counts only
 * where there is none of these: a conversation with an agent always beats it.
 */
export function touchesOf(
  conversion: Conversion,
  { contents, conversations }: Interactions,
  settings: Attribution,
): Found {
  const { at, person } = conversion
  const engaged = (conversations.get(person) ?? []).filter(
    (one) => sessionOf(one, conversion, settings) !== null && staysUpTo(one.stays, at).length > 0,
  )
  const ofAgents = engaged.flatMap((one) =>
    touchesIn(one, sessionOf(one, conversion, settings)!, at, settings),
  )
  const touches =
    ofAgents.length > 0
      ? ofAgents
      : (contents.get(person) ?? []).flatMap((one) => shownTo(one, conversion, settings))
  return { isAssisted: engaged.length > 0, touches: touches.sort(inOrder) }
}

/** Null where it does not qualify: it began later, or is longer ago than the look-back. */
function sessionOf(
  { beganAt, conversation, endedAt, visit }: Engagement,
  conversion: Conversion,
  { crossSessionDays }: Attribution,
): CreditSession | null {
  if (beganAt === null || beganAt > conversion.at) return null
  const isSame =
    conversation === conversion.conversation || (visit !== null && visit === conversion.visit)
  return isSame ? 'inSession' : across(conversion.at - (endedAt ?? NEVER), crossSessionDays)
}

/** 0 days mean the same visit only, however soon the next one came. */
function across(elapsed: number, crossSessionDays: number): CreditSession | null {
  return crossSessionDays > 0 && elapsed <= days(crossSessionDays) ? 'crossSession' : null
}

/** Stays that had begun by an instant, in order. */
function staysUpTo(stays: readonly Stay[], at: Time): readonly Known[] {
  return stays
    .filter((stay): stay is Known => stay.beganAt !== null && stay.beganAt <= at)
    .sort((a, b) => a.segment - b.segment)
}
type Known = Stay & { readonly beganAt: Time; readonly agent: AgentId; readonly skill: SkillId }

function touchesIn(
  engagement: Engagement,
  session: CreditSession,
  at: Time,
  { model }: Attribution,
): Touch[] {
  const { beganAt, endedAt, stays } = engagement
  const had = staysUpTo(stays, at)
  switch (model) {
    case 'last':
      return [touchOf(engagement, had[had.length - 1], session, at, beganAt!, endedAt)]
    case 'first':
      return [touchOf(engagement, had[0], session, at, beganAt!, endedAt)]
    case 'linear':
    case 'timeDecay':
    case 'positionBased':
      return had
        .filter(({ answeredAt }) => answeredAt !== null && answeredAt <= at)
        .map((stay) => touchOf(engagement, stay, session, at, stay.beganAt, stay.endedAt))
  }
}

function touchOf(
  { conversation }: Engagement,
  { agent, segment, skill }: Known,
  session: CreditSession,
  seenAt: Time,
  beganAt: Time,
  endedAt: Time | null,
): Touch {
  const at = Math.min(endedAt ?? NEVER, seenAt) as Time
  return { conversation, segment, agent, skill, content: null, beganAt, at, session }
}

function shownTo(
  { at, entry, visit }: Content,
  conversion: Conversion,
  { crossSessionDays }: Attribution,
): Touch[] {
  if (at > conversion.at) return []
  const isSame = visit === conversion.visit
  const session = isSame ? 'inSession' : across(conversion.at - at, crossSessionDays)
  if (session === null) return []
  const nobody = { conversation: null, segment: null, agent: null, skill: null }
  return [{ ...nobody, content: entry, beganAt: at, at, session }]
}

function inOrder(a: Touch, b: Touch): number {
  const [one, other] = [a, b].map((touch) => touch.conversation ?? touch.content!)
  const bySegment = (a.segment ?? 0) - (b.segment ?? 0)
  return a.at - b.at || a.beganAt - b.beganAt || one - other || bySegment
}
