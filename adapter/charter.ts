import { isDeepStrictEqual } from 'node:util'
import type { AccountConfig } from '../core/index.ts'
import type { Texts } from '../scenarios/index.ts'

/** What a desk goes by: an account, and what its automatic messages say. */
export interface Charter {
  readonly account: AccountConfig
  readonly texts: Texts | null
}

/** Whether both would make the same desk; in which order things are stated makes none. */
export const isSame = (a: Charter, b: Charter): boolean =>
  isDeepStrictEqual(JSON.parse(writeCharter(a)), JSON.parse(writeCharter(b)))

export const writeCharter = ({ account, texts }: Charter): string =>
  JSON.stringify({ account, texts })

/** @param text as `writeCharter` has it, or an account alone, as the first journals have it. */
export function readCharter(text: string): Charter {
  const written = JSON.parse(text) as Charter | AccountConfig
  return 'account' in written ? written : { account: written, texts: null }
}

/**
 * Another account whose skills, agents, groups and channels stand where they stood: who is gone is
 * kept, disabled or deleted, and who is new comes after (SEMANTICS.md §0). What is recorded by place
 * keeps its meaning.
 */
export function keepPlaces(old: AccountConfig, next: AccountConfig): AccountConfig {
  const { agents, channels, groups, skills, ...rest } = next
  return {
    ...rest,
    skills: placed(old.skills, skills, ({ id }) => ({ id, deleted: true })),
    agents: placed(old.agents, agents, ({ id }) => ({ id, skills: [], enabled: false })),
    ...part(
      'groups',
      placed(old.groups ?? [], groups ?? [], ({ id }) => ({ id, deleted: true })),
    ),
    ...part(
      'channels',
      placed(old.channels ?? [], channels ?? [], ({ id }) => ({ id })),
    ),
  }
}

function placed<One extends { readonly id: string }>(
  old: readonly One[],
  next: readonly One[],
  gone: (one: One) => One,
): One[] {
  const known = new Set(old.map(({ id }) => id))
  return [
    ...old.map((one) => next.find(({ id }) => id === one.id) ?? gone(one)),
    ...next.filter(({ id }) => !known.has(id)),
  ]
}

/** An empty list is no list: an account that never spoke of groups still does not. */
const part = <Key extends string, One>(key: Key, list: readonly One[]) =>
  (list.length > 0 ? { [key]: list } : {}) as { readonly [key in Key]?: readonly One[] }
