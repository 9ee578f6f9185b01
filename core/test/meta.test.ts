import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const script = `
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { play } from './core/index.ts'
import { configOf, eventsOf, story } from './core/test/histories.ts'
const hash = createHash('sha256')
for (const told of fc.sample(story, { numRuns: 400, seed: 7 })) {
  const trace = play(configOf(told), eventsOf(told))
  for (const column of Object.values(trace.columns)) hash.update(column.subarray(0, trace.length))
  hash.update(trace.hash())
}
process.stdout.write(hash.digest('hex'))`

const played = (flags: readonly string[], env: Readonly<Record<string, string>>): string =>
  execFileSync(
    process.execPath,
    [...flags, '--import', 'tsx', '--input-type=module', '-e', script],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  )

test('two processes of other zones, languages and optimisers give the same bytes', () => {
  const one = played([], { TZ: 'UTC', LANG: 'C' })
  const other = played(['--no-opt', '--max-semi-space-size=1'], {
    TZ: 'Asia/Kolkata',
    LANG: 'tr_TR.UTF-8',
  })
  expect(one).toHaveLength(64)
  expect(other).toBe(one)
})
