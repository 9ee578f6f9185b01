import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, read, readFitted, type Scenario } from '../index.ts'

const estimated = (value: number) => ({ value, low: value, high: value })
const rates = Array.from({ length: 168 }, (_, hour) => (hour === 100 ? null : estimated(hour)))
const kept = {
  source: 'x',
  behaviour: {
    arrivals: { zone: 'Europe/Berlin', rates },
    turns: estimated(3.5),
    burst: estimated(1.25),
    gap: {
      n: 9,
      families: [{ dist: 'gamma', parameters: { mean: estimated(9000), cv: estimated(2) } }],
    },
    attention: {
      families: [{ dist: 'weibull', parameters: { shape: estimated(2), scale: estimated(4000) } }],
    },
    silent: { mean: estimated(600_000), silentShare: estimated(0.4) },
  },
}

const text = `name: Fitted
zone: UTC
start: 2026-03-02
horizon: 3 d
seed: 1
replications: 1
fit: { file: fit.json }
skills: { a: { target: null } }
agents: [{ group: desk, count: 1, skills: [a] }]
conversations:
  it:
    model: messaging
    turns: fitted
    burst: fitted
    spacing: { exponential: 1 s }
    attention: { fitted: attention }
    gap: { fitted: gap }
    closeAfter: { exponential: 1 s }
    patience: { fitted: patience }
    silentShare: fitted
demand: [{ name: a, skill: a, conversation: it, profile: fitted }]
`
const compiled = (fitted: object, written = text): Scenario => {
  const { behaviour, fit } = readFitted(JSON.stringify(fitted), 'fit.json')
  const inputs = { arrivals: () => [], fit, behaviour: () => behaviour }
  return compile(read(written, 'fitted.yaml'), inputs)
}

test('a scenario takes demand and behaviour as they were fitted', () => {
  const { arrivals, conversation } = compiled(kept).demand[0]
  expect(conversation).toEqual({
    ...{ model: 'messaging', turns: { mean: 3.5 }, silentShare: 0.4 },
    burst: { mean: 1.25, spacing: { dist: 'exponential', mean: 1000 } },
    attention: { dist: 'weibull', shape: 2, scale: 4000 },
    gap: { dist: 'gamma', mean: 9000, cv: 2 },
    closeAfter: { dist: 'exponential', mean: 1000 },
    patience: { dist: 'exponential', mean: 600_000 },
  })
  if (arrivals.kind !== 'intervals') throw new Error(arrivals.kind)
  // Midnight of Monday in London is one o’clock in Berlin.
  expect(arrivals.perHour.slice(0, 3)).toEqual([1, 2, 3])
  expect(arrivals.perHour).toHaveLength(72)
})

test('what the log does not show is told where it is asked for', () => {
  const { behaviour } = kept
  const without = (key: string) => ({ ...kept, behaviour: { ...behaviour, [key]: null } })
  expect(() => compiled(without('silent'))).toThrow(
    /^fitted\.yaml:\d+:\d+: what was fitted does not show "patience"$/,
  )
  expect(() => compiled(without('attention'))).toThrow('does not show "attention"')
  expect(() => compiled(without('turns'))).toThrow(/fitted\.yaml:13:\d+: .*"turns"/)
  expect(() => compiled(kept, text.replace('fitted: gap', 'fitted: reply'))).toThrow('"reply"')
  expect(() => compiled(kept, text.replace('horizon: 3 d', 'horizon: 5 d'))).toThrow(
    /fitted\.yaml:\d+:\d+: hour 4 of weekday 5 was not observed/,
  )
  const none = { arrivals: () => [], fit: null }
  expect(() => compile(read(text, 'fitted.yaml'), none)).toThrow('names no file under "fit"')
})

test('a file that is no fit is refused, with the place that is wrong', () => {
  expect(() => readFitted('{', 'fit.json')).toThrow('fit.json:1:1: is no JSON')
  const bad = { behaviour: { ...kept.behaviour, turns: 'three' } }
  expect(() => readFitted(JSON.stringify(bad), 'fit.json')).toThrow(
    /^fit\.json:1:1: is no fit: \/behaviour\/turns /,
  )
})

test('what the comment of the fitted desk says is in its file', () => {
  const { value } = read(readFileSync('scenarios/thunderbird-weeks.yaml', 'utf8'), 'weeks.yaml')
  expect(value.demand[0].profile).toBe('fitted')
  expect(value.conversations['question'].attention).toEqual({ fitted: 'attention' })
})
