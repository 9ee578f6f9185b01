import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type AccountConfig, minutes, seconds } from '../../core/index.ts'
import { keepPlaces } from '../charter.ts'
import { DiskFull, GENESIS } from '../journal/journal.ts'
import { openSqlite } from '../journal/sqlite.ts'
import { Client, type Host, host } from './host.ts'

const account: AccountConfig = {
  skills: [{ id: 'orders', target: minutes(5) }, { id: 'returns' }],
  agents: ['Ana', 'Ben'].map((id) => ({ id, skills: ['orders'] })),
  distributionMode: 'ring',
  offerTtl: seconds(30),
}
const hosts: Host[] = []
const started = async (...args: Parameters<typeof host>) => {
  const one = await host(...args)
  hosts.push(one)
  return one
}
afterEach(async () => {
  for (const one of hosts.splice(0)) await one.close().catch(() => {})
})

const put = (address: string, body: object, version?: string) =>
  fetch(`${address}/v1/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(version && { 'if-match': version }) },
    body: JSON.stringify(body),
  })
const get = async (address: string) =>
  (await (await fetch(`${address}/v1/config`)).json()) as {
    version: string
    account: AccountConfig
  }

test('who is gone keeps the place, and who is new comes after', () => {
  const next: AccountConfig = {
    skills: [{ id: 'advice' }, { id: 'returns' }],
    agents: [
      { id: 'Cem', skills: ['advice'] },
      { id: 'Ben', skills: ['returns'] },
    ],
  }
  expect(keepPlaces(account, next)).toEqual({
    skills: [{ id: 'orders', deleted: true }, { id: 'returns' }, { id: 'advice' }],
    agents: [
      { id: 'Ana', skills: [], enabled: false },
      { id: 'Ben', skills: ['returns'] },
      { id: 'Cem', skills: ['advice'] },
    ],
  })
})

test('another account is put by version, is in force at once, and again after a restart', async () => {
  const one = await started(account)
  const { version } = await get(one.address)
  const next = { ...account, distributionMode: 'auto', texts: undefined }
  expect((await put(one.address, { account: next })).status).toBe(412)
  expect((await put(one.address, { account: next }, 'old')).status).toBe(412)
  const wrong = await put(one.address, { account: { ...next, offerTtl: -1 } }, version)
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    { error: 'account: offerTtl -1 is not a whole number in 1..600000 ms' },
  ])
  expect((await put(one.address, {}, version)).status).toBe(400)
  const done = await put(one.address, { account: next }, version)
  const { version: changed } = (await done.json()) as { version: string }
  expect([done.status, changed === version]).toEqual([200, false])
  expect((await get(one.address)).account.distributionMode).toBe('auto')
  expect((await put(one.address, { account: next }, version)).status).toBe(412)
  const ana = await Client.agent(one.address, 'Ana')
  await ana.ask({ t: 'presence.set', presence: 'online' })
  const { client } = await Client.consumer(one.address)
  await client.ask({ t: 'message.send', text: 'hello' })
  await ana.when(({ t }) => t === 'conversation.upsert')
  const hash = one.live.stateHash()
  await one.close()
  const again = await started({ ...account, distributionMode: 'auto' }, one.directory)
  expect([again.live.stateHash(), again.live.replayed]).toEqual([hash, 0])
})

test('an answer to an offer that was made before is too late, also for a new one', async () => {
  const one = await started(account)
  const ana = await Client.agent(one.address, 'Ana')
  await ana.ask({ t: 'presence.set', presence: 'online' })
  const { client } = await Client.consumer(one.address)
  await client.ask({ t: 'message.send', text: 'hello' })
  const made = await ana.when(({ t }) => t === 'offer')
  const { offer } = made['offer'] as { offer: number }
  await ana.ask({ t: 'decline', conversation: 1, offer })
  await ana.when(({ t }) => t === 'offer.closed')
  one.clock.skip(61_000)
  await client.ask({ t: 'message.send', text: 'still there?' })
  await expect.poll(() => ana.heard.filter(({ t }) => t === 'offer').length).toBe(2)
  const late = await ana.ask({ t: 'accept', conversation: 1, offer })
  expect(late['err']).toEqual({ code: 'OFFER_GONE', msg: 'the offer is gone' })
  const taken = await ana.ask({ t: 'take', conversation: 2 })
  expect(taken['err']).toMatchObject({ code: 'CLOSED' })
})

test('what the router refuses is answered as such, and the same again to who asks again', async () => {
  const one = await started(account)
  const { client } = await Client.consumer(one.address)
  await client.ask({ t: 'message.send', text: 'hello' })
  const first = await client.ask({ t: 'urgent', urgent: true }, 'urgent-command')
  expect(first['err']).toMatchObject({ code: 'FORBIDDEN' })
  const n = client.heard.length
  client.raw(JSON.stringify({ id: 'urgent-command', t: 'urgent', urgent: true }))
  await expect
    .poll(() => client.heard.slice(n).find(({ re }) => re === 'urgent-command'))
    .toEqual(first)
})

test('a database without room keeps nothing of a commit, and can be tried again', () => {
  const store = openSqlite(mkdtempSync(join(tmpdir(), 'switchyard-')))
  const { db } = store as unknown as { db: { exec(sql: string): void } }
  db.exec('PRAGMA max_page_count = 12')
  const text = 'x'.repeat(60_000)
  const entry = { ...{ seq: 1, epoch: 1, at: 1, type: 'clock.tick' }, version: 1, chain: GENESIS }
  const row = (payload: string) => ({ entry: { ...entry, payload }, content: {} })
  expect(() => store.commit([row(text)])).toThrow(DiskFull)
  expect([...store.entries(0)]).toEqual([])
  db.exec('PRAGMA max_page_count = 100000')
  store.commit([row(text)])
  expect([...store.entries(0)]).toHaveLength(1)
  store.close()
})
