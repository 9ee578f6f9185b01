import { readFileSync } from 'node:fs'
import { rgb } from 'd3'
import { expect, test } from 'vitest'

const css = readFileSync('dashboard/src/style/tokens.css', 'utf8')
const [light, dark] = css.split(":root[data-theme='dark']").map((part) => {
  const found = [...part.matchAll(/--(\w+): (#[0-9a-f]{6})/g)]
  return Object.fromEntries(found.map(([, name, value]) => [name, value]))
})

/** Relative luminance and contrast (WCAG 2.2, definitions). */
function luminance(colour: string): number {
  const { b, g, r } = rgb(colour)
  const [x, y, z] = [r, g, b].map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * x + 0.7152 * y + 0.0722 * z
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const text = ['ink', 'muted']
const marks = ['baseline', 'cat1', 'cat2', 'cat3', 'cat4', 'cat5', 'cat6', 'warn', 'focus']

test.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme every text has 4.5:1 and every mark 3:1', (_, tokens) => {
  for (const name of text)
    for (const ground of ['ground', 'raised'])
      expect([name, contrast(tokens[name], tokens[ground]) >= 4.5]).toEqual([name, true])
  // Said on the ground only.
  expect(contrast(tokens['breach'], tokens['ground'])).toBeGreaterThanOrEqual(4.5)
  const states = ['active', 'cooling', 'inactive']
  for (const name of [...marks, ...states])
    expect([name, contrast(tokens[name], tokens['ground']) >= 3]).toEqual([name, true])
})
