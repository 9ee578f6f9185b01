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
}

/** The range, cut wherever anything happened: nothing changes within a piece. */
export function pieces(all: readonly Moment[], from: number, to: number): [number, number][] {
  const inside = all.map(atOf).filter((at) => at > from && at < to)
  const cuts = [...new Set([from, ...inside, to])].sort((a, b) => a - b)
  return cuts.slice(1).map((cut, i) => [cuts[i], cut - cuts[i]])
}

export function states(
  config: Config,
  all: readonly Moment[],
  lives: readonly Life[],
  spans: readonly (readonly [number, number])[],
): State[] {
  return spans.flatMap(([at, ms]) => {
    const past = all.filter((m) => atOf(m) <= at && typeOf(m) !== 'overdue')
    return config.agents.map(({ isBot, maxSlots }, agent) => {
      const held = handsOf(past, agent, config)
      const owes = ({ turns }: Life) =>
        turns.some(
          ({ answered, closed, start }) =>
            start <= at && !((answered ?? Infinity) <= at) && !((closed ?? Infinity) <= at),
        )
      const owed = lives.filter((life) => held.has(life.key) && owes(life)).length
      return {
        agent,
        isBot,
        slots: maxSlots,
        ms,
        at,
        presence: presenceOf(past, agent),
        held,
        owed,
      }
    })
  })
}

function presenceOf(past: readonly Moment[], agent: number): number {
  const names = ['offline', 'away', 'backSoon', 'online']
  return past.reduce((presence, m) => {
    const x = of(m) as { agent?: number; presence?: number | string }
    if (x.agent !== agent || x.presence === undefined) return presence
    return typeof x.presence === 'string' ? names.indexOf(x.presence) : x.presence
  }, 0)
}

function handsOf(past: readonly Moment[], agent: number, config: Config) {
  const hands = new Map<number, { weight: number; isActive: boolean }>()
  for (const moment of past) {
    if (!('effect' in moment)) continue
    const { effect } = moment
    if (!('agent' in effect) || effect.agent !== agent) continue
    if (effect.type === 'assigned') {
      const weight = fullWeight(config, past, effect)
      hands.set(effect.conversation, { weight, isActive: true })
    }
    if (effect.type === 'activity')
      hands.set(effect.conversation, {
        weight: effect.weight,
        isActive: effect.activity !== 'inactive',
      })
    if (effect.type === 'unassigned') hands.delete(effect.conversation)
  }
  return hands
}

/** What it takes when it is assigned or offered. */
export function fullWeight(
  { agents, channels, hasChannels, skills, unskilled }: Config,
  all: readonly Moment[],
  { agent, conversation, skill }: { agent: number; conversation: number; skill: number },
): number {
  if (agents[agent].isCounted) return 1000
  const { weightActive } = skills[skill] ?? unskilled
  const opening = all.find(
    (m) => /opened|resumed/.test(typeOf(m)) && (of(m).conversation as number) === conversation,
  )
  const { channel = 0 } = of(opening!) as { channel?: number }
  return hasChannels ? Math.round((channels[channel].cost * weightActive) / 1000) : weightActive
}
