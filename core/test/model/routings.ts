import { Presence } from '../../index.ts'
import { draw, streamOf } from '../../draw.ts'
import { hashText } from '../../hash.ts'
import type { Routing } from '../routed.ts'
import { offersTo, reserved, used } from './capacity.ts'
import { type Agent, byOrder, type Conversation, presenceOf, type World } from './world.ts'

/** Routings of the literature, which a host may put in the place of the account's ranking. */

type Rank = readonly [name: string, of: (agent: Agent) => number]

/** Where a list has it; last where it has not. */
const placeIn = (list: readonly number[] | undefined, one: number): number =>
  list?.includes(one) ? list.indexOf(one) : Number.MAX_SAFE_INTEGER

/** How agents are ordered, before the id. */
export function routedRanks(w: World, c: Conversation, routing: Routing): readonly Rank[] {
  const load = (a: Agent) => loadOf(w, a)
  const dice = (a: Agent) => draw(streamOf(w.config.seed, 'random'), c.key, hashText(a.id) | 0)
  const random: Rank = ['random', dice]
  const free = (a: Agent) => w.settingsOf(a).maxSlots - used(w, a) - reserved(w, a)
  // Efraimidis and Spirakis (2006): the least of −ln(u) ÷ slots is each with the share of its slots.
  const slot = (a: Agent) => (free(a) > 0 ? -Math.log(1 - dice(a)) / free(a) : Infinity)
  switch (routing.name) {
    case 'leastLoaded':
      return [['loadShare', load], random]
    case 'mostLoaded':
      return [['mostLoaded', (a) => -load(a)], random]
    case 'randomAgent':
      return [random]
    case 'randomSlot':
      return [['randomSlot', slot]]
    case 'levelPreference': {
      const { levels } = routing
      const level = (a: Agent) =>
        levels.includes(w.held(a).length) ? levels.indexOf(w.held(a).length) : levels.length
      return [['levelPreference', level], random]
    }
    case 'poolRouting':
      return [['poolOrder', (a) => poolPlace(w, c, a, routing.pools)], random]
  }
}

const poolPlace = (w: World, c: Conversation, a: Agent, pools: readonly (readonly number[])[]) =>
  placeIn(pools[c.skill], w.settingsOf(a).group)

/** §3: with smart capacity off how many, else the share of the slots. */
function loadOf(w: World, a: Agent): number {
  const open = w.held(a).length + offersTo(w, a).filter(({ offer }) => offer.reserved > 0).length
  if (!w.config.smartCapacity) return open
  return (used(w, a) + reserved(w, a)) / w.settingsOf(a).maxSlots
}

/** More agents of the group are free than it keeps for other skills. */
export function leavesReserve(w: World, agent: Agent, skill: number): boolean {
  const { routing } = w
  if (routing?.name !== 'poolRouting') return true
  const { group } = w.settingsOf(agent)
  const kept = routing.reserves[skill]?.[group] ?? 0
  const pool = w.agents.filter((one) => w.settingsOf(one).group === group && isFree(w, one))
  return kept === 0 || pool.length > kept
}

/** There, with slots, and with nothing in them. */
function isFree(w: World, agent: Agent): boolean {
  const { enabled, handles, maxSlots } = w.settingsOf(agent)
  const isThere = enabled && handles && presenceOf(agent) === Presence.online
  const kept = offersTo(w, agent).filter(({ offer }) => offer.reserved > 0)
  return isThere && maxSlots > 0 && w.held(agent).length + kept.length === 0
}

/**
 * Whom the best agent of each would rather take, before the order of the queue: by the order of classes
 * of that agent's pool. `ready`: those who may take what asks like this, whatever it has against them.
 */
export function classPlace(w: World, c: Conversation, ready: readonly Agent[]): number {
  const { routing } = w
  if (routing?.name !== 'poolRouting') return 0
  const order = byOrder<Agent>([(a) => poolPlace(w, c, a, routing.pools), ({ id }) => id])
  const [first] = ready.toSorted(order)
  return placeIn(routing.classes[first ? w.settingsOf(first).group : -1], c.skill)
}
