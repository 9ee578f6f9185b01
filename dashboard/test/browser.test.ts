import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { load } from '../../cli/load.ts'
import { serve, type Serving } from '../../cli/server.ts'
import { simulateTo } from '../../cli/simulate.ts'
import { openRuns } from '../../data/index.ts'
import { launch } from '../../tools/chromium.ts'
import { buildDashboard } from '../build.ts'
import { exact, show } from '../src/data/words.ts'

let browser: Browser
let serving: Serving
const problems: string[] = []

beforeAll(async () => {
  const out = mkdtempSync(join(tmpdir(), 'switchyard-'))
  const { scenario } = await load('scenarios/retail-chat.yaml')
  const signal = new AbortController().signal
  await simulateTo(
    'retail-chat.yaml',
    { ...scenario, replications: 3 },
    { out, signal, workers: 1 },
  )
  serving = await serve({ runs: openRuns(out), dashboard: await buildDashboard(), port: 0 })
  browser = await launch()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await serving?.close()
})

async function open(path: string, width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: 'light' })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(serving.address + path, { waitUntil: 'networkidle' })
  return page
}

/** Until nothing is on its way any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(100)
  await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0)
}

/** What an export menu gives. */
async function taken(page: Page, menu: Locator, name: string): Promise<Buffer> {
  await menu.locator('summary').click()
  const waiting = page.waitForEvent('download')
  await menu.getByText(name, { exact: true }).click()
  const chunks: Buffer[] = []
  for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function answer<Row>(report: string): Promise<Row[]> {
  const response = await fetch(`${serving.address}/api/runs/retail-chat/reports/${report}`)
  return (await response.json()) as Row[]
}

test('the results are the figures of the report, and so is the table twin', async () => {
  const page = await open('/')
  const rows = await answer<{ label: string; mean: number; unit: string }>('summary?format=json')
  for (const { label, mean, unit } of rows) {
    const cells = page.locator('.summary tr', { has: page.getByText(label, { exact: true }) })
    expect(await cells.locator('td.value').innerText()).toBe(show(mean, unit))
  }
  await page.locator('[data-twin="agents"]').click()
  const agents = await answer<{ id: string; load: number }>('agents?format=json')
  const twin = page.locator('[data-chart="agents"] .twin tbody tr')
  expect(await twin.count()).toBe(agents.length)
  expect(await twin.first().locator('td').nth(1).innerText()).toBe(exact(agents[0].load, 'share'))
  await page.close()
})

test('every chart is drawn, stops the focus once and says what it shows', async () => {
  const page = await open('/results?ds=retail-chat')
  const charts = page.locator('svg.chart')
  expect(await charts.count()).toBe(5)
  for (const chart of await charts.all()) {
    expect(await chart.getAttribute('tabindex')).toBe('0')
    expect((await chart.getAttribute('aria-label'))!.length).toBeGreaterThan(10)
  }
  expect(await page.locator('.heat .cell').count()).toBe(96)
  await page.close()
})

test('what is tested is what users get: React as it is shipped', async () => {
  const page = await (await fetch(serving.address)).text()
  const [, script] = /src="([^"]+\.js)"/.exec(page)!
  const text = await (await fetch(serving.address + script)).text()
  expect(text.length).toBeGreaterThan(100_000)
  expect(text).not.toContain('jsxDEV')
  expect(text).not.toContain('react-stack-bottom-frame')
})

test('a link shows another reader the same', async () => {
  const first = await open('/results?ds=retail-chat')
  await first.getByLabel('What the cells show').selectOption('opened')
  await first.getByLabel('Skill', { exact: true }).selectOption('returns')
  await settle(first)
  const words = () => first.locator('[data-chart="heat"] h2').innerText()
  const [told, address] = [await words(), first.url()]
  const context = await browser.newContext()
  const second = await context.newPage()
  await second.goto(address, { waitUntil: 'networkidle' })
  expect(await second.locator('[data-chart="heat"] h2').innerText()).toBe(told)
  expect(told).toContain('conversations opened')
  // One step back undoes one change.
  await first.goBack()
  await settle(first)
  expect(await first.getByLabel('Skill', { exact: true }).inputValue()).toBe('')
  expect(await first.getByLabel('What the cells show').inputValue()).toBe('opened')
  await context.close()
  await first.close()
})

test('the keyboard alone leads from the results into a conversation and its reasons', async () => {
  const page = await open('/results?ds=retail-chat')
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.locator('.grid .row[data-index="3"] >> text=/Mar/').first().waitFor()
  await page.locator('.grid .row').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.locator('.grid .row[data-index="1"]:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.detail .kind-assigned, .detail .kind-closed').first().waitFor()
  expect(page.url()).toContain('sel=')
  expect(await page.locator('.detail').innerText()).toMatch(/Queues for \w+, due in/)
  await page.keyboard.press('Escape')
  await page.locator('.detail').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('heatmap queue')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/results.*m=queued/)
  await page.locator('body').press('T')
  await expect.poll(() => page.locator('.twin').count()).toBe(5)
  await page.close()
})

test('a cell of the heatmap opens the conversations that began in it', async () => {
  const page = await open('/results?ds=retail-chat&m=opened')
  const cell = page.locator('.heat .cell').nth(30)
  await cell.click()
  await page.waitForURL(/\/conversations.*b=/)
  const [from, to] = /b=(\d+)-(\d+)/.exec(page.url())!.slice(1).map(Number)
  const among = await answer<{ n: number }>(`conversation-count?from=${from}&to=${to}&format=json`)
  await page.locator('.filters .chip').waitFor()
  await settle(page)
  expect(await page.locator('.filters h1').innerText()).toContain(`${among[0].n} conversation`)
  await page.close()
})

test('the theme is the reader’s, and a phone scrolls in one direction only', async () => {
  const page = await open('/results?ds=retail-chat', 375)
  const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
  const before = await ground()
  await page.getByLabel('Theme: system').click()
  await page.getByLabel('Theme: light').click()
  expect(await ground()).not.toBe(before)
  expect(page.url()).not.toContain('theme')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  await page.goto(`${serving.address}/conversations?sel=5`, { waitUntil: 'networkidle' })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  await page.close()
})

test('exports carry where their numbers come from', async () => {
  const page = await open('/results?ds=retail-chat')
  const menu = page.locator('[data-chart="curve"] .menu')
  const take = (name: string) => taken(page, menu, name)
  expect((await take('CSV')).toString()).toMatch(/^upper_ms,share,low,high\r\n/)
  const svg = (await take('SVG')).toString()
  expect(svg).toContain('Retail chat · simulated · scenario ')
  expect(svg).toContain('seed 7')
  expect(svg).toContain('band: 90 % of runs')
  // A label's halo lies below the label.
  expect(svg).toMatch(/<text[^>]*paint-order: stroke[^>]*>orders: /)
  const levels = page.locator('[data-chart="levels"] .menu')
  const both = (await taken(page, levels, 'SVG')).toString()
  expect([both.includes('replies owed'), both.includes('in queue')]).toEqual([true, true])
  await page.locator('[data-chart="summary"] .menu summary').click()
  expect(await page.locator('[data-chart="summary"] .menu').innerText()).not.toContain('SVG')
  expect((await take('PNG')).subarray(1, 4).toString()).toBe('PNG')
  await page.close()
})

test('one conversation is a picture, a table and a file alike; so is the list of all', async () => {
  const page = await open('/conversations?ds=retail-chat&sel=6')
  const life = page.locator('[data-chart="life"]')
  await life.locator('svg.chart').waitFor()
  await page.keyboard.press('t')
  const rows = await answer<{ lane: string }>('life?conversation=6&format=json')
  await life.locator('.twin').waitFor()
  expect(await life.locator('.twin tbody tr').count()).toBe(rows.length)
  expect(new Set(rows.map(({ lane }) => lane))).toEqual(
    new Set(['where', 'owed', 'message', 'weight']),
  )
  const csv = await taken(page, page.locator('.filters .menu'), 'CSV')
  const [{ n }] = await answer<{ n: number }>('conversation-count?format=json')
  expect(csv.toString().trim().split('\r\n')).toHaveLength(n + 1)
  await page.close()
})

test('single letters can be switched off, and stay off', async () => {
  const page = await open('/results?ds=retail-chat')
  await page.keyboard.press('?')
  await page.getByLabel('single letters act').uncheck()
  await page.getByLabel('Help', { exact: true }).getByRole('button', { name: 'Close' }).click()
  await page.reload({ waitUntil: 'networkidle' })
  await page.keyboard.press('t')
  await page.keyboard.press('Control+k')
  await page.locator('dialog.palette[open]').waitFor()
  expect(await page.locator('.twin').count()).toBe(0)
  await page.evaluate("localStorage.removeItem('switchyard-letters')")
  await page.close()
})

test('a link that is copied names its run', async () => {
  const page = await open('/')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('copied').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain('ds=retail-chat')
  await page.close()
})

test('a question that takes long says so, and can be called off and asked again', async () => {
  const page = await browser.newPage()
  let isSlow = true
  await page.route('**/reports/agents', (route) =>
    isSlow ? new Promise<void>(() => {}) : route.continue(),
  )
  await page.goto(`${serving.address}/results?ds=retail-chat`)
  const agents = page.locator('[data-chart="agents"]')
  await agents.getByText(/^\d+ s …/).waitFor()
  await agents.getByRole('button', { name: 'Cancel' }).click()
  isSlow = false
  await agents.getByRole('button', { name: 'Ask again' }).click()
  await agents.locator('svg.chart').waitFor()
  await page.close()
})

test('what is wrong is said in words, with a way out', async () => {
  const before = problems.length
  const page = await open('/results?ds=nothing&joy=1')
  const words = await page.locator('body').innerText()
  expect(words).toContain('no run "nothing"; runs: retail-chat')
  expect(words).toContain('The link holds what this version does not know: joy=1')
  expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(1)
  await page.close()
  // The browser itself notes the 404 of the question.
  problems.length = before
})

test('nothing was complained of: no error, no warning, no breach of the content policy', () => {
  expect(problems).toEqual([])
})
