import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fit, fitTime } from '../../fit/index.ts'
import { normalQuantile } from '../../../sim/index.ts'
import { arrivalsOf, importMessages } from '../index.ts'

const sample = 'data/samples/thunderbird_support_messages.csv'
const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const written = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const header = 'thread,seq,t_unix,role,author,chars\n'

test('the Thunderbird sample holds what its provenance says', async () => {
  const log = await importMessages(sample)
  expect(log.thread.length).toBe(152_716)
  expect(log.threads).toBe(47_221)
  const found = fit(log)
  expect(found.unanswered).toBeCloseTo(0.253, 3)
  const week = [Date.UTC(2025, 9, 6), Date.UTC(2025, 9, 13)] as const
  expect(arrivalsOf(log, ...week)).toHaveLength(257)
})

test('first replies of the sample have the quartiles 1.0, 3.6 and 12.8 hours', async () => {
  const log = await importMessages(sample)
  const waits: number[] = []
  let [opened, waiting] = [0, false]
  log.thread.forEach((thread, i) => {
    if (thread !== log.thread[i - 1]) [opened, waiting] = [log.at[i], true]
    else if (waiting && log.role[i] === 1) {
      waits.push((log.at[i] - opened) / 3_600_000)
      waiting = false
    }
  })
  waits.sort((a, b) => a - b)
  const at = (p: number) => waits[Math.ceil(p * waits.length) - 1]
  expect([at(0.25), at(0.5), at(0.75), at(0.9)].map((x) => x.toFixed(1))).toEqual([
    '1.0',
    '3.6',
    '12.8',
    '35.7',
  ])
})

test('a bad timestamp on line 40,001 is told with line, column and value', async () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => `${i},0,${i === 39_999 ? 'x' : i},c,1,\n`)
  const file = written('bad.csv', header + rows.join(''))
  await expect(importMessages(file)).rejects.toThrow(
    `${file}:40001: column "t_unix": "x" is not a whole number`,
  )
})

test('an empty file, a missing column, a role and an order that make no sense are refused', async () => {
  await expect(importMessages(written('0.csv', ''))).rejects.toThrow('the file is empty')
  await expect(importMessages(written('1.csv', header))).rejects.toThrow('no message')
  await expect(importMessages(written('2.csv', 'thread,seq\n'))).rejects.toThrow(
    'column "t_unix" is missing; there are: thread, seq',
  )
  await expect(importMessages(written('3.csv', `${header}1,0,5,z,1,\n`))).rejects.toThrow(
    ':2: column "role": "z" is neither c (consumer) nor h (agent)',
  )
  await expect(
    importMessages(written('4.csv', `${header}1,1,5,c,1,\n1,0,6,c,1,\n`)),
  ).rejects.toThrow(':3: column "seq": 0 does not follow 1')
  await expect(importMessages(join(folder, 'none.csv'))).rejects.toThrow('cannot be read')
})

test('a lognormal fitted to its own quantiles comes back', () => {
  const [mean, cv] = [3_600_000, 1.5]
  const variance = Math.log1p(cv * cv)
  const at = (u: number) =>
    Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normalQuantile(u))
  const values = Array.from({ length: 20_000 }, (_, i) => at((i + 0.5) / 20_000))
  const { ks, lognormal, quantiles } = fitTime('gap', values)
  expect(lognormal.mean / mean).toBeCloseTo(1, 2)
  expect(lognormal.cv).toBeCloseTo(cv, 1)
  expect(ks).toBeLessThan(0.001)
  expect(quantiles[50] / at(0.5)).toBeCloseTo(1, 3)
})
