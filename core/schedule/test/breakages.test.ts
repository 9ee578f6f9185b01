import { testBreakages } from '../../test/broken.ts'
import { breakages } from './breakages.ts'
import { laws } from './laws.ts'

testBreakages({ folder: 'core/schedule', laws, breakages, most: 3000 })
