import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  curveMetrics,
  heatMetrics,
  type Link,
  orders,
  pages,
  plain,
  readLink,
  writeLink,
} from '../src/app/url.ts'

const instant = fc.integer({ min: 0, max: 4e14 })
const text = fc.option(fc.string({ minLength: 1 }), { nil: null })
const links: fc.Arbitrary<Link> = fc.record({
  page: fc.constantFrom(...pages),
  ds: text,
  sc: text,
  skill: text,
  m: fc.constantFrom(...heatMetrics),
  c: fc.constantFrom(...curveMetrics),
  agent: text,
  cause: text,
  q: text,
  b: fc.option(
    fc.tuple(instant, instant).map(([from, length]) => [from, from + length + 1] as const),
    { nil: null },
  ),
  order: fc.constantFrom(...orders),
  desc: fc.boolean(),
  sel: fc.option(fc.integer(), { nil: null }),
  twin: fc.subarray(['summary', 'curve', 'levels']),
})

test('a link reproduces the view, whatever is in it', () =>
  fc.assert(
    fc.property(links, (link) => {
      const { pathname, search } = new URL(writeLink(link), 'http://localhost')
      expect(readLink(pathname, search)).toEqual({ link, unknown: [] })
    }),
  ))

test('what is as always does not lengthen the link', () => {
  expect(writeLink(plain)).toBe('/results?v=1')
  expect(writeLink({ ...plain, b: [5, 9], sel: 3 })).toBe('/results?v=1&b=5-9&sel=3')
})

test('what a link holds and nobody knows is told, and the rest of it is shown', () => {
  const { link, unknown } = readLink('/conversations', '?v=9&m=joy&b=9-5&order=turns&x=1&sel=two')
  expect(link).toEqual({ ...plain, page: 'conversations', order: 'turns' })
  expect(unknown).toEqual(['v=9', 'm=joy', 'b=9-5', 'x=1', 'sel=two'])
  expect(readLink('/nowhere', '').unknown).toEqual(['page "nowhere"'])
})
