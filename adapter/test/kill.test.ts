import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checked } from '../journal/journal.ts'
import { openSqlite, readSqlite } from '../journal/sqlite.ts'
import { recordOf, recover } from '../recover.ts'
import { loadSnapshot, stateHash } from '../snapshots.ts'
import { firstAccount } from '../index.ts'
import { Client } from './host.ts'

const directory = mkdtempSync(join(tmpdir(), 'switchyard-'))
let child: ChildProcess | undefined
afterAll(() => child?.kill('SIGKILL'))

function start(): Promise<string> {
  const args = ['--import', 'tsx', 'adapter/test/serve-child.ts', directory]
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve) =>
    child!.stdout!.once('data', (line: Buffer) => resolve(line.toString().split(' ')[0])),
  )
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** A consumer who sends the same message until it is acknowledged, as the page does. */
async function insist(
  consumer: { client: Client; token: string },
  id: string,
  until: () => boolean,
): Promise<boolean> {
  const sent = consumer.client.ask({ t: 'message.send', text: id }, id).then(() => true)
  return Promise.race([
    sent,
    (async () => {
      while (!until()) await pause(5)
      return false
    })(),
  ])
}

test('killed at any moment, the desk loses no message that it acknowledged and doubles none', async () => {
  const acknowledged: string[] = []
  const tokens: (string | null)[] = Array.from({ length: 6 }, () => null)
  const open: (string | null)[] = tokens.map(() => null)
  let n = 0
  for (let round = 0; round < 6; round++) {
    const address = await start()
    let isDead = false
    const consumers = await Promise.all(
      tokens.map(async (token, i) => {
        const met = await Client.consumer(address, token)
        tokens[i] = met.token
        return met
      }),
    )
    const talks = consumers.map(async (consumer, i) => {
      while (!isDead) {
        // What was not acknowledged is sent again, after a restart too.
        const id = (open[i] ??= `message-${i}-${n++}`)
        if (!(await insist(consumer, id, () => isDead))) return
        acknowledged.push(id)
        open[i] = null
      }
    })
    await pause(60 + Math.random() * 240)
    child!.kill('SIGKILL')
    await new Promise((done) => child!.once('exit', done))
    isDead = true
    await Promise.all(talks)
  }
  const entries = [...checked(readSqlite(directory).entries)]
  const ids = entries.flatMap((entry) => {
    const record = recordOf(entry)
    return record.type === 'message.received' ? [record.command.id] : []
  })
  expect(acknowledged.length).toBeGreaterThan(100)
  expect(new Set(ids).size).toBe(ids.length)
  expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([])
  // At most what was under way when it died is there without an acknowledgement.
  expect(ids.length - acknowledged.length).toBeLessThanOrEqual(6)
  expect(entries.at(-1)!.epoch).toBe(6)

  const store = openSqlite(directory)
  const charter = { account: firstAccount, texts: null }
  const whole = stateHash(recover(store, charter).desk)
  const from = () => loadSnapshot(directory)
  expect(stateHash(recover(store, charter, from).desk)).toBe(whole)
  const conversations = ids.map((id) => id.split('-')[1])
  for (let conversation = 1; conversation <= new Set(conversations).size; conversation++)
    expect(store.messages(conversation).length).toBeGreaterThan(0)
  store.close()
}, 120_000)
