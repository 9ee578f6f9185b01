import {
  type ConsumerKey,
  type ConversationKey,
  type EntryKey,
  NEVER,
  type Time,
} from '../units.ts'
import type { Minor, VisitKey } from '../units.ts'
import { fromMinor } from './currency.ts'
import type { AttributionFacts, Page, Recorded } from './facts.ts'
import type { Attribution, Goal } from './settings.ts'

/** Whether a conversion counts, or why not: each flagged one is told, none is lost. */
export const conversionFlags = ['counted', 'duplicate', 'oncePerVisit', 'late'] as const
export type ConversionFlag = (typeof conversionFlags)[number]

/** Something that reached a goal. */
export interface Conversion {
  readonly entry: EntryKey
  readonly at: Time
  readonly kind: Goal['kind']
  /** The consumer, under the one key that stands for the person. */
  readonly person: ConsumerKey
  readonly visit: VisitKey | null
  /** Of which an agent submitted it as the outcome. */
  readonly conversation: ConversationKey | null
  /** In minor units of `currency`; null where nothing is paid or nobody said how much. */
  readonly amount: Minor | null
  readonly currency: string | null
  /** Places of the goals that it reached, among those that are configured. */
  readonly goals: readonly number[]
  readonly flag: ConversionFlag
}

/** What may reach a goal. */
interface Candidate {
  readonly found: Omit<Conversion, 'goals' | 'flag'>
  /** Within which repetitions are flagged: the visit; else the conversation; else the person. */
  readonly scope: string
  /** What makes it the same again; null where it names no order, lead or service. */
  readonly key: string | null
  readonly reached: readonly number[]
  readonly isLate: boolean
}

/**
 * All that reached a goal (SEMANTICS.md §21), in order of time, then of key. What is reported again in
 * one visit under the same order, lead, or service with topic and status is flagged; what names no id
 * counts each time.
 */
export function conversionsOf(facts: AttributionFacts, settings: Attribution): Conversion[] {
  const candidates: Candidate[] = []
  for (const entry of facts.entries.values()) {
    const candidate = candidateOf(entry, facts, settings)
    if (candidate !== null) candidates.push(candidate)
  }
  candidates.sort((a, b) => a.found.at - b.found.at || a.found.entry - b.found.entry)
  const seen = new Set<string>()
  return candidates.map((candidate) => flagged(candidate, seen, settings.goals))
}

function candidateOf(
  entry: Page | Recorded | { readonly type: 'content.shown' },
  facts: AttributionFacts,
  { goals, outcomeWindow }: Attribution,
): Candidate | null {
  if (entry.type === 'content.shown') return null
  const reached = goals.flatMap((goal, place) => (reaches(entry, goal) ? [place] : []))
  if (reached.length === 0) return null
  const visit = entry.visit ?? visitOfOutcome(entry, facts)
  const consumer = consumerOf(entry, facts)
  // A page of a visit that nobody has told of yet.
  if (consumer === null) return null
  const person = facts.identities.personOf(consumer)
  const conversation = entry.type === 'page.viewed' ? null : (entry.conversation ?? null)
  const { amount, currency } = worth(entry)
  return {
    found: {
      entry: entry.entry,
      at: entry.at,
      kind: goals[reached[0]].kind,
      person,
      visit,
      conversation,
      amount,
      currency,
    },
    scope: scopeOf(visit, conversation, person),
    key: keyOf(entry),
    reached,
    isLate: conversation !== null && isLate(entry.at, conversation, facts, outcomeWindow),
  }
}

function reaches(entry: Page | Recorded, goal: Goal): boolean {
  if (entry.type === 'page.viewed') return goal.kind === 'lead' && goal.url === entry.url
  const { record } = entry
  switch (goal.kind) {
    case 'sale': {
      if (record.type !== 'purchase') return false
      const { currency, total } = record
      if (goal.above === undefined) return true
      return total !== undefined && fromMinor(total, currency) > goal.above
    }
    case 'lead':
      return record.type === 'lead' && goal.url === undefined
    case 'service':
      return (
        record.type === 'service' &&
        record.status !== undefined &&
        goal.statuses.includes(record.status) &&
        (goal.topic === undefined || goal.topic === record.topic)
      )
  }
}

function visitOfOutcome(entry: Page | Recorded, facts: AttributionFacts): VisitKey | null {
  if (entry.type === 'page.viewed' || entry.conversation === undefined) return null
  return facts.conversations.get(entry.conversation)?.visit ?? null
}

function consumerOf(entry: Page | Recorded, facts: AttributionFacts): ConsumerKey | null {
  if (entry.type === 'engagement.recorded') return entry.consumer
  return facts.visits.get(entry.visit)?.consumer ?? null
}

function scopeOf(
  visit: VisitKey | null,
  conversation: ConversationKey | null,
  person: ConsumerKey,
): string {
  if (visit !== null) return `visit ${visit}`
  return conversation === null ? `person ${person}` : `conversation ${conversation}`
}

/** Ids are written as JSON, so that no two services run into each other. */
function keyOf(entry: Page | Recorded): string | null {
  if (entry.type === 'page.viewed') return null
  const { record } = entry
  switch (record.type) {
    case 'purchase':
      return record.orderId === undefined ? null : `sale ${record.orderId}`
    case 'lead':
      return record.leadId === undefined ? null : `lead ${record.leadId}`
    case 'service': {
      const { serviceId, status, topic } = record
      return serviceId === undefined
        ? null
        : `service ${JSON.stringify([serviceId, topic ?? null, status])}`
    }
    default:
      return null
  }
}

function worth(entry: Page | Recorded): Pick<Conversion, 'amount' | 'currency'> {
  const record = entry.type === 'page.viewed' ? null : entry.record
  if (record?.type === 'purchase') return worthOf(record.total, record.currency)
  if (record?.type === 'lead') return worthOf(record.value, record.currency)
  return { amount: null, currency: null }
}

const worthOf = (amount: Minor | undefined, currency: string) =>
  amount === undefined ? { amount: null, currency: null } : { amount, currency }

/** An outcome after its window, or of a conversation that had not begun. */
function isLate(
  at: Time,
  conversation: ConversationKey,
  facts: AttributionFacts,
  window: number,
): boolean {
  const { beganAt = null, endedAt = null } = facts.conversations.get(conversation) ?? {}
  return at < (beganAt ?? NEVER) || at > (endedAt ?? NEVER) + window
}

/** What was reached before, by scope and key, and by scope and goal. */
type Seen = Set<string>

function flagged(candidate: Candidate, seen: Seen, goals: readonly Goal[]): Conversion {
  const { found, key, reached, scope } = candidate
  const flag = flagOf(candidate, seen, goals)
  if (flag !== 'counted') return { ...found, goals: reached, flag }
  const fresh = reached.filter((goal) => !isSpent(goal, scope, seen, goals))
  if (key !== null) seen.add(`${scope} ${key}`)
  for (const goal of reached) if (goals[goal].oncePerVisit === true) seen.add(`${scope} ${goal}`)
  return { ...found, goals: fresh, flag }
}

function flagOf(
  { isLate, key, reached, scope }: Candidate,
  seen: Seen,
  goals: readonly Goal[],
): ConversionFlag {
  if (isLate) return 'late'
  if (key !== null && seen.has(`${scope} ${key}`)) return 'duplicate'
  return reached.every((goal) => isSpent(goal, scope, seen, goals)) ? 'oncePerVisit' : 'counted'
}

const isSpent = (goal: number, scope: string, seen: Seen, goals: readonly Goal[]): boolean =>
  goals[goal].oncePerVisit === true && seen.has(`${scope} ${goal}`)
