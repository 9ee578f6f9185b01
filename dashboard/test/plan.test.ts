import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { load } from '../../cli/load.ts'
import { serve, type Serving } from '../../cli/server.ts'
import { metricOf, openRuns } from '../../data/index.ts'
import { type Replication, simulate } from '../../sim/index.ts'
import { launch } from '../../tools/chromium.ts'
import { buildDashboard } from '../build.ts'
import { figureKinds, figuresOf } from '../src/plan/figures.ts'

const id = 'call-centre'
let browser: Browser
let serving: Serving
let known: readonly Replication[]
const problems: string[] = []

beforeAll(async () => {
  const { scenario } = await load(`scenarios/${id}.yaml`)
  known = [0, 1, 2, 3].map((n) => simulate(scenario, n, 'accumulators'))
  const runs = openRuns(mkdtempSync(join(tmpdir(), 'switchyard-')))
  serving = await serve({ runs, dashboard: await buildDashboard(), port: 0 })
  browser = await launch()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await serving?.close()
})

async function open(scenario: string, replications: number, threads: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${serving.address}/plan?sc=${scenario}`, { waitUntil: 'networkidle' })
  await page.getByLabel('Replications', { exact: true }).fill(String(replications))
  await page.getByLabel('Threads').fill(String(threads))
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const until = (page: Page, stage: string) =>
  page.locator(`[data-stage="${stage}"]`).waitFor({ timeout: 60_000 })
const hashes = (page: Page) =>
  page.locator('.ticks li').evaluateAll((ticks) => ticks.map((tick) => tick.dataset['hash']))

test('a browser finds what Node finds, on one web worker or two, and extends without running again', async () => {
  const page = await open(id, 2, 2)
  await press(page, 'Simulate')
  await until(page, 'done')
  expect(await hashes(page)).toEqual(known.slice(0, 2).map(({ traceHash }) => traceHash))
  await page.getByLabel('Replications', { exact: true }).fill('4')
  await press(page, 'Extend')
  await until(page, 'done')
  expect(await hashes(page)).toEqual(known.map(({ traceHash }) => traceHash))
  for (const { average, id: metric } of figuresOf(known)) {
    const row = page.locator(`[data-metric="${metric}"]`)
    const mean = await row.getAttribute('data-mean')
    expect(mean).toBe(average === null ? null : String(average.mean))
  }
  await page.close()
  const alone = await open(id, 2, 1)
  await press(alone, 'Simulate')
  await until(alone, 'done')
  expect(await hashes(alone)).toEqual(known.slice(0, 2).map(({ traceHash }) => traceHash))
  await alone.close()
  expect(problems).toEqual([])
})

test('a browser stands still and gives up within 200 ms, amid a replication', async () => {
  const page = await open('busy-weeks', 1000, 1)
  await press(page, 'Simulate')
  const progress = () => page.locator('[data-progress]').getAttribute('data-progress')
  await expect.poll(async () => Number(await progress()), { timeout: 30_000 }).toBeGreaterThan(0)
  /** From the press until the page says so, in the page's own time, ms. */
  const took = (name: string, stage: string) =>
    page.evaluate(
      async ([label, wanted]) => {
        const buttons = [...document.querySelectorAll('button')]
        const began = performance.now()
        buttons.find((button) => button.textContent === label)!.click()
        while (!document.querySelector(`[data-stage="${wanted}"]`))
          await new Promise((resolve) => setTimeout(resolve, 2))
        return performance.now() - began
      },
      [name, stage] as const,
    )
  expect(await took('Pause', 'paused')).toBeLessThan(200)
  await page.waitForTimeout(200)
  const stood = await progress()
  await page.waitForTimeout(300)
  expect(await progress()).toBe(stood)
  await press(page, 'Go on')
  await expect.poll(progress).not.toBe(stood)
  expect(await took('Cancel', 'cancelled')).toBeLessThan(200)
  await page.close()
})

test('the figures in the browser are the twins of the metrics', () => {
  for (const { id: metric, label, over, table, under, unit } of figureKinds) {
    const { label: name, twin, unit: measured } = metricOf.get(metric)!
    expect([metric, name, measured]).toEqual([metric, label, unit])
    expect(twin).toEqual({ table, over, under })
  }
})
