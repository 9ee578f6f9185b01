import { expect, test } from 'vitest'
import { draw, streamOf } from '../draw.ts'

const split = streamOf(1, 'split')
const keys = Array.from({ length: 20_000 }, (_, key) => key)

test('a draw is the same whenever it is asked for, and other in another stream or seed', () => {
  expect(draw(split, 7)).toBe(draw(streamOf(1, 'split'), 7))
  expect(draw(split, 7)).not.toBe(draw(streamOf(1, 'random'), 7))
  expect(draw(split, 7)).not.toBe(draw(streamOf(2, 'split'), 7))
  expect(draw(split, 7, 1)).not.toBe(draw(split, 7, 2))
  expect(draw(split, 7)).not.toBe(draw(split, 7 + 2 ** 32))
})

test('draws of neighbouring keys are spread evenly over [0, 1)', () => {
  const cells = Array.from({ length: 20 }, () => 0)
  for (const key of keys) cells[Math.floor(draw(split, key) * 20)]++
  // Chi-squared with 19 degrees of freedom: above 43.8 once in a thousand seeds.
  const chi = cells.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)
  expect(chi).toBeLessThan(43.8)
})

test('draws of neighbouring keys do not follow each other', () => {
  const x = keys.map((key) => draw(split, key) - 0.5)
  const covariance = x.slice(1).reduce((sum, one, i) => sum + one * x[i], 0) / keys.length
  expect(Math.abs(covariance * 12)).toBeLessThan(3.3 / Math.sqrt(keys.length))
})
