import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

/** One step of the check: a command that passes or fails. */
interface Step {
  readonly name: string
  readonly command: readonly string[]
}

const report = '.cache/tests.json'
const steps: readonly Step[] = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
  },
]

const children = new Set<ReturnType<typeof spawn>>()
process.once('SIGINT', () => {
  for (const child of children) child.kill('SIGTERM')
  process.exit(130)
})

mkdirSync('.cache', { recursive: true })
rmSync(report, { force: true })
const tally = { passed: 0, failed: 0, skipped: 0 }
// What reads sources takes seconds and a core each; tests take both, and are told last.
await Promise.all(steps.slice(0, -1).map(check))
await check(steps.at(-1)!)
const { failed, passed, skipped } = tally
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
if (failed > 0) process.exitCode = 1

async function check(step: Step): Promise<void> {
  const began = performance.now()
  const { code, output } = await run(step)
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(8)} ${took}\n`)
  if (code !== 0) process.stdout.write(`${output}\n`)
  if (step.name === 'tests') countTests(code)
  else tally[code === 0 ? 'passed' : 'failed']++
}

function countTests(code: number): void {
  const { numFailedTests, numPassedTests, numPendingTests } = readReport()
  tally.passed += numPassedTests
  tally.skipped += numPendingTests
  // A file that cannot be loaded fails without a failed test; no test at all is a failure too.
  tally.failed += numFailedTests || Number(code !== 0 || numPassedTests === 0)
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Record<
      'numFailedTests' | 'numPassedTests' | 'numPendingTests',
      number
    >
  } catch {
    return { numFailedTests: 0, numPassedTests: 0, numPendingTests: 0 }
  }
}

function run({ command: [name, ...rest] }: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${name}`, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
    children.add(child)
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}
