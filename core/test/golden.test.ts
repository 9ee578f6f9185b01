import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAccount, retell } from './tell.ts'

/**
 * A golden conversation: a sentence, a configuration between two lines of dashes, then what happens,
 * each line followed by what the router did and why. REWRITE=1 writes the answers anew.
 */
const folder = new URL('golden/', import.meta.url)

for (const file of readdirSync(folder)) {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const [title, settings, story] = text.split(/\n---\n/)
  test(title.trim(), () => {
    const told = [title, settings, retell(readAccount(parse(settings)), story)].join('\n---\n')
    if (process.env['REWRITE'] === '1') writeFileSync(new URL(file, folder), told)
    expect(told).toBe(text)
  })
}
