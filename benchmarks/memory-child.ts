import { simulate } from '../sim/index.ts'
import { mm20Scenario } from './mm20.ts'

/** One run in a process of its own: prints its peak resident memory in MiB, and its hash. */
const { traceHash } = simulate(mm20Scenario(Number(process.argv[2])), 0, 'accumulators')
process.stdout.write(`${(process.resourceUsage().maxRSS / 1024).toFixed(1)} ${traceHash}`)
