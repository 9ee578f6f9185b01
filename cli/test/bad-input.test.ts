import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const runs = join(folder, 'runs')
const shop = readFileSync('scenarios/retail-chat.yaml', 'utf8')
const node = [process.execPath, 'cli/main.mjs']

function switchyard(...args: string[]) {
  const { status, stderr, stdout } = spawnSync(node[0], [...node.slice(1), ...args], {
    encoding: 'utf8',
  })
  return { status, stderr, stdout }
}

function written(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

/** Nothing of a run, whole or half, is in the folder of runs. */
const nothing = () => !existsSync(runs) || readdirSync(runs).length === 0

test.each([
  ['broken YAML', 'name: [x\nagents: }\n', ':2:1: Flow sequence'],
  ['an unknown key', shop.replace('demand:', 'demnad:'), 'unknown key "demnad"; did you mean'],
  ['a negative rate', shop.replace('0, 2, 8', '0, -2, 8'), 'demand.0.byHour.6 -2 must be >= 0'],
  [
    'an unknown skill in a transfer list',
    shop.replace('15 min }', '15 min, transfersTo: [order] }'),
    ':15:44: unknown skill "order"; known: orders, returns, advice',
  ],
])('%s is told by file, line and column, and leaves no run', (name, text, told) => {
  const file = written(`${name.replaceAll(' ', '-')}.yaml`, text)
  const { status, stderr } = switchyard('simulate', file, '--out', runs)
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${file}:`)])
  expect(stderr).toContain(told)
  expect(nothing()).toBe(true)
})

const header = 'thread,seq,t_unix,role,author,chars\n'
const lines = (bad: number) =>
  Array.from({ length: bad - 1 }, (_, i) => `${i},0,${i === bad - 2 ? '-' : i},c,1,\n`).join('')

test('a bad timestamp on line 40,001 is kept aside, and told with its row and reason', () => {
  const file = written('bad-timestamp.csv', header + lines(40_001))
  const out = join(folder, 'aside')
  const { status, stdout } = switchyard(
    'import',
    'data/import/thunderbird.yaml',
    file,
    '--out',
    out,
  )
  expect([status, stdout]).toEqual([0, expect.stringContaining('1 of 40000 rows kept aside')])
  const run = join(out, 'thunderbird-recorded.duckdb')
  const told = switchyard('report', 'rejects', '--run', run).stdout
  expect(told).toContain('40000,,"column ""t_unix"": ""-"" is no instant"')
})

test.each([
  ['an empty CSV', '', ': the file is empty'],
  ['a header alone', header, ': there is no message that can be used'],
])('%s is told by file, and leaves no run', (name, text, told) => {
  const file = written(`${name.replaceAll(/\W/g, '-')}.csv`, text)
  const mapping = 'data/import/thunderbird.yaml'
  const { status, stderr } = switchyard('import', mapping, file, '--out', runs)
  expect([status, stderr]).toEqual([1, expect.stringContaining(file + told)])
  expect(nothing()).toBe(true)
})

test('a disk that is full, here a limit on file size, is told and leaves no run', () => {
  // What is bundled at the first call is not what the disk is too small for.
  switchyard('--help')
  const command = [...node, 'simulate', 'scenarios/retail-chat.yaml', '-n', '1', '--out', runs]
  const limited = ['-c', 'ulimit -f 1000; exec "$@"', 'sh', ...command]
  const { status, stderr } = spawnSync('sh', limited, { encoding: 'utf8' })
  const run = join(runs, 'retail-chat.duckdb')
  expect([status, stderr]).toEqual([1, `error: ${run}: the file grew beyond the allowed size\n`])
  expect(nothing()).toBe(true)
})

test('a port in use is told with the way out, and the live desk is let go', async () => {
  const other = createServer()
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as { port: number }
  const live = join(folder, 'live')
  const { status, stderr } = switchyard('serve', '--port', `${port}`, '--live', live)
  expect([status, stderr]).toEqual([1, expect.stringContaining(`port ${port} of 127.0.0.1 is in`)])
  expect(switchyard('replay', live, '--out', runs).status).toBe(0)
  expect(switchyard('explain', live, '99').stderr).toContain(`${live} has no conversation 99`)
  other.close()
})

/** Processor time of a process and its threads so far, s, as Linux tells. */
function worked(pid: number): number {
  const told = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/\(.*\)/, '')
  const [user, system] = told.split(/ +/).slice(12, 14).map(Number)
  return (user + system) / 100
}

test('Ctrl-C before two replications are done ends it at once, and leaves no run', async () => {
  const out = join(folder, 'interrupted')
  const long = join(folder, 'long.yaml')
  const scenario = readFileSync('scenarios/call-centre.yaml', 'utf8')
  writeFileSync(long, scenario.replace('horizon: 30 d', 'horizon: 50000 d'))
  const args = ['simulate', long, '-n', '3', '--out', out, '--no-cache']
  const child = spawn(node[0], [...node.slice(1), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<number | null>((done) => child.once('close', done))
  // To start takes less than one of them.
  await expect.poll(() => worked(child.pid!), { timeout: 30_000 }).toBeGreaterThan(2)
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(said).toBe('error: interrupted; nothing was written\n')
  expect(existsSync(out) ? readdirSync(out) : []).toEqual([])
}, 40_000)
