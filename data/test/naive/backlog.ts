/** A turn that was answered, or may be. */
interface Worked {
  readonly skill: number
  readonly effort: number
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** What a turn of a skill takes, from those that were answered lately; null if none was. */
export function takes(lately: readonly Worked[]): (skill: number) => number | null {
  return (skill) => {
    const own = lately.filter((one) => one.skill === skill)
    const some = own.length > 0 ? own : lately
    return some.length === 0 ? null : mean(some.map(({ effort }) => effort))
  }
}
