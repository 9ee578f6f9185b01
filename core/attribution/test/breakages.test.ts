import fc from 'fast-check'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Breakage } from '../../test/breakages.ts'
import { breakages } from './breakages.ts'
import { type Law, laws } from './laws.ts'

/** Copies of the room, each with one mistake. The working tree is never touched. */
const folder = '.cache/attribution-breakages'
/** Most cases until a mistake must be seen. */
const MOST = 3000
const SEED = 20_261_124

const clear = () => rmSync(folder, { recursive: true, force: true })
beforeAll(clear)
afterAll(clear)

/** The laws of a room with the mistake. @throws Error if its text is not in the file exactly once. */
async function lawsOf({ file, find, put }: Breakage, place: number): Promise<readonly Law[]> {
  const copy = join(folder, String(place))
  mkdirSync(copy, { recursive: true })
  cpSync('core/units.ts', join(copy, 'units.ts'))
  cpSync('core/config/checks.ts', join(copy, 'config', 'checks.ts'))
  cpSync('core/attribution', join(copy, 'attribution'), { recursive: true })
  const path = join(copy, 'attribution', file)
  const [before, after, ...more] = readFileSync(path, 'utf8').split(find)
  if (after === undefined || more.length > 0)
    throw new Error(`${file}: "${find}" is not there once`)
  writeFileSync(path, before + put + after)
  const broken = resolve(copy, 'attribution', 'test', 'laws.ts')
  return ((await import(/* @vite-ignore */ broken)) as { laws: readonly Law[] }).laws
}

test.each(breakages.map((breakage, place) => [breakage.mistake, breakage, place] as const))(
  'a law sees it when %s',
  async (_, breakage, place) => {
    const law = (await lawsOf(breakage, place)).find(({ name }) => name === breakage.law)
    const { failed, numRuns } = fc.check(law!.property, {
      numRuns: MOST,
      seed: SEED,
      endOnFailure: true,
    })
    expect([failed, numRuns]).toEqual([true, numRuns])
  },
)

test('every law sees some mistake', () => {
  expect([...new Set(breakages.map(({ law }) => law))].sort()).toEqual(
    laws.map(({ name }) => name).sort(),
  )
})
