import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importMessages, readMapping, Role } from '../index.ts'

const mapping = readMapping('data/import/stripe-irc.yaml')

test('the support channel holds what its provenance says: 335 conversations, 890 replies', async () => {
  const { at, role, thread, threads } = await importMessages(mapping)
  expect(threads).toBe(340)
  let [opened, replies] = [0, 0]
  thread.forEach((key, i) => {
    const isFirst = key !== thread[i - 1]
    if (isFirst && role[i] === Role.consumer) opened++
    if (!isFirst && role[i] === Role.agent && role[i - 1] === Role.consumer) replies++
    if (!isFirst) expect(at[i] - at[i - 1]).toBeLessThanOrEqual(3_600_000)
  })
  expect([opened, replies]).toEqual([335, 890])
})

test('a line to nobody belongs to no conversation, and quiet ends one', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'switchyard-')), 'channel.csv')
  const lines = ['0,0,0,customer,1,', '0,1,9,agent,2,1', '0,2,10,agent,2,', '1,3,11,customer,1,']
  const rows = ['sample,line,t_unix,role,author,addressee', ...lines, '0,4,3610,customer,1,']
  writeFileSync(file, rows.join('\n'))
  const { thread } = await importMessages({ ...mapping, file })
  expect([...thread]).toEqual([1, 1, 2, 3])
})

test('a channel without authors is refused', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'switchyard-')), 'mapping.yaml')
  const conversation = '{ addressee: a, gap: 1 h }'
  const columns = `conversation: ${conversation}, at: { column: t, unit: s }, side: { column: r, consumer: c, agent: h }`
  writeFileSync(file, `name: x\nfile: x.csv\ncolumns: { ${columns} }\n`)
  expect(() => readMapping(file)).toThrow('a channel in which all write needs an "author"')
})
