import { atOf, type Moment, of, typeOf } from './moments.ts'
import type { Told } from '../histories.ts'

const names = ['offline', 'away', 'backSoon', 'online']

/** An agent's online time with the gate of a warm-up closed, over pieces in which nothing happens. */
export function gated(
  { config }: Told,
  all: readonly Moment[],
  spans: readonly (readonly [number, number])[],
  agent: number,
): number {
  const { warmUp } = config
  if (warmUp === null) return 0
  const own = all.filter((m) => (of(m).agent as number) === agent && typeOf(m) !== 'overdue')
  let total = 0
  for (const [at, ms] of spans) {
    const before = own.filter((m) => atOf(m) <= at)
    let [presence, login, isOn, held, carried] = ['offline', 0, false, 0, 0]
    let given: number[] = []
    let lastAssigned = -Infinity
    for (const m of before) {
      const x = of(m) as never as { presence?: number | string; by?: string; at: number }
      if (x.presence !== undefined) {
        const now = typeof x.presence === 'string' ? x.presence : names[x.presence]
        if (now === 'offline') isOn = false
        if (presence === 'offline' && now !== 'offline') {
          ;[login, given, carried] = [x.at, [], warmUp.countCarried ? held : 0]
          isOn = x.at - lastAssigned >= warmUp.cooldown && !config.agents[agent].isBot
        }
        presence = now
      }
      if (!('effect' in m)) continue
      if (typeOf(m) === 'unassigned') held--
      const isFromQueue =
        typeOf(m) === 'assigned' && !['placed', 'takenOver', 'resumed'].includes(x.by!)
      if (isFromQueue) lastAssigned = x.at
      if (isFromQueue || typeOf(m) === 'offered') given.push(x.at)
      if (typeOf(m) === 'assigned') held++
      if ((carried + given.length) * 1000 >= config.agents[agent].maxSlots) isOn = false
    }
    if (presence !== 'online' || !isOn) continue
    const intervals = new Set(given.map((when) => Math.floor((when - login) / warmUp.interval)))
    const used = warmUp.accumulate
      ? given.length
      : given.length === 0
        ? 0
        : 1 + Math.max(...intervals)
    const opens = login + Math.min(used * warmUp.interval, warmUp.maxDuration)
    total += Math.min(ms, Math.max(0, opens - at))
  }
  return total
}
