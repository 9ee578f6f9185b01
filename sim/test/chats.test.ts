import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Kind } from '../../core/index.ts'
import { compile, read } from '../../scenarios/index.ts'
import { simulate } from '../index.ts'
import { agrees } from './agreement.ts'

test('chats whose pace falls with their number agree with the birth and death process', () => {
  const text = readFileSync('scenarios/chats-at-once.yaml', 'utf8')
  const scenario = compile(read(text, 'chats-at-once.yaml'), { arrivals: () => [], fit: null })
  // Stationary weights by conversations inside: 12 an hour come, 10, 16 or 19.5 go.
  const weights = [1, 12 / 10, (12 / 10) * (12 / 16)]
  const beyond = (weights[2] * (12 / 19.5)) / (1 - 12 / 19.5)
  const waiting = beyond / (weights[0] + weights[1] + weights[2] + beyond)
  const seconds = (waiting / (19.5 - 12)) * 3600
  const stated = text.match(/(\d+\.\d+) % wait, (\d+\.\d+) s/)!
  expect(waiting * 100).toBeCloseTo(Number(stated[1]), 4)
  expect(seconds).toBeCloseTo(Number(stated[2]), 3)
  const runs = Array.from({ length: 8 }, (_, run) => {
    const { trace } = simulate(scenario, run, 'sample')
    const { at, kind, value } = trace!.columns
    let [n, waited, wait] = [0, 0, 0]
    for (let i = 0; i < trace!.length; i++) {
      if (kind[i] !== Kind.assigned || at[i] < scenario.start + scenario.burnIn) continue
      n++
      waited += Number(value[i] > 0)
      wait += value[i] / 1000
    }
    return [waited / n, wait / n]
  })
  for (const [place, exact] of [waiting, seconds].entries()) {
    const found = runs.map((run) => run[place])
    agrees(found, exact, 0.06)
  }
})
