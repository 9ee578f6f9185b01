import { limitW1 } from '../limit/w1.ts'
import { limitW2 } from '../limit/w2.ts'
import { limitW3 } from '../limit/w3.ts'
import { simjs } from '../peers/simjs.ts'
import { simscript } from '../peers/simscript.ts'
import type { Measured } from './measure.ts'
import { scenarioOf, simulated } from './scenario.ts'
import { type Outcome, type Workload, workloadOf, type WorkloadName } from './workload.ts'
import { moment, since } from '../clock.ts'
import { peak } from '../peak.ts'

/** A program that does a workload: how it is made ready, and what is timed. */
type Program = (workload: Workload, conversations: number) => () => Outcome | Promise<Outcome>

const limits = { w1: limitW1, w2: limitW2, w3: limitW3 }
const programs: Readonly<Record<string, Program>> = {
  switchyard: (workload, conversations) => {
    const scenario = scenarioOf(workload, conversations)
    return () => simulated(workload, scenario, conversations)
  },
  limit: (workload, conversations) => () => limits[workload.name](workload, conversations, 1),
  simjs,
  simscript,
}

/** One program in a process of its own: tells how long each repetition took, and what came of it. */
const [program, name, size, conversations, repetitions] = process.argv.slice(2)
const workload = workloadOf(name as WorkloadName, Number(size))
const run = programs[program](workload, Number(conversations))
let outcome: Outcome | undefined
const ms: number[] = []
while (ms.length < Number(repetitions)) {
  const began = moment()
  outcome = await run()
  ms.push(since(began))
}
process.stdout.write(JSON.stringify({ ms, mb: peak(), ...outcome! } satisfies Measured))
