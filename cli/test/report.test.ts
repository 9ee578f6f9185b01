import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeRun } from '../../data/index.ts'
import { contents } from '../../data/test/contents.ts'
import { reportCommand } from '../commands/report.ts'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
const files = ['lean', 'rich'].map((name) => join(folder, `${name}.duckdb`))
const out = join(folder, 'told')
beforeAll(async () => {
  await writeRun(files[0], contents('lean', { scenario_hash: 'a1' }))
  await writeRun(files[1], contents('rich', { scenario_hash: 'b2' }))
})
afterAll(() => rmSync(folder, { recursive: true }))

const told = async (...where: string[]) => {
  await reportCommand('metrics', { run: files, where: ['metric=opened', ...where], out })
  return readFileSync(out, 'utf8')
}

test('of several runs, those of a scenario are asked, by its name or its hash', async () => {
  expect(await told('scenario=Run rich')).toContain('opened,Opened,conversations,2,2')
  expect(await told('scenario=a1')).toContain('opened,Opened,conversations,2,2')
  await expect(told('scenario=poor')).rejects.toThrow(
    'no run is of scenario "poor"; there are: Run lean, Run rich',
  )
  await expect(told()).rejects.toThrow('--csv takes one run; several are told as --json')
})
