import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The table of core/README.md that says where each section of SEMANTICS.md is. */
const room = new URL('../', import.meta.url)
const text = readFileSync(new URL('README.md', room), 'utf8')
const table = text.slice(text.indexOf('| SEMANTICS.md |'))
const rows = table
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').slice(1, -1))
const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
const stories = readdirSync(new URL('test/golden/', room)).map((file) => file.replace('.txt', ''))
const patterns = rows.flatMap(([, , cell]) => named(cell)).filter((name) => !name.includes('/'))
const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`)

test('every file that the table names is there', () => {
  const files = rows.flatMap(([, cell]) => named(cell))
  expect(files.filter((file) => !existsSync(new URL(file, room)))).toEqual([])
})

test('every golden conversation stands in the table, and none that there is not', () => {
  expect(stories.filter((story) => !patterns.some((one) => fits(one).test(story)))).toEqual([])
  expect(patterns.filter((one) => !stories.some((story) => fits(one).test(story)))).toEqual([])
})

test('sections 1 to 23 and every extension stand in the table', () => {
  const sections = rows.map(([cell]) => cell).join('\n')
  const mentioned = new Set<number>()
  for (const [, from, to = from] of sections.matchAll(/^ (\d+)(?:\.\d+)?(?:–(\d+))?/gm))
    for (let n = Number(from); n <= Number(to); n++) mentioned.add(n)
  const missing = Array.from({ length: 23 }, (_, i) => i + 1).filter((n) => !mentioned.has(n))
  expect(missing).toEqual([])
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(sections).toMatch(new RegExp(`26\\.${n}\\b|26\\.1–26\\.3`))
})
