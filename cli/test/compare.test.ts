import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compare } from '../compare.ts'
import { compareWords } from '../compare-words.ts'
import { load } from '../load.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-compare-'))
const text = readFileSync('scenarios/call-centre.yaml', 'utf8').replace(
  'horizon: 30 d',
  'horizon: 4 h',
)

/** The call centre for three hours, with so many agents. */
async function withAgents(count: number) {
  const file = join(folder, `${count}.yaml`)
  const changed = text
    .replace('burnIn: 1 d', 'burnIn: 1 h')
    .replace('interval: 1 d', 'interval: 1 h')
  writeFileSync(
    file,
    changed.replace('count: 12', `count: ${count}`).replace('Call centre', `${count} agents`),
  )
  return (await load(file)).scenario
}
const scenarios = await Promise.all([12, 14, 13].map(withAgents))
const names = scenarios.map(({ name }) => name)
const options = {
  ...{ replications: 20, workers: 1, cache: join(folder, 'cache'), metric: 'assignmentWait' },
  signal: new AbortController().signal,
}

test('more agents wait less: differences, runs won, and which is the best', async () => {
  const compared = await compare(scenarios, options)
  const wait = compared.metrics.find(({ metric }) => metric === 'assignmentWait')!
  const [own, two, one] = wait.scenarios
  expect(own.difference).toBeNull()
  for (const { average, difference } of [two, one]) {
    expect(difference!.high).toBeLessThan(0)
    expect(difference!.mean).toBeCloseTo(average!.mean - own.average!.mean, 6)
    expect(difference!.won).toBeGreaterThan(15)
  }
  expect(compared.best).toMatchObject({ possibly: [1], selection: null, better: 'lower' })
  const opened = compared.metrics.find(({ metric }) => metric === 'opened')!
  expect(opened.scenarios[1].difference).toMatchObject({ mean: 0, tied: 20, won: 0, share: null })
  const words = compareWords(names, compared)
  expect(words).toContain('Lowest wait to assign: 14 agents (95 %, 20 replications on the same')
  expect(words).toMatch(/Opened .*\n.*14 agents .* all the same/)
  expect(words).not.toContain('Response time')
})

test('the best is selected with as many replications as that takes, of those still in it', async () => {
  const { best, replications } = await compare(scenarios, {
    ...{ ...options, replications: 10 },
    indifference: 2000,
  })
  expect(best.selection).toMatchObject({ left: [1], isDecided: true })
  expect(replications[0]).toBeLessThanOrEqual(replications[1])
  expect(best.selection!.fellAt[1]).toBeNull()
})

test('what cannot be compared is refused by name', async () => {
  await expect(compare(scenarios, { ...options, metric: 'waiting' })).rejects.toThrow(
    'unknown metric "waiting"; known: opened, closed',
  )
})
