import { expect, test } from 'vitest'
import { sourcesHere, tidy } from './tidy.ts'

const told = (file: string, text: string) => tidy([{ file, text }])

test('the house is tidy', () => {
  expect(tidy(sourcesHere())).toEqual([])
})

test('a room imports only what it may, and only through the index', () => {
  expect(told('sim/x.ts', "import { Router } from '../core/index.ts'\n")).toEqual([])
  expect(told('sim/x.ts', "import { Router } from '../core/router.ts'\n")).toEqual([
    'sim/x.ts:1: core is imported by its index.ts only',
  ])
  expect(told('core/x.ts', "import { simulate } from '../sim/index.ts'\n")).toHaveLength(1)
  expect(told('core/x.ts', "import fc from 'fast-check'\n")).toHaveLength(1)
  expect(told('core/test/x.ts', "import fc from 'fast-check'\n")).toEqual([])
})

test('only the hosts speak to the machine', () => {
  expect(told('sim/run.ts', "import { cpus } from 'node:os'\n")).toHaveLength(1)
  expect(told('sim/replicate.ts', "import { cpus } from 'node:os'\n")).toEqual([])
})

test('the core has no clock, no coin and no promise, but may speak of them', () => {
  expect(told('core/x.ts', 'const now = Date.now()\n')).toHaveLength(1)
  expect(told('core/x.ts', 'const coin = Math.random()\n')).toHaveLength(1)
  expect(told('core/x.ts', 'async function x() {}\n')).toHaveLength(1)
  expect(told('core/x.ts', '// no Date here\n/** nor a Promise */\n')).toEqual([])
})

test('in the core only the zones ask the platform, and only for its time-zone database', () => {
  const format = "const clock = new Intl.DateTimeFormat('en-US')\n"
  expect(told('core/schedule/zone.ts', format)).toEqual([])
  expect(told('core/schedule/schedule.ts', format)).toHaveLength(1)
  expect(told('core/zone.ts', format)).toHaveLength(1)
  expect(told('core/schedule/zone.ts', 'const now = Date.now()\n')).toHaveLength(1)
})

test('files and lines have bounds', () => {
  expect(told('sim/x.ts', 'a\n'.repeat(250))).toEqual([])
  expect(told('sim/x.ts', 'a\n'.repeat(251))).toHaveLength(1)
  expect(told('sim/x.ts', `${'a'.repeat(100)}\n`)).toEqual([])
  expect(told('sim/x.ts', `${'a'.repeat(101)}\n`)).toHaveLength(1)
})

test('what silences a check is told', () => {
  expect(told('sim/x.ts', 'const x = y as any\n')).toHaveLength(1)
  expect(told('sim/x.test.ts', "test.only('x')\n")).toHaveLength(1)
})

test('the live server takes the time from its clock, and a chart takes rows and a size', () => {
  expect(told('adapter/x.ts', 'const now = Date.now()\n')).toHaveLength(1)
  expect(told('adapter/api/x.ts', 'setTimeout(act, 5)\n')).toHaveLength(1)
  expect(told('adapter/clock.ts', 'setTimeout(act, Date.now())\n')).toEqual([])
  expect(told('adapter/pages/x.ts', 'setTimeout(act, 5)\n')).toEqual([])
  const chart = 'dashboard/src/charts/x.tsx'
  expect(told(chart, "import { scaleLog } from 'd3'\nimport { Axis } from './axis.tsx'\n")).toEqual(
    [],
  )
  expect(told(chart, "import { show } from '../data/words.ts'\n")).toHaveLength(1)
})
