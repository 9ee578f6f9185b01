import { attribution } from './attribution.ts'
import { core } from './core.ts'
import { crowd } from './crowd.ts'
import { load } from './load.ts'
import { memory } from './memory.ts'
import { messaging } from './messaging.ts'
import { record } from './record.ts'
import { agreement } from './peers/agreement.ts'
import { beside } from './peers/index.ts'
import type { Result } from './result.ts'
import { tables } from './tables/index.ts'
import { head, row, told } from './told.ts'
import { growth, length, whole } from './workloads/index.ts'

/** Each in full by hand, and small in the tests so that it cannot rot. */
const benchmarks: Readonly<Record<string, (isSmall: boolean) => Result[] | Promise<Result[]>>> = {
  core: (isSmall) => (isSmall ? core(2000, 1) : core(150_000, 5)),
  crowd: (isSmall) =>
    isSmall ? crowd([10, 50, 200], 20, 500, 1) : crowd([100, 1000, 10_000], 10_000, 100_000, 5),
  w1: (isSmall) => (isSmall ? whole('w1', 4000, 1) : whole('w1', 1_000_000, 5)),
  w2: (isSmall) => (isSmall ? whole('w2', 4000, 1) : whole('w2', 1_000_000, 5)),
  w3: (isSmall) => (isSmall ? whole('w3', 4000, 1) : whole('w3', 1_000_000, 5)),
  growth: (isSmall) => (isSmall ? growth([2, 17], 2000, 1) : growth([2, 5, 17, 167], 1_000_000, 5)),
  length: (isSmall) => (isSmall ? length([500, 2000], 1) : length([10_000, 100_000, 1_000_000], 5)),
  long: (isSmall) => (isSmall ? length([500, 4000], 1) : length([10_000, 10_000_000], 1)),
  messaging: (isSmall) => (isSmall ? messaging(2, 1) : messaging(40, 5)),
  peers: (isSmall) => (isSmall ? beside(2000, 1) : beside(100_000, 5)),
  agreement: (isSmall) => (isSmall ? agreement(0.02, 4) : agreement(1, 20)),
  memory: (isSmall) => (isSmall ? memory(500, 2000, 1) : memory(100_000, 1_000_000, 5)),
  tables: (isSmall) => (isSmall ? tables(2000, 1) : tables(1_000_000, 3)),
  attribution: (isSmall) => (isSmall ? attribution(500, 1) : attribution(100_000, 5)),
  load: (isSmall) => (isSmall ? load(5000, 1) : load()),
  record: (isSmall) => (isSmall ? record(2000, 1) : record()),
}

const args = process.argv.slice(2)
const flags = new Set(args.filter((arg) => arg.startsWith('-')))
const names = args.filter((arg) => !arg.startsWith('-'))
const known = Object.keys(benchmarks)
const wrong =
  names.find((name) => !known.includes(name)) ??
  [...flags].find((flag) => !['--json', '--markdown', '--small', '--help'].includes(flag))
const usage = `npm run bench -- [${known.join('|')}] [--json|--markdown] [--small]\n`
if (wrong !== undefined) {
  process.stderr.write(`error: unknown benchmark or option "${wrong}"\n${usage}`)
  process.exitCode = 2
} else if (flags.has('--help'))
  process.stdout.write(
    `${usage}\nAll of them but "long" unless one is named. --json gives one object a line, --markdown a table.\n`,
  )
else await run(names.length > 0 ? names : known.filter((name) => name !== 'long'))

async function run(wanted: readonly string[]): Promise<void> {
  const tell = flags.has('--json') ? JSON.stringify : flags.has('--markdown') ? row : told
  if (flags.has('--markdown')) process.stdout.write(`${head}\n`)
  for (const name of wanted)
    for (const result of await benchmarks[name](flags.has('--small')))
      process.stdout.write(`${tell(result)}\n`)
}
