import { testLaws } from './hold.ts'
import { laws } from './laws.ts'

// In a file of its own, so that it runs beside the other laws.
testLaws(
  laws.filter(({ name }) => name === 'model'),
  () => 10_000,
)
