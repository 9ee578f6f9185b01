import fc from 'fast-check'
import { expect } from 'vitest'
import { type Law, law } from '../../test/law.ts'
import {
  attribute,
  type Attributed,
  attributesOf,
  type Attribution,
  type AttributionEvent,
  AttributionFacts,
} from '../index.ts'
import type { ConsumerKey, VisitKey } from '../../units.ts'
import { Identities } from '../identities.ts'
import { DAY, shuffled, type Story, story } from './histories.ts'
import { model as naive } from './model.ts'

export function factsOf(events: readonly AttributionEvent[]): AttributionFacts {
  const facts = new AttributionFacts()
  for (const event of events) facts.apply(event)
  return facts
}

/** Everything that can be asked. */
function answers(facts: AttributionFacts, settings: Attribution) {
  const conversations = [...facts.conversations.keys()].sort((a, b) => a - b)
  const attributes = conversations.map((key) => ({ key, all: attributesOf(facts, key) }))
  return { attributed: attribute(facts, settings), attributes }
}

/** Late, early, and told twice: what is known in the end is the same. */
function anyOrder({ events, settings }: Story, seed: number): void {
  const straight = factsOf(events)
  const mixed = factsOf(shuffled([...events, ...events.slice(seed % (events.length + 1))], seed))
  expect(mixed.keep()).toEqual(straight.keep())
  expect(answers(mixed, settings)).toEqual(answers(straight, settings))
}

/** Each name replaced by the one that stands for its person, nobody merged. */
function knownFromTheStart({ events, settings }: Story): void {
  const identities = new Identities()
  for (const event of events)
    if (event.type === 'consumers.merged') identities.merge(event.a, event.b)
  const plain = events.flatMap((event): AttributionEvent[] => {
    if (event.type === 'consumers.merged') return []
    return 'consumer' in event
      ? [{ ...event, consumer: identities.personOf(event.consumer) }]
      : [event]
  })
  const late = answers(factsOf(events), settings)
  const early = answers(factsOf(plain), settings)
  expect(late.attributed).toEqual(early.attributed)
  const keysOf = ({ attributes }: typeof late) =>
    attributes.map(({ all, key }) => [key, all.map(({ entry }) => entry)])
  expect(keysOf(late)).toEqual(keysOf(early))
}

/** Shares sum to the whole and money to the amount, or nothing at all is credited. */
function reconciles({ conversion, credits, isAssisted }: Attributed, { model }: Attribution): void {
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
  // A conversation with an agent always beats content; only other models ask that the agent wrote.
  if (model === 'last' || model === 'first') expect(hasAgentTouch(credits)).toBe(isAssisted)
  if (credits.length === 0) return
  expect(conversion.flag).toBe('counted')
  expect(sum(credits.map(({ share }) => share))).toBe(1_000_000)
  const amounts = credits.map(({ amount }) => amount)
  if (conversion.amount === null) expect(amounts).toEqual(amounts.map(() => null))
  else expect(sum(amounts as number[])).toBe(conversion.amount)
  expect(Math.min(...credits.map(({ share }) => share))).toBeGreaterThanOrEqual(0)
  if (hasAgentTouch(credits)) expect(credits.every(({ content }) => content === null)).toBe(true)
}
const hasAgentTouch = (credits: Attributed['credits']) =>
  credits.some(({ agent }) => agent !== null)

/** As the naive model has it, without what only the fold tells. */
function agrees({ events, settings }: Story): void {
  const found = attribute(factsOf(events), settings).map(({ conversion, credits, isAssisted }) => ({
    ...{ entry: conversion.entry, flag: conversion.flag, isAssisted },
    credits: credits.map(({ segment: _segment, ...credit }) => credit),
  }))
  expect(found).toEqual(naive(events, settings))
}

function resumes({ events, settings }: Story, cut: number): void {
  const [before, after] = [events.slice(0, cut), events.slice(cut)]
  const stopped = JSON.parse(JSON.stringify(factsOf(before).keep())) as never
  const resumed = AttributionFacts.resumed(stopped)
  for (const event of after) resumed.apply(event)
  const straight = factsOf(events)
  expect(resumed.keep()).toEqual(straight.keep())
  expect(answers(resumed, settings)).toEqual(answers(straight, settings))
}

function shifts({ events, settings }: Story, by: number): void {
  const later = events.map((event) => ('at' in event ? { ...event, at: event.at + by } : event))
  const moved = attribute(factsOf(later as AttributionEvent[]), settings)
  const back = moved.map(({ conversion, credits, ...rest }) => ({
    ...{ conversion: { ...conversion, at: conversion.at - by }, ...rest },
    credits: credits.map((credit) => ({ ...credit, at: credit.at - by })),
  }))
  expect(back).toEqual(attribute(factsOf(events), settings))
}

/** One sees more, and loses nothing that it saw. */
function looksFurther({ events, settings }: Story, more: number): void {
  const facts = factsOf(events)
  const further = { ...settings, crossSessionDays: settings.crossSessionDays + more }
  const before = facts.keep()
  const [near, far] = [attribute(facts, settings), attribute(facts, further)]
  expect(far.map(({ conversion }) => conversion)).toEqual(near.map(({ conversion }) => conversion))
  for (const [i, { credits, isAssisted }] of near.entries()) {
    if (isAssisted) expect(far[i].isAssisted).toBe(true)
    if (credits.length > 0 && hasAgentTouch(credits) === far[i].isAssisted)
      expect(far[i].credits.length).toBeGreaterThan(0)
  }
  // Nothing was run again, and nothing was changed by asking.
  expect(facts.keep()).toEqual(before)
}

/** The history with one owner for each visit and each conversation, as a host promises. */
function owned(events: readonly AttributionEvent[]): AttributionEvent[] {
  const { conversations, visits } = factsOf(events)
  // Nobody has told whose some visits are: they are their own.
  const ofVisit = (visit: VisitKey) =>
    visits.get(visit)?.consumer ?? (visit as number as ConsumerKey)
  return events.map((event) => {
    if (!('consumer' in event) || event.type === 'visit.began') return event
    const outcomeOf = event.type === 'engagement.recorded' ? event.conversation : undefined
    const other = outcomeOf === undefined ? undefined : conversations.get(outcomeOf)
    const visit = event.visit ?? other?.visit ?? undefined
    const consumer = visit === undefined ? other?.consumer : ofVisit(visit)
    return { ...event, consumer: consumer ?? event.consumer }
  })
}

/** What happens to others is no business of a person's. */
function keepsApart({ events, settings }: Story): void {
  const all = owned(events)
  const whole = factsOf(all)
  for (const attributed of attribute(whole, settings)) {
    const { person } = attributed.conversion
    const theirs = all.filter((event) => personOf(event, whole) === person)
    expect(attribute(factsOf(theirs), settings)).toContainEqual(attributed)
  }
}

/** Whom an event concerns; undefined where nobody knows. */
function personOf(event: AttributionEvent, facts: AttributionFacts): number | undefined {
  const person = (consumer?: ConsumerKey | null) =>
    typeof consumer === 'number' ? facts.identities.personOf(consumer) : undefined
  if (event.type === 'consumers.merged') return person(event.a)
  if ('consumer' in event) return person(event.consumer)
  if ('visit' in event) return person(facts.visits.get(event.visit)?.consumer)
  return person(facts.conversations.get(event.conversation)?.consumer)
}

/** The laws, each with mistakes that it sees in `breakages.test.ts`. */
export const laws: readonly Law[] = [
  law(
    'order',
    'facts may arrive in any order and more than once',
    [story, fc.integer({ min: 1, max: 2 ** 30 })],
    anyOrder,
  ),
  law('merge', 'names merged late are one person from the start', [story], knownFromTheStart),
  law('sum', 'credits sum to the conversion, to the millionth and to the cent', [story], (told) =>
    attribute(factsOf(told.events), told.settings).forEach((one) => reconciles(one, told.settings)),
  ),
  law('model', 'the fold credits as the naive model does', [story], agrees),
  law(
    'snapshot',
    'facts resumed from a snapshot are those that were never put down',
    [story, fc.nat(40)],
    resumes,
  ),
  law(
    'shift',
    'shifting time shifts the credits and nothing else',
    [story, fc.integer({ min: -400 * DAY, max: 400 * DAY })],
    shifts,
  ),
  law(
    'further',
    'who looks back further loses no credit, and asking changes no fact',
    [story, fc.integer({ min: 1, max: 40 })],
    looksFurther,
  ),
  law('apart', 'what others do changes nothing for a person', [story], keepsApart),
]
