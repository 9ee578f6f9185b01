import type { Minor, Time } from '../units.ts'
import { type Conversion, conversionsOf } from './conversions.ts'
import type { AttributionFacts } from './facts.ts'
import { weigh } from './models.ts'
import type { Attribution } from './settings.ts'
import { split } from './split.ts'
import { interactionsOf, type Touch, touchesOf } from './touches.ts'

/** A whole conversion, in the parts that are credited. */
export const WHOLE_CREDIT = 1_000_000

/** A share of a conversion, given to an interaction and, if there was one, to its agent and skill. */
export interface Credit extends Omit<Touch, 'at' | 'beganAt'> {
  /** The instant that it is dated to. */
  readonly at: Time
  /** Of one conversion: whole millionths. All credits of a conversion sum to a million. */
  readonly share: number
  /** Of its amount: whole minor units, which sum to it; null where the conversion has none. */
  readonly amount: Minor | null
}

/** A conversion and who earned it. One that is flagged, or that nothing earned, has no credits. */
export interface Attributed {
  readonly conversion: Conversion
  /** Whether an agent had engaged the consumer before, within the look-back (SEMANTICS.md §21). */
  readonly isAssisted: boolean
  /** In order of time. */
  readonly credits: readonly Credit[]
}

/**
 * Who earned what: a function of the facts. Another model, look-back or date restates all of history.
 */
export function attribute(facts: AttributionFacts, settings: Attribution): Attributed[] {
  const interactions = interactionsOf(facts)
  return conversionsOf(facts, settings).map((conversion) => {
    if (conversion.flag !== 'counted') return { conversion, isAssisted: false, credits: [] }
    const { isAssisted, touches } = touchesOf(conversion, interactions, settings)
    return { conversion, isAssisted, credits: creditsOf(conversion, touches, settings) }
  })
}

function creditsOf(
  conversion: Conversion,
  touches: readonly Touch[],
  settings: Attribution,
): Credit[] {
  if (touches.length === 0) return []
  const ages = touches.map(({ at }) => conversion.at - at)
  const weights = weigh(settings, ages)
  const shares = split(WHOLE_CREDIT, weights)
  const amounts = conversion.amount === null ? null : split(conversion.amount, weights)
  const credits: Credit[] = []
  for (const [place, touch] of touches.entries()) {
    const [share, amount] = [shares[place], amounts === null ? null : (amounts[place] as Minor)]
    if (share === 0 && !amount) continue
    const at = settings.conversionDate === 'interaction' ? touch.at : conversion.at
    const { agent, content, conversation: of, segment, session, skill } = touch
    credits.push({ conversation: of, segment, agent, skill, content, session, at, share, amount })
  }
  return credits
}
