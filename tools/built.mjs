import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

// Node 20 runs no TypeScript, and to translate files as they are asked for takes over a second.
// So the programs are bundled once after each change of a source, in a fifth of that.

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache', 'built')
const rooms = ['adapter', 'cli', 'core', 'dashboard', 'data', 'scenarios', 'sim']
/** Programs: the command line, and what it runs beside itself. */
const programs = ['cli/main.ts', 'cli/sql-child.ts', 'sim/worker.ts', 'sim/validation/worker.ts']

/**
 * Runs a program of the project, bundled anew if a source has changed since.
 * @param {URL} program one of the above
 */
export async function run(program) {
  const file = relative(root, fileURLToPath(program)).replaceAll('\\', '/')
  if (!programs.includes(file)) throw new RangeError(`${file} is none of ${programs.join(', ')}`)
  const folder = join(cache, hashOfSources())
  if (!existsSync(folder)) await bundle(folder)
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(join(folder, file.replace(/\.ts$/, '.js'))).href)
}

/** Everything that a bundle may read, by name, size and time. */
function hashOfSources() {
  const hash = createHash('sha256')
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/(^|\/)(src|test)\//.test(name))
      .map((name) => join(room, name)),
  )
  for (const file of [...files, 'tools/built.mjs', 'package-lock.json'].sort(byName)) {
    const { mtimeMs, size } = statSync(join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * The folder appears once it is whole, whoever else builds it at the same time.
 * @param {string} folder
 */
async function bundle(folder) {
  const { build } = await import('esbuild')
  mkdirSync(cache, { recursive: true })
  forgetOld()
  const draft = mkdtempSync(join(cache, '.draft-'))
  try {
    await build({
      ...{ absWorkingDir: root, entryPoints: programs, outbase: root, outdir: draft },
      ...{ bundle: true, splitting: true, format: 'esm', packages: 'external' },
      ...{
        platform: 'node',
        target: 'node20',
        sourcemap: true,
        sourcesContent: false,
        logLevel: 'error',
      },
      plugins: [{ name: 'places', setup: keepPlaces }],
    })
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * A file finds its neighbours from where it was written, not from where it is bundled.
 * @param {import('esbuild').PluginBuild} build
 */
function keepPlaces(build) {
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8')
    const place = JSON.stringify(pathToFileURL(path).href)
    return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' }
  })
}

/** Of yesterday and before: what runs now may still read what it has not needed yet. */
function forgetOld() {
  const day = 86_400_000
  for (const name of readdirSync(cache)) {
    const old = join(cache, name)
    if (Date.now() - statSync(old).mtimeMs > day) rmSync(old, { recursive: true, force: true })
  }
}

/**
 * @param {string} a
 * @param {string} b
 */
function byName(a, b) {
  return a < b ? -1 : 1
}
