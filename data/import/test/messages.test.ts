import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fit, fitTime } from '../../fit/index.ts'
import { normalQuantile } from '../../../sim/index.ts'
import { arrivalsOf, importMessages, type Mapping, readMapping } from '../index.ts'

const thunderbird = readMapping('data/import/thunderbird.yaml')
const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const written = (name: string, text: string): Mapping => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return { ...thunderbird, file }
}
const header = 'thread,seq,t_unix,role,author,chars\n'

test('the Thunderbird sample holds what its provenance says', async () => {
  const log = await importMessages(thunderbird)
  expect(log.thread.length).toBe(152_716)
  expect(log.threads).toBe(47_221)
  const found = fit(log)
  expect(found.unanswered).toBeCloseTo(0.253, 3)
  const week = [Date.UTC(2025, 9, 6), Date.UTC(2025, 9, 13)] as const
  expect(arrivalsOf(log, ...week)).toHaveLength(257)
})

test('first replies of the sample have the quartiles 1.0, 3.6 and 12.8 hours', async () => {
  const log = await importMessages(thunderbird)
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
  const bad = written('bad.csv', header + rows.join(''))
  await expect(importMessages(bad)).rejects.toThrow(
    `${bad.file}:40001: column "t_unix": "x" is not a whole number`,
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
    importMessages(written('4.csv', `${header}1,1,5,c,1,\n1,1,6,c,1,\n`)),
  ).rejects.toThrow(':3: column "seq": 1 stands in line 2 too')
  await expect(
    importMessages(written('5.csv', `${header}1,1,5,c,1,\n1,2,4,c,1,\n`)),
  ).rejects.toThrow(':3: column "t_unix": it is earlier than the message before it, in line 2')
  const none = { ...thunderbird, file: join(folder, 'none.csv') }
  await expect(importMessages(none)).rejects.toThrow('none.csv: no such file')
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

const quoted = (name: string, text: string): Mapping => ({
  ...written(name, text),
  columns: {
    conversation: 'ticket, id',
    answers: null,
    within: null,
    order: null,
    at: { column: 'sent', unit: 'iso' },
    side: { column: 'from', consumer: 'consumer', agent: 'agent' },
    author: 'by',
  },
})

test('a log with other columns, quotes, zones and in any order is read as its mapping says', async () => {
  const log = await importMessages(
    quoted(
      'quoted.csv',
      [
        '\uFEFFsent,"ticket, id",from,by,text',
        '2026-03-02T09:05:00+01:00,B-2,agent,"Ana ""the quick""","two',
        'lines"',
        '2026-03-02T08:00:00Z,A-1,consumer,,',
        '2026-03-02T08:01:00Z,B-2,consumer,,',
        '2026-03-02T08:02:00.250Z,A-1,agent,Bo,',
      ].join('\r\n'),
    ),
  )
  const minute = (n: number) => Date.UTC(2026, 2, 2, 8) + n * 60_000
  expect([...log.thread]).toEqual([1, 1, 2, 2])
  expect([...log.at]).toEqual([minute(1), minute(5), minute(0), minute(2) + 250])
  expect([...log.role]).toEqual([0, 1, 0, 1])
  expect([...log.author].map((place) => log.authors[place] ?? null)).toEqual([
    null,
    'Ana "the quick"',
    null,
    'Bo',
  ])
})

test('a line that ends otherwise than the others is a line of its own', async () => {
  const rows = ['1,0,5,c,1,\r\n', '1,1,6,h,2,\n', '1,2,x,c,1,\r\n']
  const mixed = written('mixed.csv', header.replace('\n', '\r\n') + rows.join(''))
  await expect(importMessages(mixed)).rejects.toThrow(':4: column "t_unix": "x" is not a whole')
})

test('an error after a cell of several lines, an open quote and a ragged row name their lines', async () => {
  const head = 'sent,"ticket, id",from,by\n'
  const good = '2026-03-02T08:00:00Z,A,consumer,"a\nb\nc"\n'
  const read = (text: string) => importMessages(quoted('lines.csv', head + good + text))
  await expect(read('2026-03-02 08:00,A,consumer,\n')).rejects.toThrow(
    'lines.csv:5: column "sent": "2026-03-02 08:00" is no instant such as 2026-03-02T09:00:00Z',
  )
  await expect(read('2026-03-02T08:00:00Z,A,"consumer,\n')).rejects.toThrow(
    /lines\.csv:\d+: a quote is opened that is never closed/,
  )
  await expect(read('2026-03-02T08:00:00Z,A\n')).rejects.toThrow(
    'lines.csv:5: the row has not as many cells as the header',
  )
})

test('a mapping that is wrong is told by line and column', () => {
  const mapping = (text: string) => {
    const file = join(folder, 'mapping.yaml')
    writeFileSync(file, text)
    return () => readMapping(file)
  }
  const columns = `columns:
  conversation: a
  at: { column: b, unit: s }
  side: { column: c, consumer: x, agent: x }
`
  expect(mapping(`name: n\nfile: f\nzon: UTC\n${columns}`)).toThrow(
    /mapping\.yaml:3:1: unknown key "zon"; did you mean "zone"\?/,
  )
  expect(mapping(`name: n\nfile: f\nzone: Mars/Base\n${columns}`)).toThrow(
    /mapping\.yaml:3:7: zone "Mars\/Base" is not a known IANA time zone/,
  )
  expect(mapping(`name: n\nfile: f\n${columns}`)).toThrow(/both sides are "x"/)
  expect(() => readMapping('data/samples/thunderbird_support_messages.csv')).toThrow(
    'name the mapping that says what its columns mean',
  )
})
