import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeMetrics, describeTables, tables } from '../index.ts'

const pages = { 'docs/tables.md': describeTables, 'docs/metrics.md': describeMetrics }

test.each(Object.entries(pages))('%s says what the code says', (page, describe) => {
  const file = new URL(`../../${page}`, import.meta.url)
  if (process.env.REWRITE) writeFileSync(file, describe())
  expect(readFileSync(file, 'utf8')).toBe(describe())
})

test('every column says what it means, in one line that fits a table', () => {
  for (const table of Object.values(tables))
    for (const { meaning } of Object.values(table)) expect(meaning).toMatch(/^[^|\n]{3,}$/)
})
