import type { ConsumerKey } from '../units.ts'

/** A merged name and the name that stands for all of its person's. */
export type Alias = readonly [consumer: ConsumerKey, person: ConsumerKey]

/**
 * Names of consumers, and which of them are one person's: disjoint sets (Tarjan, 1975), each under
 * its lowest key. So it does not matter in which order, how often or which way round names are merged.
 */
export class Identities {
  /** Names that are not their person's lowest, and a lower name of the same person. */
  private readonly lower = new Map<ConsumerKey, ConsumerKey>()

  /** The key that stands for the person: the lowest of all their names. */
  personOf(consumer: ConsumerKey): ConsumerKey {
    let person = consumer
    for (let next; (next = this.lower.get(person)) !== undefined;) person = next
    // Whoever was passed on the way is told, so that nobody walks the same way again.
    for (let name = consumer; name !== person;) {
      const next = this.lower.get(name)!
      this.lower.set(name, person)
      name = next
    }
    return person
  }

  /** @returns whether anything new was said. */
  merge(a: ConsumerKey, b: ConsumerKey): boolean {
    const [one, other] = [this.personOf(a), this.personOf(b)]
    if (one === other) return false
    this.lower.set(Math.max(one, other) as ConsumerKey, Math.min(one, other) as ConsumerKey)
    return true
  }

  /** Ascending by name. */
  keep(): readonly Alias[] {
    return [...this.lower.keys()].sort((a, b) => a - b).map((name) => [name, this.personOf(name)])
  }
}
