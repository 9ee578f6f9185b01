import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawsOf } from '../draws.ts'
import { type Life, Lives } from '../lives.ts'

const draws = drawsOf({
  model: 'call',
  holding: { dist: 'deterministic', mean: 1 },
  patience: null,
})

test('an open conversation is found by its key, a closed one is not, whatever closes when', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 3000, maxLength: 6000 }), (steps) => {
      const lives = new Lives()
      const open = new Map<number, Life>()
      let last = 0
      for (const step of steps) {
        // About as many open as close, the oldest first: whole pages are over and used again.
        const place = step < 15 ? [...open.keys()][step] : undefined
        if (place === undefined) {
          const life = lives.open(draws, step, last)
          expect(life.key).toBe(++last)
          open.set(last, life)
        } else {
          lives.close(open.get(place)!)
          open.delete(place)
        }
      }
      for (let key = 1; key <= last; key++) expect(lives.find(key)).toBe(open.get(key))
    }),
    { numRuns: 20 },
  ))

test('an object that is used again remembers nothing of its last conversation', () => {
  const lives = new Lives()
  const first = lives.open(draws, 0, 5)
  const facts = (life: Life) => Object.fromEntries(Object.entries(life))
  const fresh = { ...facts(first), key: 2, whom: 2 }
  Object.assign(first, { turns: 9, answered: 3, burst: 2, nextAt: 7, agent: 4, due: 8, firstAt: 6 })
  Object.assign(first, { isGone: true, isOwed: true, isMissed: true })
  Object.assign(first, { isReplied: true, isAssigned: true, waited: 1, responses: 3 })
  Object.assign(first, {
    offset: 8,
    consumer: 3,
    times: 2,
    source: 1,
    firstResponse: 4,
    leavesAt: 1,
    botEndsAt: 2,
  })
  lives.close(first)
  const second = lives.open(draws, 0, 5)
  expect(second).toBe(first)
  expect(facts(second)).toEqual(fresh)
})
