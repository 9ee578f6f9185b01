import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { version } from './version.ts'

/** What decides the outcome of a replication. */
const folders = ['core', 'scenarios', 'sim']

/**
 * The version of the code that simulates: the release's, and a hash of its sources, so that a change
 * of them is another version. Of a bundle, its own file is hashed.
 */
export function codeVersion(): string {
  const hash = createHash('sha256')
  const places = folders.map((name) => fileURLToPath(new URL(`../${name}/`, import.meta.url)))
  const files = places.every(existsSync)
    ? places.flatMap(sourcesIn)
    : [fileURLToPath(import.meta.url)]
  for (const file of files) hash.update(readFileSync(file))
  return `${version}-${hash.digest('hex').slice(0, 12)}`
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)test\//.test(name))
    .sort()
    .map((name) => folder + name)
}
