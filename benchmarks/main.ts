import { attribution } from './attribution.ts'
import { core } from './core.ts'
import { crowd } from './crowd.ts'
import { load } from './load.ts'
import { memory } from './memory.ts'
import { messaging } from './messaging.ts'
import { mm20 } from './mm20.ts'
import { record } from './record.ts'
import type { Result } from './result.ts'

/** Each in full by hand, and small in the tests so that it cannot rot. */
const benchmarks: Readonly<Record<string, (isSmall: boolean) => Result[] | Promise<Result[]>>> = {
  core: (isSmall) => (isSmall ? core(2000, 1) : core(150_000, 5)),
  crowd: (isSmall) =>
    isSmall ? crowd([10, 50, 200], 20, 500, 1) : crowd([100, 1000, 10_000], 10_000, 100_000, 5),
  mm20: (isSmall) => (isSmall ? mm20(20_000, 1) : mm20(1_000_000, 5)),
  messaging: (isSmall) => (isSmall ? messaging(2, 1) : messaging(40, 5)),
  memory: (isSmall) => (isSmall ? memory(2000, 1) : memory(100_000, 5)),
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
  [...flags].find((flag) => !['--json', '--small', '--help'].includes(flag))
const usage = `npm run bench -- [${known.join('|')}] [--json] [--small]\n`
if (wrong !== undefined) {
  process.stderr.write(`error: unknown benchmark or option "${wrong}"\n${usage}`)
  process.exitCode = 2
} else if (flags.has('--help'))
  process.stdout.write(
    `${usage}\nAll of them unless one is named; --json gives one object a line.\n`,
  )
else
  for (const name of names.length > 0 ? names : known)
    for (const result of await benchmarks[name](flags.has('--small')))
      process.stdout.write(`${flags.has('--json') ? JSON.stringify(result) : told(result)}\n`)

function told({ hash, median, min, name, params, question, runs, unit }: Result): string {
  const given = Object.entries(params).map(([key, value]) => `${key} ${value.toLocaleString('en')}`)
  const figure = (value: number) => `${Number(value.toPrecision(4)).toLocaleString('en')} ${unit}`
  return [
    `${name.padEnd(16)} median ${figure(median)}, least ${figure(min)}, ${runs} runs, ${hash}`,
    `${' '.repeat(17)}${question} ${given.join(', ')}`,
  ].join('\n')
}
