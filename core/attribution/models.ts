import { type Attribution, inMillionths } from './settings.ts'

/** The weight of the latest touch under time decay: older ones are fractions of it. */
const ONE = 2 ** 30
const WHOLE = 1_000_000

/**
 * Whole weights of touches in order of time (SEMANTICS.md §26.10); their proportions are the shares.
 * @param ages how long before the conversion each ended, ms, descending.
 */
export function weigh(settings: Attribution, ages: readonly number[]): number[] {
  const { length } = ages
  switch (settings.model) {
    case 'last':
      return ages.map((_, place) => Number(place === length - 1))
    case 'first':
      return ages.map((_, place) => Number(place === 0))
    case 'linear':
      return ages.map(() => 1)
    case 'timeDecay':
      return decayed(settings, ages)
    case 'positionBased':
      return positioned(settings, length)
  }
}

/** 2^(−age ÷ half-life), in 2⁻³⁰ of the latest touch's: the newest never fades to nothing. */
function decayed({ halfLife }: Attribution, ages: readonly number[]): number[] {
  const newest = Math.min(...ages)
  return ages.map((age) => Math.round(ONE * 2 ** ((newest - age) / halfLife)))
}

/** The first and the last have their shares; the others have equal parts of the rest. */
function positioned({ firstShare, lastShare }: Attribution, length: number): number[] {
  const [first, last] = [inMillionths(firstShare), inMillionths(lastShare)]
  if (length === 1) return [1]
  // Without anybody between them, the ends divide the rest in proportion.
  if (length === 2) return first + last === 0 ? [1, 1] : [first, last]
  const between = length - 2
  const others = Array.from({ length: between }, () => WHOLE - first - last)
  return [first * between, ...others, last * between]
}
