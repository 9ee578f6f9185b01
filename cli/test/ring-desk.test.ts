import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJournal } from '../../adapter/index.ts'
import { configure } from '../../core/index.ts'
import { buildDashboard } from '../../dashboard/build.ts'
import { openRuns } from '../../data/index.ts'
import { replay } from '../../sim/index.ts'
import { launch } from '../../tools/chromium.ts'
import { type LiveDesk, openDesk } from '../live-desk.ts'
import { serve, type Serving } from '../server.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const [directory, runs, scenario] = ['live', 'runs', 'desk.yaml'].map((name) => join(folder, name))
let [browser, desk, serving]: [Browser?, LiveDesk?, Serving?] = []
const troubles: string[] = []
const problems: string[] = []
const stop = new AbortController()

beforeAll(async () => {
  copyFileSync('scenarios/ring-desk.yaml', scenario)
  const onFailure = (error: Error) => problems.push(error.message)
  const onTrouble = (words: string) => troubles.push(words)
  desk = await openDesk({
    ...{ directory, runs, scenario, onFailure, onTrouble },
    signal: stop.signal,
  })
  const live = { plugin: desk.live.plugin, refresh: desk.refresh }
  serving = await serve({ runs: openRuns(runs), dashboard: await buildDashboard(), port: 0, live })
  browser = await launch()
}, 60_000)

afterAll(async () => {
  stop.abort()
  await browser?.close()
  await serving?.close()
  desk?.live.close()
})

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
  await agent.getByText('Nothing for you yet').waitFor()
  return agent
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator('#box').fill(text)
  await page.keyboard.press('Enter')
}
const pictures = process.env['PICTURES']
/** PICTURES=folder keeps what was seen, in light and dark, wide and narrow. */
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1000, 400]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 700 })
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${width}.png`) })
    }
  await page.setViewportSize({ width: 1000, height: 700 })
}

test('an offer rings at one, is declined, rings at the next and is accepted; the survey follows', async () => {
  const [ana, ben] = [await signIn('Ana'), await signIn('Ben')]
  const consumer = await open('/message')
  await consumer.getByRole('button', { name: 'Message us' }).click()
  await say(consumer, 'Where is my parcel?')
  await consumer.getByText('We answer within 10 minutes.').waitFor()
  await ana.getByText('Where is my parcel?').waitFor()
  await picture(ana, 'offer')
  await ana.getByRole('button', { name: 'Decline' }).click()
  await ben.getByRole('button', { name: 'Accept' }).click()
  await ben.getByText('Conversation 1').first().waitFor()
  expect(await ana.getByRole('button', { name: 'Accept' }).count()).toBe(0)
  await consumer.getByText('You are talking to Ben.').waitFor()
  await say(ben, 'It is at your door.')
  await ben.locator('#target').selectOption('60')
  await picture(ben, 'chat')

  await ben.locator('#skill').selectOption('aAna')
  await ana.getByRole('button', { name: 'Accept' }).click()
  await ana.getByText('It is at your door.').first().waitFor()
  await ben.getByRole('button', { name: 'Queue' }).click()
  await picture(ben, 'queue')
  await ben.getByRole('button', { name: 'Take over' }).click()
  await ben.getByText('Conversation 1').first().waitFor()
  await ben.getByRole('button', { name: 'Close', exact: true }).click()

  await consumer.getByText('How satisfied are you').waitFor()
  await picture(consumer, 'survey')
  await consumer.getByRole('button', { name: '4', exact: true }).click()
  await consumer.getByRole('textbox', { name: 'Your answer' }).fill('Thank you')
  await consumer.locator('#survey').getByRole('button', { name: 'Send' }).click()
  await consumer.locator('#survey').waitFor({ state: 'hidden' })
}, 60_000)

test('lunch is a reason; a scenario that is saved anew is in force, a wrong one is not', async () => {
  const ana = await signIn('Ana')
  await ana.locator('#presence').selectOption('away/Lunch')
  await ana.reload()
  await expect.poll(() => ana.locator('#presence').inputValue()).toBe('away/Lunch')
  const text = readFileSync(scenario, 'utf8')
  writeFileSync(scenario, text.replace('names: [Chloe, Dev]', 'names: [Chloe, Eve]'))
  await expect.poll(() => troubles.at(-1), { timeout: 10_000 }).toContain('is in force')
  await ana.locator('#skill option', { hasText: 'Eve' }).waitFor({ state: 'attached' })
  expect(await ana.locator('#skill option', { hasText: 'Dev' }).count()).toBe(0)
  // Who is new has a place of their own, and a name in what is recorded.
  const eve = await signIn('Eve')
  await eve.locator('#presence').selectOption('backSoon')
  writeFileSync(scenario, text.replace('offerTtl: 30 s', 'offerTtl: 30 h'))
  await expect.poll(() => troubles.at(-1), { timeout: 10_000 }).toContain('cannot be used')
}, 60_000)

test('the workbench tells of it in sentences, and the simulator takes the same decisions', async () => {
  const workbench = await open('/conversations?ds=live&sel=1')
  const detail = workbench.locator('.detail')
  await detail.getByText('Is offered to Ana').first().waitFor()
  const story = await detail.innerText()
  expect(story).toContain('was declined')
  expect(story).toContain('Is told: welcome, for the first time')
  expect(story).toContain('survey')
  await picture(workbench, 'story')
  const { account, events } = readJournal(directory)
  const { trace } = replay(configure(account), events)
  const hash = desk!.live.stateHash()
  expect(trace.length).toBeGreaterThan(20)
  expect(events.filter(({ type }) => type === 'account.configured')).toHaveLength(1)
  desk!.live.close()
  const onFailure = () => {}
  const again = await openDesk({ directory, runs, scenario: 'scenarios/ring-desk.yaml', onFailure })
  expect(again.live.replayed).toBe(0)
  expect(hash).not.toBe(again.live.stateHash())
  again.live.close()
}, 60_000)

test('no browser complained of anything', () => {
  expect(problems).toEqual([])
})
