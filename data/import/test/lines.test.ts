import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ask, openRun, rowsOf, type RunMeta } from '../../index.ts'
import { meta as about } from '../../test/contents.ts'
import { growRecords, readRecords } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rows = `opened,seconds,closed,queue,branch
2026-03-02T09:00:00Z,30,2026-03-02T09:10:00Z,cards,bank
2026-03-02T09:05:00Z,30,2026-03-02T09:50:00Z,cards,
2026-03-02T09:10:00Z,30,2026-03-02T09:15:00Z,claims,insurance
2026-03-02T09:20:00Z,30,2026-03-02T09:25:00Z,other,
2026-03-02T10:00:00Z,30,2026-03-02T10:01:00Z,cards,retail bank
`
const mapping = `kind: tickets
name: Branches
file: ${join(folder, 'rows.csv')}
columns:
  opened: { column: opened, unit: iso }
  answered: { column: seconds, unit: sAfter }
  closed: { column: closed, unit: iso }
  skill: queue
  lineOfBusiness: branch
target: 1 min
resolutionTarget: 30 min
`

test('skills of a recorded log have a line of business, the latest one, and targets', async () => {
  writeFileSync(join(folder, 'rows.csv'), rows)
  writeFileSync(join(folder, 'rows.yaml'), mapping)
  const file = join(folder, 'run.duckdb')
  const meta = (from: number, to: number): RunMeta => ({
    ...{ ...about('x'), source: 'imported', started_at: from, counted_from: from },
    ended_at: to + 1,
  })
  await growRecords(readRecords(join(folder, 'rows.yaml')), { file, meta })
  const run = await openRun(file)
  const skills = run.details.skills.map((one) => [one.id, one.line_of_business, one.target_ms])
  expect(skills).toEqual([
    ['cards', 'retail bank', 60_000],
    ['claims', 'insurance', 60_000],
    ['other', null, 60_000],
  ])
  const query = { metric: 'opened,slaResolutionMetRate', by: 'lineOfBusiness' }
  const told = rowsOf(await ask(run, 'metrics', query))
  run.close()
  // One ticket of cards took 45 minutes.
  expect(told.map(({ lineOfBusiness, metric, value }) => [metric, lineOfBusiness, value])).toEqual([
    ...[
      ['opened', '(no line of business)', 1],
      ['opened', 'insurance', 1],
      ['opened', 'retail bank', 3],
    ],
    ...[
      ['slaResolutionMetRate', '(no line of business)', 1],
      ['slaResolutionMetRate', 'insurance', 1],
      ['slaResolutionMetRate', 'retail bank', expect.closeTo(2 / 3, 9)],
    ],
  ])
})
