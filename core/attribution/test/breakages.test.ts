import { testBreakages } from '../../test/broken.ts'
import { breakages } from './breakages.ts'
import { laws } from './laws.ts'

testBreakages({ folder: 'core/attribution', laws, breakages, most: 3000 })
