import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache', 'build')

/**
 * Builds the dashboard, unless what is built is of these very sources.
 * @returns the folder that a server may serve. It appears once it is whole.
 */
export async function buildDashboard(): Promise<string> {
  const folder = join(cache, 'dashboard')
  const stamp = join(folder, '.sources')
  const hash = hashOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return folder
  const { build } = await import('vite')
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, '.draft-'))
  const before = process.env['NODE_ENV']
  // Tests run under another name; what they look at must be what users get.
  process.env['NODE_ENV'] = 'production'
  try {
    const configFile = join(root, 'vite.config.ts')
    await build({
      root: join(root, 'dashboard'),
      configFile,
      logLevel: 'warn',
      build: { outDir: draft, emptyOutDir: true },
    })
    writeFileSync(join(draft, '.sources'), hash)
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

/** Everything that a build may read, by name and content. */
function hashOfSources(): string {
  const hash = createHash('sha256')
  const rooms = ['dashboard', 'core', 'data', 'scenarios', 'sim']
  const files = rooms
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(tsx?|css|html|svg|json)$/.test(entry.name))
    .map(({ name, parentPath }) => relative(root, join(parentPath, name)))
  for (const file of [...files, 'vite.config.ts', 'package-lock.json'].sort())
    if (existsSync(join(root, file)))
      hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
