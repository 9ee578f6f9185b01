import type { Config } from '../../../core/index.ts'
import type { Life } from './life.ts'
import { atOf, type Moment, of, typeOf } from './moments.ts'

/** An agent during a piece of the range in which nothing happens. */
export interface State {
  readonly agent: number
  readonly isBot: boolean
  readonly slots: number
  readonly ms: number
  readonly at: number
  readonly presence: number
  /** By conversation held. */
  readonly held: ReadonlyMap<number, { weight: number; isActive: boolean }>
  readonly owed: number
  /** How many more of a slot each may come. */
  readonly room: number
}

/** The range, cut wherever anything happened: nothing changes within a piece. */
export function pieces(all: readonly Moment[], from: number, to: number): [number, number][] {
  const inside = all.map(atOf).filter((at) => at > from && at < to)
  const cuts = [...new Set([from, ...inside, to])].sort((a, b) => a - b)
  return cuts.slice(1).map((cut, i) => [cuts[i], cut - cuts[i]])
}

type Hands = Map<number, { weight: number; isActive: boolean }>

/** Every agent in every piece, walked once. */
export function states(
  config: Config,
  all: readonly Moment[],
  lives: readonly Life[],
  spans: readonly (readonly [number, number])[],
): State[] {
  const presence = config.agents.map(() => 0)
  const hands: Hands[] = config.agents.map(() => new Map())
  const reserved = config.agents.map(() => 0)
  const byKey = new Map(lives.map((life) => [life.key, life]))
  // A due that passed is told after what happened at its instant; it moves nobody.
  const moving = all.filter((m) => typeOf(m) !== 'overdue')
  let next = 0
  return spans.flatMap(([at, ms]) => {
    for (; next < moving.length && atOf(moving[next]) <= at; next++)
      apply(moving[next], config, all, { presence, hands, reserved })
    return config.agents.map(({ isBot, isCounted, maxSlots }, agent) => {
      const held = new Map(hands[agent])
      const owed = [...held.keys()].filter((key) => owes(byKey.get(key)!, at)).length
      const state = { agent, isBot, slots: maxSlots, ms, at, presence: presence[agent] }
      const used = [...held.values()].reduce((sum, { weight }) => sum + weight, 0)
      const most = maxSlots + (isCounted ? 0 : config.extraCapacity)
      let room = 0
      while (maxSlots > 0 && used + reserved[agent] + (room + 1) * 1000 <= most) room++
      return { ...state, held, owed, room }
    })
  })
}

const owes = ({ turns }: Life, at: number): boolean =>
  turns.some(
    ({ answered, closed, start }) =>
      start <= at && !((answered ?? Infinity) <= at) && !((closed ?? Infinity) <= at),
  )

function apply(
  m: Moment,
  config: Config,
  all: readonly Moment[],
  {
    hands,
    presence,
    reserved,
  }: { presence: number[]; hands: readonly Hands[]; reserved: number[] },
): void {
  const names = ['offline', 'away', 'backSoon', 'online']
  const x = of(m) as { agent?: number; presence?: number | string }
  if (x.presence !== undefined)
    presence[x.agent!] = typeof x.presence === 'string' ? names.indexOf(x.presence) : x.presence
  if (!('effect' in m)) return
  const { effect } = m
  if (effect.type === 'assigned')
    hands[effect.agent].set(effect.conversation, {
      ...{ weight: fullWeight(config, all, effect), isActive: true },
    })
  if (effect.type === 'activity')
    hands[effect.agent].set(effect.conversation, {
      ...{ weight: effect.weight, isActive: effect.activity !== 'inactive' },
    })
  if (effect.type === 'offered') reserved[effect.agent] += reservedBy(config, all, effect)
  if (effect.type === 'offerEnded') reserved[effect.agent] -= reservedBy(config, all, effect)
  if (effect.type === 'unassigned') hands[effect.agent].delete(effect.conversation)
}

/** What it takes when it is assigned or offered. */
export function fullWeight(
  { agents, channels, hasChannels, skills, unskilled }: Config,
  all: readonly Moment[],
  { agent, conversation, skill }: { agent: number; conversation: number; skill: number },
): number {
  if (agents[agent].isCounted) return 1000
  const { weightActive } = skills[skill] ?? unskilled
  if (!hasChannels) return weightActive
  const opening = all.find(
    (m) => /opened|resumed/.test(typeOf(m)) && (of(m).conversation as number) === conversation,
  )
  const { channel = 0 } = of(opening!) as { channel?: number }
  return Math.round((channels[channel].cost * weightActive) / 1000)
}

/** What an offer keeps free. */
export function reservedBy(
  config: Config,
  all: readonly Moment[],
  of: { agent: number; conversation: number; skill: number },
): number {
  const { distributionMode, ringAllReservesSlot, ringReservesSlot } = config
  const reserves = distributionMode === 'ringAll' ? ringAllReservesSlot : ringReservesSlot
  return reserves ? fullWeight(config, all, of) : 0
}
