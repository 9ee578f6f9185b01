import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Behaviour } from '../../scenarios/index.ts'
import { summaryTable } from '../summary.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const switchyard = (...args: string[]) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['cli/main.mjs', ...args], {
    encoding: 'utf8',
  })
  return { status, stderr, stdout }
}

const fittedDesk = `conversations:
  chat:
    model: messaging
    turns: fitted
    burst: fitted
    spacing: { exponential: 8 s }
    attention: { fitted: attention }
    gap: { fitted: gap }
    closeAfter: { deterministic: 3 min }
    patience: { fitted: patience }
    silentShare: fitted
demand: [{ name: all, skill: orders, conversation: chat, profile: fitted }]
`

test('a scenario is simulated into a run file that answers questions', () => {
  const runs = join(folder, 'runs')
  const args = ['scenarios/retail-chat.yaml', '--replications', '3', '--out', runs, '--json']
  const { status, stdout } = switchyard('simulate', ...args)
  expect(status).toBe(0)
  const { run, summary } = JSON.parse(stdout) as { run: string; summary: { metric: string }[] }
  expect(summary.map(({ metric }) => metric)).toContain('responseTimeP90')
  expect(readdirSync(runs)).toEqual(['retail-chat.duckdb'])
  const asked = switchyard('report', 'agents', '--run', run)
  expect(asked.stdout.trim().split('\n')).toHaveLength(17)
  writeFileSync(join(folder, 'fit.json'), switchyard('fit', run, '--json').stdout)
  const fitted = JSON.parse(readFileSync(join(folder, 'fit.json'), 'utf8')) as {
    behaviour: Behaviour
  }
  expect(fitted.behaviour.conversations).toBeGreaterThan(1000)
  expect(fitted.behaviour.attention!.families[0].dist).toBe('lognormal')
  // What was fitted to one desk is another's demand and behaviour.
  const [head] = readFileSync('scenarios/retail-chat.yaml', 'utf8')
    .replace('start: 2026-03-02\nhorizon: 2 d', 'start: 2026-03-03\nhorizon: 1 d')
    .split('conversations:')
  const refitted = join(folder, 'refitted.yaml')
  writeFileSync(refitted, `${head}${fittedDesk}fit: { file: ${join(folder, 'fit.json')} }\n`)
  const again = switchyard('simulate', refitted, '-n', '1', '--out', folder, '--json')
  expect([again.status, again.stderr]).toEqual([0, ''])
  const opened = (text: string) =>
    (JSON.parse(text) as { summary: { metric: string; mean: number }[] }).summary.find(
      ({ metric }) => metric === 'opened',
    )!.mean
  // A day of the two.
  expect(opened(again.stdout) / opened(stdout)).toBeCloseTo(0.5, 0.7)
  const wrong = switchyard('report', 'agent', '--run', run)
  expect([wrong.status, wrong.stderr]).toEqual([
    1,
    expect.stringContaining('unknown report "agent"'),
  ])
})

test('the same scenario and seed give the same trace, another seed another', () => {
  const hash = (seed: string) => {
    const out = join(folder, `seed-${seed}`)
    const args = ['scenarios/retail-chat.yaml', '-n', '1', '--seed', seed, '--out', out, '--json']
    return (JSON.parse(switchyard('simulate', ...args).stdout) as { trace: string }).trace
  }
  expect(hash('1')).toBe(hash('1'))
  expect(hash('1')).not.toBe(hash('2'))
})

test('misuse exits with 2, and says what was meant', () => {
  const { status, stderr } = switchyard('simulat')
  expect([status, stderr]).toEqual([2, expect.stringContaining('Did you mean simulate?')])
  expect(switchyard('simulate', 'x.yaml', '--replications', '0').status).toBe(2)
  expect(switchyard('lint').status).toBe(2)
  expect(switchyard('--help').status).toBe(0)
})

test('lint warns of what can starve where it is written, and the file can be used', () => {
  const file = join(folder, 'starves.yaml')
  const text = readFileSync('scenarios/retail-chat.yaml', 'utf8')
  const classes = 'classes: [{ when: { tag: vip }, tier: 1 }]'
  writeFileSync(file, text.replace('rules: {', `rules: { ${classes},`))
  const warning = 'account: the default class can wait for ever: another class has a higher tier'
  const { status, stdout } = switchyard('lint', file)
  const bounds = [
    'class 1 is overtaken by nobody who comes later',
    'the default class can wait for ever: another class has a higher tier',
  ]
  const lines = [`${file}:12:19: warning: ${warning}`, ...bounds.map((bound) => `  ${bound}`)]
  expect([status, stdout]).toEqual([0, `${lines.join('\n')}\n`])
  const told = JSON.parse(switchyard('lint', '--json', file).stdout) as object[]
  expect(told).toEqual([
    { file, problems: [], warnings: [{ line: 12, column: 19, message: warning }], bounds },
  ])
})

test('lint tells every problem of every file, to people and to editors', () => {
  const file = join(folder, 'broken.yaml')
  writeFileSync(file, 'name: x\nagnets: []\n')
  const files = ['scenarios/retail-chat.yaml', file, 'none.yaml']
  const { status, stderr, stdout } = switchyard('lint', ...files)
  expect([status, stdout]).toEqual([1, 'scenarios/retail-chat.yaml: ok\n'])
  expect(stderr).toContain('2 of 3 cannot be used')
  expect(stderr).toContain(`${file}:2:1: unknown key "agnets"; did you mean "agents"?`)
  expect(stderr).toContain('none.yaml: no such file')
  const told = JSON.parse(switchyard('lint', '--json', ...files).stdout) as { problems: object[] }[]
  expect(told.map(({ problems }) => problems.length)).toEqual([0, 2, 1])
  expect(told[1].problems[1]).toMatchObject({ line: 2, column: 1 })
})

test('a recorded log becomes a run, and a broken one leaves none behind', () => {
  const log = join(folder, 'log.csv')
  writeFileSync(log, 'thread,seq,t_unix,role,author\n7,0,60,c,1\n7,1,120,h,2\n')
  const out = join(folder, 'imported')
  const mapping = 'data/import/thunderbird.yaml'
  const { status, stdout } = switchyard('import', mapping, log, '--out', out, '--json')
  const run = join(out, 'thunderbird-recorded.duckdb')
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    { run, messages: 2, conversations: 1, rows: 2, kept: 2, rejected: 0 },
  ])
  writeFileSync(log, 'thread,seq,t_unix,role,author\n7,0,x,c,1\n')
  const elsewhere = join(folder, 'nothing')
  const broken = switchyard('import', mapping, log, '--out', elsewhere)
  expect([broken.status, broken.stderr]).toEqual([
    1,
    expect.stringContaining(`${log}: there is no message that can be used`),
  ])
  expect(existsSync(elsewhere)).toBe(false)
})

test('every scenario that we ship is sound', () => {
  const { status, stdout } = switchyard(
    'lint',
    ...['thunderbird', 'call-centre', 'retail-chat'].map((name) => `scenarios/${name}.yaml`),
  )
  expect([status, stdout.match(/: ok/g)]).toEqual([0, [': ok', ': ok', ': ok']])
})

test('a percentile beyond the histogram is told as such, and not as a figure', () => {
  const row = { metric: 'x', label: 'Response time P90', unit: 'ms', low: null, high: null }
  const beyond = { ...row, mean: null, p05: null, p95: null, above: 86_400_000 }
  expect(summaryTable([beyond], 20)).toContain('> 24:00 h')
  expect(summaryTable([{ ...beyond, above: null }], 20)).not.toContain('>')
})

test('visits and orders are added to a run, and credited by whatever rules are asked for', () => {
  const runs = join(folder, 'shop')
  const run = join(runs, 'shop-chats-recorded.duckdb')
  const add = ['import', 'data/import/shop-engagement.yaml']
  expect(switchyard('import', 'data/import/shop-chats.yaml', '--out', runs).status).toBe(0)
  expect(switchyard(...add).stderr).toContain('--run <file> says which run')
  expect(JSON.parse(switchyard(...add, '--run', run, '--json').stdout)).toMatchObject({
    ...{ rows: 297, rejected: 3, conversions: 94 },
  })
  const earned = (...rules: string[]) => {
    const { stdout } = switchyard('report', 'attribution', '--run', run, '--json', ...rules)
    const rows = JSON.parse(stdout) as { conversions: number; model: string; look_back: number }[]
    const [{ look_back, model }] = rows
    return [
      rows.reduce((sum, { conversions }) => sum + conversions, 0).toFixed(3),
      model,
      look_back,
    ]
  }
  expect(earned()).toEqual(['45.000', 'last', 31])
  expect(earned('--model', 'position', '--look-back', '7')).toEqual([
    expect.stringMatching(/^4\d\.000$/),
    ...['positionBased', 7],
  ])
}, 60_000)
