import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { configure, minutes } from '../../core/index.ts'
import { replay } from '../../sim/index.ts'
import { openLive, readJournal } from '../index.ts'
import { Client, type Frame, host, type Host, post } from './host.ts'

const hosts: Host[] = []
const started = async (...args: Parameters<typeof host>) => {
  const one = await host(...args)
  hosts.push(one)
  return one
}
afterEach(async () => {
  for (const one of hosts.splice(0)) await one.close().catch(() => {})
})

const skilled = {
  skills: [{ id: 'orders', target: minutes(2) }, { id: 'returns' }],
  agents: [
    { id: 'Ana', skills: ['orders'] },
    { id: 'Ben', skills: ['returns'] },
  ],
}
const texts = (frame: Frame) => {
  const { messages } = frame['snapshot'] as { messages: { text: string; author: string }[] }
  return messages.map(({ author, text }) => `${author}: ${text}`)
}

test('a consumer asks, an agent answers, and both are there again after a reload', async () => {
  const { address } = await started()
  const ana = await Client.agent(address, 'ana')
  await ana.ask({ t: 'presence.set', presence: 'online' })
  const { client, token } = await Client.consumer(address)
  await client.ask({ t: 'message.send', text: 'Where is my parcel?' })
  const got = await ana.when(({ t }) => t === 'conversation.upsert')
  expect(got['conversation']).toMatchObject({ conversation: 1, owed: true, skill: null })
  await ana.ask({ t: 'message.send', conversation: 1, text: 'On its way.' })
  const told = await client.when((frame) => (frame['message'] as Frame)?.['author'] === 'agent')
  expect(told['message']).toMatchObject({ text: 'On its way.', by: 'Ana' })
  client.drop()
  const again = await Client.consumer(address, token)
  const welcome = await again.client.when(({ t }) => t === 'welcome')
  expect(texts(welcome)).toEqual(['consumer: Where is my parcel?', 'agent: On its way.'])
  const other = await Client.consumer(address, 'not a token of ours')
  expect(texts(await other.client.when(({ t }) => t === 'welcome'))).toEqual([])
  expect(other.token).not.toBe(token)
})

test('who was away for a moment hears what was missed, and no more', async () => {
  const { address } = await started()
  const { client, token } = await Client.consumer(address)
  await client.ask({ t: 'message.send', text: 'one' })
  const last = (await client.when(({ t }) => t === 'message')).s!
  client.drop()
  const ana = await Client.agent(address, 'Ana')
  await ana.ask({ t: 'presence.set', presence: 'online' })
  await ana.ask({ t: 'message.send', conversation: 1, text: 'two' })
  const { client: back } = await Client.consumer(address, token, last)
  await back.when((frame) => (frame['message'] as Frame)?.['text'] === 'two')
  const welcome = await back.when(({ t }) => t === 'welcome')
  expect(welcome['mode']).toBe('resume')
  const numbers = back.heard.filter(({ t }) => t !== 'welcome').map(({ s }) => s!)
  expect(numbers[0]).toBe(last + 1)
  expect(numbers).toEqual(numbers.map((_, i) => last + 1 + i))
})

test('the same command again gets the first answer and has no further effect', async () => {
  const { address } = await started()
  const { client, token } = await Client.consumer(address)
  const command = { t: 'message.send', text: 'only once' }
  const first = await client.ask(command, 'the-same-id')
  client.drop()
  const { client: again } = await Client.consumer(address, token)
  const second = await again.ask(command, 'the-same-id')
  expect([first['ok'], second]).toEqual([true, first])
  const { client: third } = await Client.consumer(address, token)
  expect(texts(await third.when(({ t }) => t === 'welcome'))).toEqual(['consumer: only once'])
})

test('with skills a conversation goes to who holds its skill, and moves when it is transferred', async () => {
  const { address } = await started(skilled)
  const [ana, ben] = await Promise.all(['Ana', 'Ben'].map((name) => Client.agent(address, name)))
  for (const one of [ana, ben]) await one.ask({ t: 'presence.set', presence: 'online' })
  const { client } = await Client.consumer(address)
  await client.ask({ t: 'message.send', text: 'My order?', skill: 'orders' })
  await ana.when(({ t }) => t === 'conversation.upsert')
  const wrong = await ana.ask({ t: 'transfer', conversation: 1, skill: 'retorns' })
  expect(wrong['err']).toEqual({
    code: 'NOT_FOUND',
    msg: 'unknown skill "retorns"; known: orders, returns',
  })
  await ana.ask({ t: 'transfer', conversation: 1, skill: 'returns' })
  const moved = await ben.when(({ t }) => t === 'conversation.upsert')
  expect(moved['conversation']).toMatchObject({ skill: 'returns' })
  expect(await ana.when(({ t }) => t === 'conversation.removed')).toMatchObject({
    why: 'transferred',
  })
  const late = await ana.ask({ t: 'message.send', conversation: 1, text: 'too late' })
  expect(late['err']).toMatchObject({ code: 'NOT_ASSIGNED' })
  await ben.ask({ t: 'close', conversation: 1 })
  await client.when((frame) => frame['state'] === 'closed')
  expect((await ben.ask({ t: 'return', conversation: 1 }))['err']).toMatchObject({ code: 'CLOSED' })
})

test('what makes no sense is answered in words and does no harm', async () => {
  const { address } = await started()
  const ana = await Client.agent(address, 'Ana')
  const said = (text: string) => {
    ana.raw(text)
    const n = ana.heard.length
    return ana.when((frame) => ana.heard.indexOf(frame) >= n && frame['err'] !== undefined)
  }
  expect((await said('{oops'))['err']).toEqual({
    code: 'INVALID',
    msg: 'a frame must be one JSON object',
  })
  expect((await said('[1]'))['err']).toMatchObject({ code: 'INVALID' })
  expect((await said('{"t":"dance","id":"12345678"}'))['err']).toMatchObject({
    msg: expect.stringContaining(
      't "dance" is none of presence.set, message.send, transfer',
    ) as string,
  })
  expect((await said('{"t":"close","id":"12345678","conversation":0}'))['err']).toMatchObject({
    msg: expect.stringContaining('conversation') as string,
  })
  expect((await said('{"t":"close","id":"12345678","conversation":1,"x":1}'))['err']).toBeDefined()
  expect((await ana.ask({ t: 'presence.set', presence: 'online' }))['ok']).toBe(true)
  ana.raw(JSON.stringify({ t: 'message.send', id: '12345678', text: 'x'.repeat(70_000) }))
  await expect.poll(() => ana.closed).toBe(1009)
  const ben = await Client.agent(address, 'Ben')
  ben.raw(Buffer.from([1, 2, 3]))
  await expect.poll(() => ben.closed).toBe(1007)
})

test('bytes that are no WebSocket frame end their socket and nothing else', async () => {
  const { address } = await started()
  const { hostname, port } = new URL(address)
  const broken = async (bytes: readonly number[]) => {
    const socket = connect({ host: hostname, port: Number(port) })
    const upgrade = ['GET /v1/agent/ws HTTP/1.1', `Host: ${hostname}:${port}`, 'Upgrade: websocket']
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
    const rest = ['Connection: Upgrade', key, 'Sec-WebSocket-Version: 13', '', '']
    socket.write([...upgrade, ...rest].join('\r\n'))
    await new Promise((done) => socket.once('data', done))
    socket.write(Buffer.from(bytes))
    const heard: Buffer[] = []
    socket.on('data', (data) => heard.push(data))
    await new Promise((done) => socket.once('close', done))
    return Buffer.concat(heard)
  }
  const reserved = await broken([0xff, 0x80, 1, 2, 3, 4])
  const unmasked = await broken([0x81, 0x02, 0x7b, 0x7d])
  // Both are closed as breaches of the protocol: opcode 8, two bytes, code 1002.
  for (const answer of [reserved, unmasked])
    expect([answer[0], answer.readUInt16BE(2)]).toEqual([0x88, 1002])
  const ana = await Client.agent(address, 'Ana')
  expect((await ana.ask({ t: 'presence.set', presence: 'online' }))['ok']).toBe(true)
})

test('nobody comes in without a ticket, with a used one, from another origin or by another name', async () => {
  const { address } = await started()
  const stranger = new Client(address, 'agent')
  await stranger.opened()
  stranger.raw('{"t":"hello","proto":1,"ticket":"made up"}')
  await expect.poll(() => stranger.closed).toBe(4001)
  const { ticket } = await post<{ ticket: string }>(address, '/v1/sign-in', { name: 'Ana' })
  await new Client(address, 'agent').hello(ticket)
  const second = new Client(address, 'agent')
  await second.opened()
  second.raw(JSON.stringify({ t: 'hello', proto: 1, ticket }))
  await expect.poll(() => second.closed).toBe(4001)
  const foreign = new Client(address, 'agent', { origin: 'https://elsewhere.example' })
  await expect(foreign.opened()).rejects.toThrow('403')
  const opaque = new Client(address, 'agent', { origin: 'null' })
  await expect(opaque.opened()).rejects.toThrow('403')
  expect(await post(address, '/v1/sign-in', { name: 'Zoe' })).toEqual({
    error: 'nobody is called "Zoe" here; there are Ana, Ben, Chloe, Dev',
    code: 'NOT_FOUND',
  })
  expect(await post(address, '/v1/sign-in', {})).toMatchObject({ error: '"name" is missing' })
})

test('a desk that is closed and opened again knows what it knew, by snapshot and by replay', async () => {
  const one = await started(skilled)
  const { address, directory, live } = one
  const ana = await Client.agent(address, 'Ana')
  await ana.ask({ t: 'presence.set', presence: 'online' })
  for (let i = 0; i < 6; i++) {
    const { client } = await Client.consumer(address)
    await client.ask({ t: 'message.send', text: `question ${i}`, skill: 'orders' })
    if (i < 2) await ana.ask({ t: 'message.send', conversation: i + 1, text: 'answer' })
  }
  const hash = live.stateHash()
  await one.close()
  const { account, events } = readJournal(directory)
  expect(account).toEqual(skilled)
  const { trace } = replay(configure(account), events)
  expect(trace.length).toBeGreaterThan(10)
  const onFailure = () => {}
  const again = openLive({ account: skilled, directory, code: 'test', onFailure })
  expect([again.replayed, again.stateHash()]).toEqual([0, hash])
  again.close()
  const strangers = { skills: [], agents: [{ id: 'Zoe', skills: [] }] }
  expect(() => openLive({ account: strangers, directory, code: 'test', onFailure })).toThrow(
    'begun with another account',
  )
})

test('what people wrote and who they are is not in the journal', async () => {
  const { address, directory } = await started()
  const { client, token } = await Client.consumer(address)
  await client.ask({ t: 'message.send', text: 'my card is 4111 1111 1111 1111' })
  const journal = JSON.stringify(readJournal(directory).events)
  expect(journal).not.toContain('4111')
  expect(journal).not.toContain(token)
})
