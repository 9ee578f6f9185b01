import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { Answers } from './answers.ts'
import { Bench } from './bench.ts'
import { drawn, mutantsOf, told } from './mutants.ts'

/**
 * The mutation score of the core by a random sample (docs/mutation.md): quick tests first, then the
 * laws for whatever survived them. A run that was ended goes on where it was.
 */
const { values } = parseArgs({
  options: {
    /** Mutants to draw. */
    most: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    /** Ids instead of a draw: `12,345`. */
    only: { type: 'string' },
    stages: { type: 'string', default: 'quick,laws' },
    /** Histories a law at most, where the laws run. */
    histories: { type: 'string', default: '1500' },
  },
})

const folder = '.cache/mutation'
const golden = 'core/test/golden.test.ts'
const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
// Another commit has other mutants under the same numbers.
const answers = new Answers(`${folder}/${git('rev-parse', '--short', 'HEAD')}.jsonl`)
const listed = git('ls-files', 'core').split('\n')
const sources = listed.filter((file) => file.endsWith('.ts') && !file.includes('/test/'))
const all = await mutantsOf(sources)
const ids = values.only?.split(',')
const mutants = ids
  ? all.filter(({ id }) => ids.includes(id))
  : drawn(all, Number(values.most), Number(values.seed))

const stages = values.stages.split(',')
for (const stage of stages) await run(stage)
const score = answers.score(mutants, stages)
console.log(`${all.length} mutants of ${sources.length} files, ${mutants.length} asked: ${score}`)

async function run(stage: string): Promise<void> {
  const benches = new Map<string, Bench>()
  for (const mutant of mutants.filter((one) => answers.isOpen(one, stage))) {
    const room = /^core\/(attribution|schedule)\//.exec(mutant.fileName)?.[0] ?? 'core/test/'
    let bench = benches.get(room)
    if (bench === undefined) benches.set(room, (bench = await ready(room, stage)))
    const { cpu, killer } = await bench.ask(mutant)
    answers.add({ stage, id: mutant.id, told: told(mutant), killer, cpu })
    if (killer === undefined) console.log(`${stage} ${mutant.id} ${told(mutant)}`)
  }
  for (const bench of benches.values()) await bench.stop()
}

/** The tests of a room; whoever routes asks schedules, and nobody asks attribution. */
async function ready(room: string, stage: string): Promise<Bench> {
  const others = room === 'core/schedule/' && stage === 'quick' ? [golden] : []
  const files = [...others, ...testsOf(stage).filter((file) => file.startsWith(room))]
  const bench = new Bench(files, `${folder}/${room}`, {
    AT_MOST: stage === 'quick' ? '50' : values.histories,
  })
  const { cpu, killer, tests } = await bench.ask()
  if (killer !== undefined) throw new Error(`without a mutant fails: ${killer}`)
  console.log(`${stage} ${room}: ${tests} tests in ${cpu} ms without a mutant`)
  return bench
}

/** The golden conversations first, of which most mutants die at once. */
function testsOf(stage: string): readonly string[] {
  const tests = listed.filter((file) => /(?<!breakages|meta)\.test\.ts$/.test(file))
  const isSlow = (file: string) =>
    /\/(zones|core\/test\/(crowds|draw|laws|model))\.test\.ts$/.test(`/${file}`)
  if (stage === 'quick')
    return [golden, ...tests.filter((file) => file !== golden && !isSlow(file))]
  return tests.filter((file) => isSlow(file) || /laws[\w-]*\.test\.ts$/.test(file))
}
