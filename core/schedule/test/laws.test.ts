import { testLaws } from '../../test/hold.ts'
import { laws } from './laws.ts'

/** Each of these compiles a thousand years. */
const few: Readonly<Record<string, number>> = { repeat: 3 }

testLaws(laws, ({ name }) => few[name] ?? 100)
