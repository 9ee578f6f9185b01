import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Router, RouterEvent } from '../index.ts'
import type { Ledger } from '../ledger.ts'
import { sameRow } from './agreement.ts'
import { type Story, story } from './histories.ts'
import { type Law, law } from './law.ts'

/** Where a history is cut is a part of it for those laws that cut. */
export const ofStories = (
  name: string,
  title: string,
  holds: (told: Story, cut: number) => void,
  stories: fc.Arbitrary<Story> = story,
): Law => law(name, title, [stories, fc.nat(60)], holds)

/** What a router knows. */
export const insideOf = (router: Router) => router.view as Ledger
/** All that it told. */
export const rowsOf = ({ trace }: Router) =>
  Array.from({ length: trace.length - trace.base }, (_, i) => trace.at(trace.base + i))
/** Both are the same. */
/** An expectation costs more than a hundred looks: one is only made of what is wrong. */
export function equal(some: unknown, others: unknown): void {
  if (!isDeepStrictEqual(some, others)) expect(some).toEqual(others)
}

/** Both tell the same. */
export function same(some: readonly object[], others: readonly object[]): void {
  const differ = some.findIndex((row, i) => !sameRow(row, others[i]))
  if (differ >= 0) expect(some[differ]).toEqual(others[differ])
  expect(some).toHaveLength(others.length)
}

/** The router after the events. */
export const played = (events: readonly RouterEvent[], router: Router) => {
  for (const event of events) router.apply(event)
  return router
}
