import type { Effect, RouterEvent } from '../../../core/index.ts'
import type { Told } from '../histories.ts'

/** A moment of a history: an event that applied, or an effect. */
export type Moment = { readonly event: RouterEvent } | { readonly effect: Effect }

/** Everything in the order in which it occurred; refused events left out. */
export function moments({ history, trace }: Told): Moment[] {
  const byCause = new Map<number, { effect: Effect }[]>()
  for (let i = 0; i < trace.length; i++) {
    const cause = trace.columns.cause[i]
    byCause.set(cause, [...(byCause.get(cause) ?? []), { effect: trace.at(i) }])
  }
  const effectsOf = (k: number) => byCause.get(k) ?? []
  const told: Moment[] = effectsOf(0)
  ;[...history].forEach((event, k) => {
    const effects = effectsOf(k + 1)
    if (effects[0]?.effect.type !== 'refused') told.push({ event })
    told.push(...effects)
  })
  return told
}

/** Its type and its instant, event or effect. */
export const typeOf = (m: Moment): string => ('event' in m ? m.event.type : m.effect.type)
export const atOf = (m: Moment): number => ('event' in m ? m.event.at : m.effect.at)
/** Its subject, loosely. */
export const of = (m: Moment): Record<string, never> =>
  ('event' in m ? m.event : m.effect) as unknown as Record<string, never>

/** One conversation's moments, by its key. */
export function split(told: readonly Moment[]): Map<number, Moment[]> {
  const lives = new Map<number, Moment[]>()
  for (const moment of told) {
    const { conversation } = of(moment) as { conversation?: number }
    // What a whole queue waits for belongs to nobody; what was refused did not happen.
    if (conversation === undefined || conversation < 0 || typeOf(moment) === 'refused') continue
    lives.set(conversation, [...(lives.get(conversation) ?? []), moment])
  }
  return lives
}
