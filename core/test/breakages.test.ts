import { build } from 'esbuild'
import fc from 'fast-check'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Breakage, breakages } from './breakages.ts'
import { type Law, laws } from './laws.ts'

/** Copies of the core, each with one mistake. The working tree is never touched. */
const folder = '.cache/breakages'
/** Most histories until a mistake must be seen. */
const MOST = 4000
const SEED = 20_261_124

const seen: { mistake: string; law: string; histories: number }[] = []

beforeAll(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => {
  const rows = seen.map(({ histories, law, mistake }) => `| ${law} | ${mistake} | ${histories} |`)
  const table = ['| law | mistake | histories |', '|---|---|--:|', ...rows.sort()].join('\n')
  writeFileSync(join('.cache', 'breakages.md'), `${table}\n`)
  rmSync(folder, { recursive: true, force: true })
})

/**
 * The laws of a core with the mistake, in one file: that is read ten times faster than two hundred.
 * @throws Error if its text is not in the file exactly once.
 */
async function lawsOf({ file, find, put }: Breakage, place: number): Promise<readonly Law[]> {
  const text = readFileSync(join('core', file), 'utf8')
  if (text.split(find).length !== 2)
    throw new Error(`${file}: ${text.split(find).length - 1} places are "${find}", not one`)
  const broken = { contents: text.replace(find, () => put), loader: 'ts' } as const
  const outfile = resolve(folder, `${place}.mjs`)
  await build({
    ...{ entryPoints: ['core/test/laws.ts'], bundle: true, format: 'esm', outfile },
    ...{ packages: 'external', platform: 'node', target: 'esnext' },
    plugins: [
      {
        name: 'mistake',
        setup: (bundle) =>
          bundle.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === resolve('core', file) ? broken : undefined,
          ),
      },
    ],
  })
  return ((await import(/* @vite-ignore */ outfile)) as { laws: readonly Law[] }).laws
}

test.each(breakages.map((breakage, place) => [breakage.mistake, breakage, place] as const))(
  'a law sees it when %s',
  async (_, breakage, place) => {
    const law = (await lawsOf(breakage, place)).find(({ name }) => name === breakage.law)
    expect(law).toBeDefined()
    const { failed, numRuns } = fc.check(law!.property, {
      numRuns: MOST,
      seed: SEED,
      endOnFailure: true,
    })
    expect([failed, numRuns]).toEqual([true, numRuns])
    seen.push({ law: breakage.law, mistake: breakage.mistake, histories: numRuns })
  },
)

test('every law sees some mistake', () => {
  expect([...new Set(breakages.map(({ law }) => law))].sort()).toEqual(
    laws.map(({ name }) => name).sort(),
  )
})
