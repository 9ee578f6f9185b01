import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { breakages } from './breakages.ts'
import { testBreakages } from './broken.ts'
import { laws } from './laws.ts'

const seen = testBreakages({ folder: 'core', laws, breakages, most: 4000 })

afterAll(() => {
  const rows = seen.map(({ cases, law, mistake }) => `| ${law} | ${mistake} | ${cases} |`)
  const table = ['| law | mistake | histories |', '|---|---|--:|', ...rows.sort()].join('\n')
  mkdirSync('.cache', { recursive: true })
  writeFileSync(join('.cache', 'breakages.md'), `${table}\n`)
})
