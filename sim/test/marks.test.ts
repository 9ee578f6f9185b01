import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, FormError, read, type Scenario } from '../../scenarios/index.ts'
import { simulate } from '../index.ts'

const file = 'scenarios/languages.yaml'
const text = readFileSync(file, 'utf8')
const compiled = (written: string): Scenario =>
  compile(read(written, file), { arrivals: () => [], fit: null })
const scenario = compiled(text)

/** The events of a replication, as JSON has them. */
function told(of: Scenario) {
  const { history, trace } = simulate(of, 1, 'sample')
  const events = Array.from({ length: history!.length }, (_, i) => history!.at(i))
  const opened = events.filter((event) => event.type === 'conversation.opened')
  return { events, opened, trace: trace! }
}

test('channel, language and value reach the router with each share’s conversations', () => {
  const { opened } = told(scenario)
  const n = opened.length
  expect(n).toBeGreaterThan(400)
  const shareOf = (is: (event: (typeof opened)[number]) => boolean) => opened.filter(is).length / n
  // Four standard errors of a share of so many.
  const near = (share: number) => 4 * Math.sqrt((share * (1 - share)) / n)
  const shares: [number, number][] = [
    [shareOf(({ tags }) => tags?.includes('spanish') ?? false), 0.25],
    [shareOf(({ tags }) => tags?.includes('gold') ?? false), 0.1],
    [shareOf(({ channel }) => channel === 2), 0.15],
    [shareOf(({ channel }) => channel === 1), 0.2],
  ]
  for (const [found, share] of shares) expect(Math.abs(found - share)).toBeLessThan(near(share))
})

test('who says that it is urgent is told so at once, and only who has come before is believed', () => {
  const { events, opened } = told(scenario)
  const urgent = events.filter((event) => event.type === 'urgent.set')
  const at = new Map(opened.map((event) => [event.conversation, event.at]))
  expect(urgent.length).toBeGreaterThan(20)
  for (const event of urgent) expect(event.at).toBe(at.get(event.conversation))
  const { trace } = told(scenario)
  const why = Array.from({ length: trace.length }, (_, i) => trace.at(i)).filter(
    ({ type }) => type === 'refused',
  )
  expect(why.length).toBeGreaterThan(0)
  expect(why.length).toBeLessThan(urgent.length)
})

test('marks draw from a stream of their own: without them all else comes as it came', () => {
  const [{ marks: _, ...plain }] = scenario.demand
  const bare = told({ ...scenario, demand: [plain] }).opened
  expect(bare.map(({ at }) => at)).toEqual(told(scenario).opened.map(({ at }) => at))
})

test('shares above 1 are refused where they stand, and so is a channel that nobody defined', () => {
  const wrong = (from: string, to: string) => () => compiled(text.replace(from, to))
  expect(wrong('share: 0.2,', 'share: 0.7,')).toThrow(FormError)
  expect(wrong('share: 0.2,', 'share: 0.7,')).toThrow(/languages\.yaml:\d+:\d+: .*1\.2, above 1/)
  expect(wrong('channel: social', 'channel: fax')).toThrow('unknown channel "fax"')
})
