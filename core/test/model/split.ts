import { draw, streamOf } from '../../draw.ts'
import { type Conversation, type World } from './world.ts'

/** §6: on entering the queue of a split skill without a group, one is drawn. */
export function allocate(w: World, c: Conversation): void {
  const { split } = w.settings(c)
  leaveGroup(w, c)
  if (split.length === 0 || c.group >= 0) return
  c.group = w.config.splitDraw === 'random' ? atRandom(w, c) : byDeficit(w, c)
  const name = nameOf(w, c.skill, c.group)
  w.allocations.set(name, (w.allocations.get(name) ?? 0) + 1)
  w.tell({ type: 'allocated', conversation: c.key, skill: c.skill, group: c.group })
}

/** §6: the largest `percent/100 × (N + 1) − n`, ties in list order. */
function byDeficit(w: World, c: Conversation): number {
  const { split } = w.settings(c)
  const counts = split.map(({ group }) => w.allocations.get(nameOf(w, c.skill, group)) ?? 0)
  const all = counts.reduce((sum, n) => sum + n, 0)
  const deficits = split.map(({ percent }, i) => percent * (all + 1) - 100 * counts[i])
  return split[deficits.indexOf(Math.max(...deficits))].group
}

/** §6: where a draw in 0..1 falls among the percentages in list order. */
function atRandom(w: World, c: Conversation): number {
  const { split } = w.settings(c)
  let left = 100 * draw(streamOf(w.config.seed, 'split'), c.key)
  const share = split.find(({ percent }) => (left -= percent) < 0)
  return (share ?? split.at(-1)!).group
}

const nameOf = (w: World, skill: number, group: number) =>
  `${w.skill(skill).id} ${w.config.groups[group].id}`

/** §6: a skill that is split otherwise draws again; one without a split keeps the group. */
function leaveGroup(w: World, c: Conversation): void {
  const { split } = w.settings(c)
  if (split.length > 0 && split.every(({ group }) => group !== c.group)) c.group = -1
}

/** §6, `splitCascade`: the groups to try, the allocated one first. */
export function groupsToTry(w: World, c: Conversation): number[] {
  const others = w.settings(c).split.filter(({ group }) => group !== c.group)
  const byPriority = others.toSorted((a, b) => a.priority - b.priority)
  return [c.group, ...(isCascading(w, c) ? byPriority.map(({ group }) => group) : [])]
}

export const isCascading = (w: World, c: Conversation): boolean =>
  w.config.splitCascade === 'byPriority' &&
  w.settings(c).split.some(({ group }) => group === c.group)
