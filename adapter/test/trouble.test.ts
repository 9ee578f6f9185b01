import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { Router } from '../../core/index.ts'
import { firstAccount, openLive } from '../index.ts'
import { Client, type Host, host } from './host.ts'

const hosts: Host[] = []
const started = async (...args: Parameters<typeof host>) => {
  const one = await host(...args)
  hosts.push(one)
  return one
}
afterEach(async () => {
  vi.restoreAllMocks()
  for (const one of hosts.splice(0)) await one.close().catch(() => {})
})

/** From now on the router throws at what agents write. */
function breakReplies(): void {
  const apply = Object.getOwnPropertyDescriptor(Router.prototype, 'apply')!.value as Router['apply']
  vi.spyOn(Router.prototype, 'apply').mockImplementation(function (this: Router, event) {
    apply.call(this, event)
    // Half done: what it changed must not stay.
    if (event.type === 'agent.wrote') throw new Error('assertion failed')
  })
}

async function talking(one: Host) {
  const ana = await Client.agent(one.address, 'Ana')
  await ana.ask({ t: 'presence.set', presence: 'online' })
  const { client } = await Client.consumer(one.address)
  await client.ask({ t: 'message.send', text: 'hello' })
  return { ana, client }
}

test('an entry that cannot be taken stops neither the desk nor the next start, and is told', async () => {
  const one = await started()
  const { ana, client } = await talking(one)
  const before = one.live.stateHash()
  breakReplies()
  const reply = { t: 'message.send', conversation: 1, text: 'hi' }
  expect((await ana.ask(reply))['err']).toMatchObject({ code: 'INTERNAL' })
  expect(one.troubles).toEqual([expect.stringContaining('could not be taken: assertion failed')])
  expect((await client.ask({ t: 'message.send', text: 'still there?' }))['ok']).toBe(true)
  expect(one.live.stateHash()).not.toBe(before)
  // The second one freezes the conversation, and no other.
  expect((await ana.ask(reply))['err']).toMatchObject({ code: 'INTERNAL' })
  expect((await ana.ask(reply))['err']).toMatchObject({
    code: 'CONFLICT',
    msg: 'conversation 1 is frozen: it failed twice',
  })
  const { client: second } = await Client.consumer(one.address)
  expect((await second.ask({ t: 'message.send', text: 'me too' }))['ok']).toBe(true)
  const hash = one.live.stateHash()
  await one.close()
  // A later version that would take it does not change what happened.
  vi.restoreAllMocks()
  const again = await started(firstAccount, one.directory)
  expect([again.live.stateHash(), again.troubles]).toEqual([hash, []])
})

test('an entry that the process died of is passed over at the next start, and told then', async () => {
  const one = await started()
  const { ana } = await talking(one)
  await ana.ask({ t: 'message.send', conversation: 1, text: 'hi' })
  await one.close()
  breakReplies()
  // Without its snapshot, which has it already.
  for (const file of readdirSync(one.directory))
    if (file.startsWith('snapshot')) rmSync(join(one.directory, file))
  const again = await started(firstAccount, one.directory)
  expect(again.troubles).toEqual([expect.stringContaining('assertion failed')])
  const hash = again.live.stateHash()
  await again.close()
  vi.restoreAllMocks()
  const third = await started(firstAccount, one.directory)
  expect([third.live.stateHash(), third.troubles]).toEqual([hash, []])
})

test('a full disk makes the desk read-only: it says so, shows what it knows, and goes on with room', async () => {
  const one = await started()
  const { ana, client } = await talking(one)
  one.disk.room = 1_000_000
  one.clock.skip(1500)
  const refused = await client.ask({ t: 'message.send', text: 'lost?' })
  expect(refused['err']).toEqual({
    code: 'READ_ONLY',
    msg: 'the disk is full: nothing is taken until there is room',
  })
  expect(one.troubles).toEqual(['the desk is read-only until there is room: 0 MiB are left'])
  const ready = await fetch(`${one.address}/readyz`)
  expect([ready.status, await ready.json()]).toMatchObject([503, { readOnly: true }])
  const again = await Client.agent(one.address, 'Ana')
  const welcome = await again.when(({ t }) => t === 'welcome')
  expect(welcome['snapshot']).toMatchObject({ conversations: [{ conversation: 1 }] })
  one.disk.room = 1e12
  one.clock.skip(1500)
  expect((await client.ask({ t: 'message.send', text: 'now' }))['ok']).toBe(true)
  expect(one.troubles.at(-1)).toContain('there is room again')
  expect((await ana.ask({ t: 'message.send', conversation: 1, text: 'yes' }))['ok']).toBe(true)
})

test('what a disk that is full did not keep never happened, and nobody is told that it did', async () => {
  const one = await started()
  const { client } = await talking(one)
  const hash = one.live.stateHash()
  one.disk.isFull = true
  const refused = await client.ask({ t: 'message.send', text: 'lost?' })
  expect(refused['err']).toMatchObject({ code: 'READ_ONLY' })
  expect(one.live.stateHash()).toBe(hash)
  expect(client.heard.filter(({ t }) => t === 'message')).toHaveLength(1)
  one.disk.isFull = false
  one.clock.skip(1500)
  expect((await client.ask({ t: 'message.send', text: 'now' }))['ok']).toBe(true)
  const after = one.live.stateHash()
  await one.close()
  const onFailure = () => {}
  const again = openLive({
    account: firstAccount,
    directory: one.directory,
    code: 'test',
    onFailure,
  })
  expect(again.stateHash()).toBe(after)
  again.close()
})
