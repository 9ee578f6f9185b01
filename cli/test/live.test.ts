import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJournal } from '../../adapter/index.ts'
import { configure } from '../../core/index.ts'
import { buildDashboard } from '../../dashboard/build.ts'
import { ask, openRun, openRuns, rowsOf } from '../../data/index.ts'
import { replay } from '../../sim/index.ts'
import { launch } from '../../tools/chromium.ts'
import { type LiveDesk, openDesk } from '../live-desk.ts'
import { serve, type Serving } from '../server.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const [directory, runs] = [join(folder, 'live'), join(folder, 'runs')]
let [browser, desk, serving]: [Browser?, LiveDesk?, Serving?] = []
const problems: string[] = []

beforeAll(async () => {
  const onFailure = (error: Error) => problems.push(error.message)
  desk = await openDesk({ directory, runs, onFailure })
  const live = { plugin: desk.live.plugin, refresh: desk.refresh }
  serving = await serve({ runs: openRuns(runs), dashboard: await buildDashboard(), port: 0, live })
  browser = await launch()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await serving?.close()
  desk?.live.close()
})

/** Somebody's own browser. */
async function open(path: string): Promise<Page> {
  const context = await browser!.newContext({ viewport: { width: 1000, height: 700 } })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(serving!.address + path)
  return page
}

async function signIn(name: string): Promise<Page> {
  const agent = await open('/agent')
  await agent.fill('#name', name)
  await agent.keyboard.press('Enter')
  await agent.locator('#presence').selectOption('online')
  return agent
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator('#box').fill(text)
  await page.keyboard.press('Enter')
}

test('a consumer and two agents talk in three browsers, and the workbench shows how it went', async () => {
  const ana = await signIn('Ana')
  const consumer = await open('/message')
  await consumer.getByRole('button', { name: 'Message us' }).click()
  await say(consumer, 'Where is my parcel?')
  await ana.getByText('Where is my parcel?').first().waitFor()
  await say(ana, 'Let me look.\nOne moment.')
  await consumer.getByText('Let me look.').waitFor()
  await consumer.reload()
  await consumer.getByText('One moment.').waitFor()
  expect(await consumer.locator('.bubble').count()).toBe(2)

  const ben = await signIn('Ben')
  await ana.getByRole('button', { name: 'Back to queue' }).click()
  await ben.getByText('Conversation 1').first().waitFor()
  await ana.getByText('Nothing for you yet').waitFor()
  await say(ben, 'It is at your door.')
  await consumer.getByText('It is at your door.').waitFor()
  await ben.getByRole('button', { name: 'Close', exact: true }).click()
  await consumer.getByText('This conversation has ended').waitFor()

  const workbench = await open('/conversations?ds=live&sel=1')
  await workbench.getByText('Goes to Ben').waitFor()
  const story = await workbench.locator('.detail').innerText()
  expect(story).toContain('Goes to Ana')
  expect(story).toContain('closed by agent')
})

test('the journal put through the simulator takes the decisions that the desk took', async () => {
  const { account, events } = readJournal(directory)
  const { trace } = replay(configure(account), events)
  const run = await openRun(join(runs, 'live.duckdb'))
  expect(run.details).toMatchObject({ source: 'live', trace_hash: trace.hash(), conversations: 1 })
  const [one] = rowsOf(await ask(run, 'conversations'))
  expect(one).toMatchObject({ agent_messages: 2, consumer_messages: 1, returns: 1, turns: 2 })
  run.close()
})

test('a desk that was open for seconds is averaged over those, not over a quarter of an hour', async () => {
  const { from, to } = readJournal(directory)
  const run = await openRun(join(runs, 'live.duckdb'))
  const [first] = rowsOf(await ask(run, 'levels')) as { owed: number }[]
  const turns = rowsOf(await ask(run, 'turns', { conversation: '1' })) as {
    opened_at: number
    answered_at: number
  }[]
  const owed = turns.reduce((sum, turn) => sum + turn.answered_at - turn.opened_at, 0)
  expect(first.owed).toBeCloseTo(owed / (to + 1 - from), 6)
  run.close()
})

test('a page of another name that was pointed here is not answered', async () => {
  const { port } = new URL(serving!.address)
  const { get } = await import('node:http')
  const status = await new Promise((resolve) =>
    get({ port, path: '/api/runs', headers: { host: 'evil.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    ),
  )
  expect(status).toBe(403)
})

test('a port that is taken is said to be, with the way out', async () => {
  const { port } = new URL(serving!.address)
  const again = serve({ runs: openRuns(runs), dashboard: runs, port: Number(port) })
  await expect(again).rejects.toThrow(`port ${port} of 127.0.0.1 is in use`)
})

test('no browser complained of anything', () => {
  expect(problems).toEqual([])
})
