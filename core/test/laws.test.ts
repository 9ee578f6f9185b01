import { testLaws } from './hold.ts'
import { laws } from './laws.ts'

/** Histories a law. Three laws look at every millisecond, two run most histories twice. */
const histories: Readonly<Record<string, number>> = {
  ...{ available: 500, standing: 500, timers: 500, fresh: 500, again: 500 },
}

testLaws(
  laws.filter(({ name }) => name !== 'model'),
  ({ name }) => histories[name] ?? 1000,
)
