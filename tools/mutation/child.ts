import {
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'
import fc from 'fast-check'

/** What the tests of one bundle ended with. */
export interface Outcome {
  /** The first test that failed, if one did. */
  readonly killer?: string
  readonly tests: number
  /** Of this process, in ms. */
  readonly cpu: number
}

interface Test {
  readonly name: string
  readonly run: () => unknown
}

let tests: Test[] = []
const test = Object.assign((name: string, run: () => unknown) => tests.push({ name, run }), {
  each:
    (rows: readonly unknown[]) =>
    (name: string, run: (...values: unknown[]) => unknown): void => {
      for (const row of rows) {
        const values = Array.isArray(row) ? (row as unknown[]) : [row]
        test(name.replace('%s', String(values[0])), () => run(...values))
      }
    },
})
const describe = (_: string, tell: () => void) => tell()

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
const { expect } = chai
Object.assign(globalThis, { [GLOBAL_EXPECT]: expect, suite: { describe, expect, test } })
setState({ assertionCalls: 0, testPath: '' }, expect as never)
// A case that fails is enough: nobody reads the smallest one.
fc.configureGlobal({ endOnFailure: true, seed: 42 })

process.on('message', (bundle: string) => {
  void run(bundle).then((outcome) => process.send?.(outcome))
})

/** Runs tests until one fails; each says that it begins, so that one without an end is noticed. */
async function run(bundle: string): Promise<Outcome> {
  tests = []
  const began = process.cpuUsage()
  const outcome = (killer?: string): Outcome => {
    const { system, user } = process.cpuUsage(began)
    return { killer, tests: tests.length, cpu: Math.round((system + user) / 1000) }
  }
  let name = 'reading the files'
  try {
    await import(bundle)
    for (const test of tests) {
      name = test.name
      process.send?.(name)
      await test.run()
    }
    return outcome()
  } catch {
    return outcome(name)
  }
}
