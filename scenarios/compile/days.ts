import { type Weekday, weekdays } from '../../core/index.ts'

/** The weekdays of `mon-fri` or `sat, sun`, from Monday as 0; null if it is no such list. */
export function daysOf(text: string): ReadonlySet<number> | null {
  const days = new Set<number>()
  for (const part of text.split(',')) {
    const [from, to = from] = part.trim().split('-')
    const [a, b] = [weekdays.indexOf(from as Weekday), weekdays.indexOf(to as Weekday)]
    if (a < 0 || b < 0) return null
    for (let day = a; ; day = (day + 1) % 7) {
      days.add(day)
      if (day === b) break
    }
  }
  return days
}

/** What is said of a text that is no list of weekdays. */
export const noDays = (text: string): string =>
  `"${text}" is no list of weekdays such as mon-fri or sat, sun`
