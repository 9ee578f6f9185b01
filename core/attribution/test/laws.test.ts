import { testLaws } from '../../test/hold.ts'
import { laws } from './laws.ts'

testLaws(laws, () => 500)
