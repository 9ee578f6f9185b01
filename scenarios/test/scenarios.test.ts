import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, read } from '../index.ts'

const shop = readFileSync('scenarios/retail-chat.yaml', 'utf8')
const inputs = { arrivals: () => [], fit: null }
const compiled = (text: string) => compile(read(text, 'shop.yaml'), inputs)
const changed = (from: string, to: string) => {
  expect(shop).toContain(from)
  return () => compiled(shop.replace(from, to))
}

test('a misspelt key is refused where it stands, with the nearest known one', () => {
  expect(changed('agents:\n', 'agnets:\n')).toThrow(
    /^shop\.yaml:\d+:1: unknown key "agnets"; did you mean "agents"\?$/m,
  )
})

test('every problem is told at once, in order of lines', () => {
  const text = shop.replace('seed: 7', 'seed: -7').replace('count: 5', 'count: none')
  expect(() => compiled(text)).toThrow(/seed.*\n.*count/)
})

test('a negative rate, an unknown skill, shift, conversation or zone is named', () => {
  expect(changed('[0, 0, 0, 0, 0, 0, 2, 8', '[0, 0, 0, 0, 0, 0, -2, 8')).toThrow(/byHour\.6 -2/)
  expect(changed('skill: orders', 'skill: order')).toThrow('unknown skill "order"; known: orders')
  expect(changed('shift: late }', 'shift: night }')).toThrow('unknown shift "night"; known: early')
  expect(changed('conversation: chat', 'conversation: talk')).toThrow('unknown conversation "talk"')
  expect(changed('Europe/Berlin', 'Europe/Bonn')).toThrow('"Europe/Bonn" is not an IANA time zone')
})

test('a horizon or an interval of nothing is refused where it stands', () => {
  expect(changed('interval: 30 min', 'interval: 0 min')).toThrow(
    /^shop\.yaml:8:11: interval must be longer than nothing$/,
  )
  expect(changed('horizon: 2 d', 'horizon: 0 d')).toThrow('horizon must be longer than nothing')
})

test('a distribution or a rule that nobody knows is told by what was meant', () => {
  const at = 'shop.yaml:30:'
  const spacing = (text: string) => changed('spacing: { exponential: 8 s }', `spacing: ${text}`)
  expect(spacing('{ exponential: -8 s }')).toThrow(
    `${at}29: conversations.chat.spacing.exponential "-8 s" is no duration such as 90 s`,
  )
  expect(spacing('{ exponental: 8 s }')).toThrow(
    `${at}16: unknown key "exponental"; did you mean "exponential"?`,
  )
  expect(spacing('8 s')).toThrow('"8 s" is no distribution of times: exponential, deterministic')
  expect(changed('turns: 5', 'turns: 0')).toThrow('conversations.chat.turns 0 must be >= 1')
  expect(changed('turns: 5', 'turns: fited')).toThrow('is not fitted; did you mean "fitted"?')
  expect(changed('ranking: balanced', 'ranking: balancd')).toThrow(
    'queueIdleness; did you mean "balanced"?',
  )
})

test('a misspelt key is one problem, and more than eight problems are all told', () => {
  const misspelt = shop.replaceAll('perHour', 'x').replaceAll('byHour', 'byHuor')
  expect(() => compiled(misspelt)).toThrow(/^(shop.yaml:\d+:5: unknown key "byHuor".*\n?){3}$/)
  const none = shop.replaceAll(/count: \d/g, 'count: 0').replaceAll(/\[0, 0, 0/g, '[-1, -1, -1')
  expect(() => compiled(none)).toThrow(/^(shop.yaml:.*\n){12}shop.yaml:.*$/)
})

test('a skill that does not exist is told where it is written, in a transfer list too', () => {
  expect(changed('target: 5 min', 'target: 5 min, transfersTo: [returns, advise]')).toThrow(
    /^shop\.yaml:14:51: unknown skill "advise"; known: orders, returns, advice$/,
  )
  expect(changed('skills: [advice, orders], shift: late', 'skills: [advise], shift: late')).toThrow(
    /^shop\.yaml:24:46: unknown skill "advise"/,
  )
})

test('broken YAML and a key written twice are told with line and column', () => {
  expect(() => compiled('name: [')).toThrow(/^shop\.yaml:1:\d+: /)
  expect(changed('seed: 7', 'seed: 7\nseed: 8')).toThrow(/shop\.yaml:10:1: .*unique/)
})

test('shifts are wall-clock time: the night that loses an hour has a short shift', () => {
  const night = shop
    .replace('2026-03-02', '2026-03-28')
    .replace("from: '08:00', to: '15:00'", "from: '22:00', to: '06:00'")
  const [, shift] = compiled(night).shifts
  // The first piece is what is left of Friday's night. Saturday 22:00 in winter to Sunday 06:00 in summer.
  expect((shift.to - shift.from) / 3_600_000).toBe(7)
})

test('arrivals by hour follow the wall clock on a day of 23 hours', () => {
  const [{ arrivals }] = compiled(shop.replace('2026-03-02', '2026-03-29')).demand
  expect(arrivals.kind === 'intervals' && arrivals.perHour.slice(5, 8)).toEqual([2, 8, 20])
})
