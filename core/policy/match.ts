import type { Match } from '../config/order.ts'
import type { ConversationId } from '../units.ts'
import { Fact } from '../view.ts'
import type { View } from '../view.ts'

/** Whether a conversation is like that. */
export type Matcher = (view: View, row: ConversationId) => boolean

/** All that is stated must hold; what is not stated is not asked (SEMANTICS.md §11.3). */
export function matcher(when: Match): Matcher {
  const tests = Object.entries(when)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => asked[name as keyof Match](value as never))
  return (view, row) => tests.every((test) => test(view, row))
}

const fact =
  (bit: number) =>
  (is: boolean): Matcher =>
  ({ conversations }, row) =>
    ((conversations.facts[row] & bit) !== 0) === is

/** One test for each thing that a rule may state. */
const asked: { readonly [name in keyof Required<Match>]: (value: never) => Matcher } = {
  skill:
    (id: string): Matcher =>
    ({ config, conversations }, row) =>
      config.skills[conversations.skill[row]]?.id === id,
  channel:
    (id: string): Matcher =>
    ({ config, conversations }, row) =>
      config.channels[conversations.channel[row]].id === id,
  transfersAbove:
    (n: number): Matcher =>
    ({ conversations }, row) =>
      conversations.transfers[row] > n,
  transferredFrom:
    (id: string): Matcher =>
    ({ about, config }, row) =>
      about.moves.get(row)?.some(({ from }) => config.skills[from]?.id === id) ?? false,
  transferredTo:
    (id: string): Matcher =>
    ({ about, config }, row) =>
      about.moves.get(row)?.some(({ to }) => config.skills[to]?.id === id) ?? false,
  suggested:
    (is: boolean): Matcher =>
    ({ about }, row) =>
      about.suggestions.has(row) === is,
  tag:
    (tag: string): Matcher =>
    ({ about }, row) =>
      about.tags.get(row)?.includes(tag) ?? false,
  urgent: fact(Fact.urgent),
  firstTime: fact(Fact.firstTime),
  returning: fact(Fact.returning),
  firstMessage: (is: boolean) => fact(Fact.wasAnswered)(!is),
}
