import { expect, test } from 'vitest'
import { core } from './core.ts'
import { load } from './load.ts'
import { mm20 } from './mm20.ts'

test('the benchmark of the core runs and counts its events', () => {
  expect(core(1000, 1)).toMatch(/50 agents: .* M events\/s/)
})

test('the benchmark of the whole path runs and finds the exact mean wait', () => {
  expect(mm20(20_000, 1)).toContain('exact 0.2754')
})

test('the benchmark of loading reads back the rows that it wrote', async () => {
  const { hash, median } = await load(5000, 1)
  expect(hash).toBe('269704c54d6a9e54')
  expect(median).toBeGreaterThan(0)
})
