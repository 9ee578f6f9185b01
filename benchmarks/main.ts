import { benchmarks, byHand } from './all.ts'
import { head, row, told } from './told.ts'

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
    `${usage}\nAll of them but ${byHand.join(', ')} unless one is named. --json gives one object a line, --markdown a table.\n`,
  )
else await run(names.length > 0 ? names : known.filter((name) => !byHand.includes(name)))

async function run(wanted: readonly string[]): Promise<void> {
  const tell = flags.has('--json') ? JSON.stringify : flags.has('--markdown') ? row : told
  if (flags.has('--markdown')) process.stdout.write(`${head()}\n`)
  for (const name of wanted)
    for (const result of await benchmarks[name](flags.has('--small')))
      process.stdout.write(`${tell(result)}\n`)
}
