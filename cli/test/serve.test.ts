import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { launch } from '../../tools/chromium.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const runs = join(folder, 'runs')
let child: ChildProcess | undefined
afterAll(() => child?.kill('SIGKILL'))

/** The command itself, with an empty folder of runs. @returns where it listens, and its end. */
async function started() {
  const args = ['serve', '--port', '0', '--runs', runs, '--live', join(folder, 'live')]
  child = spawn(process.execPath, ['cli/main.mjs', ...args])
  let said = ''
  child.stdout!.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<number | null>((done) => child!.once('close', done))
  const address = () => /Workbench +(http:\S+)\//.exec(said)?.[1]
  await expect.poll(address, { timeout: 30_000 }).toBeDefined()
  return { address: address()!, ended, said: () => said }
}

test('who has no run makes a sample with one click; Ctrl-C ends the server in order', async () => {
  const { address, ended, said } = await started()
  const origin = 'https://elsewhere.example'
  const foreign = await fetch(`${address}/api/sample`, { method: 'POST', headers: { origin } })
  expect([foreign.status, await foreign.json()]).toEqual([
    403,
    { error: `pages of ${origin} may not ask for that` },
  ])
  const browser = await launch()
  const page = await browser.newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.getByText('No run yet').waitFor()
  await page.getByRole('button', { name: 'Simulate the sample' }).click()
  await page.getByText('nine of ten replies took').waitFor()
  await browser.close()
  expect(readdirSync(runs)).toEqual(['retail-chat.duckdb'])
  child!.kill('SIGINT')
  expect([await ended, said().trim().endsWith('stopped')]).toEqual([0, true])
}, 90_000)
