import { build } from 'esbuild'
import fc from 'fast-check'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Law } from './law.ts'

/** A deliberate mistake: what is replaced in which file of a room, and the law that must see it. */
export interface Breakage {
  /** The mistake in words. */
  readonly mistake: string
  /** Within the room. */
  readonly file: string
  readonly find: string
  readonly put: string
  /** `name` of a law. */
  readonly law: string
}

/** A room with its laws in `test/laws.ts`, and the mistakes that they must see. */
export interface Room {
  /** Its folder: 'core/schedule'. */
  readonly folder: string
  readonly laws: readonly Law[]
  readonly breakages: readonly Breakage[]
  /** Most cases until a mistake must be seen. */
  readonly most: number
}

/** A mistake that was seen, and the cases that this took. */
export interface Seen {
  readonly mistake: string
  readonly law: string
  readonly cases: number
}

const SEED = 20_261_124

/** Tests that a room's laws see its mistakes; the list that is returned grows as they do. */
export function testBreakages({ breakages, folder, laws, most }: Room): readonly Seen[] {
  const seen: Seen[] = []
  const copies = join('.cache', 'breakages', folder)
  const clear = () => rmSync(copies, { recursive: true, force: true })
  beforeAll(clear)
  afterAll(clear)

  test.each(breakages.map((breakage, place) => [breakage.mistake, breakage, place] as const))(
    'a law sees it when %s',
    async (_, breakage, place) => {
      const broken = await lawsOf(folder, breakage, resolve(copies, `${place}.mjs`))
      const law = broken.find(({ name }) => name === breakage.law)
      expect(law).toBeDefined()
      const { failed, numRuns } = fc.check(law!.property, {
        numRuns: most,
        seed: SEED,
        endOnFailure: true,
      })
      expect([failed, numRuns]).toEqual([true, numRuns])
      seen.push({ law: breakage.law, mistake: breakage.mistake, cases: numRuns })
    },
  )

  test('every law sees some mistake', () => {
    expect([...new Set(breakages.map(({ law }) => law))].sort()).toEqual(
      laws.map(({ name }) => name).sort(),
    )
  })
  return seen
}

/**
 * The laws of a room with the mistake, bundled: one file is read ten times faster than two hundred,
 * and the working tree is never touched.
 * @throws Error if its text is not in the file exactly once.
 */
async function lawsOf(
  folder: string,
  { file, find, put }: Breakage,
  outfile: string,
): Promise<readonly Law[]> {
  const text = readFileSync(join(folder, file), 'utf8')
  const places = text.split(find).length - 1
  if (places !== 1) throw new Error(`${file}: ${places} places are "${find}", not one`)
  const contents = text.replace(find, () => put)
  await build({
    ...{ entryPoints: [join(folder, 'test/laws.ts')], bundle: true, format: 'esm', outfile },
    ...{ packages: 'external', platform: 'node', target: 'esnext' },
    plugins: [
      {
        name: 'mistake',
        setup: (bundle) =>
          bundle.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === resolve(folder, file) ? { contents, loader: 'ts' } : undefined,
          ),
      },
    ],
  })
  return ((await import(/* @vite-ignore */ outfile)) as { laws: readonly Law[] }).laws
}
