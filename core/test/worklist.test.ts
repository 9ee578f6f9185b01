import { expect, test } from 'vitest'
import type { Needs } from '../needs.ts'
import type { NeedId } from '../units.ts'
import { Worklist } from '../worklist.ts'

const need = (n: number) => n as NeedId
const listed = (list: Worklist) => Array.from({ length: list.size }, (_, i) => list.at(i))

test('a need stands once in a list, and again once it was taken off', () => {
  const list = new Worklist()
  for (const n of [3, 1, 3, 2, 1]) list.add(need(n))
  expect(listed(list)).toEqual([3, 1, 2])
  list.remove(0)
  expect(listed(list)).toEqual([2, 1])
  list.add(need(3))
  list.add(need(2))
  expect(listed(list)).toEqual([2, 1, 3])
  list.clear()
  expect(listed(list)).toEqual([])
  list.add(need(1))
  expect(listed(list)).toEqual([1])
})

test('a list is sorted by what its needs ask', () => {
  const list = new Worklist()
  for (const n of [4, 1, 3, 0, 2]) list.add(need(n))
  // By the place in this row, whatever the numbers are.
  const order = [2, 0, 4, 1, 3]
  list.sort({
    before: (a: number, b: number) => order.indexOf(a) < order.indexOf(b),
  } as unknown as Needs)
  expect(listed(list)).toEqual(order)
})
