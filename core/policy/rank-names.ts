import type { Policy } from '../view.ts'

/** The ranks that may decide between agents, in order; after them there is only the id. */
export function rankNames({ agents, first, late, pools }: Policy): string[] {
  const ranks = [...(first ? [first] : []), ...(pools ? [pools] : []), ...agents, ...late]
  return ['avoidMark', ...ranks.map(({ name }) => name)]
}
