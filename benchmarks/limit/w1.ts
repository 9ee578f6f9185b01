import { agentsOf, type Outcome, type Workload } from '../workloads/workload.ts'
import { Exponentials } from './exponentials.ts'
import { Heap } from './heap.ts'

/** Most that may wait. */
const ROOM = 4096

/**
 * M/M/c first in first out, by hand: what V8 can do when nothing is general. Typed arrays, a 4-ary
 * heap that chooses the smaller child by arithmetic, a ziggurat. No router, no reasons, no trace, no
 * measures but the mean wait: the floor under the whole path, not a rival of it.
 * @throws RangeError if more wait than there is room for.
 */
export function limitW1(workload: Workload, conversations: number, seed: number): Outcome {
  const agents = agentsOf(workload)
  const spacing = 1 / workload.skills[0].rate
  const random = new Exponentials(seed)
  // Entry 0 is the next arrival's, 1..c the agents' ends: the heap holds at most c + 1.
  const heap = new Heap(agents + 1)
  const free = Int32Array.from({ length: agents }, (_, i) => agents - i)
  let idle = agents
  const queue = new Float64Array(ROOM)
  let head = 0
  let tail = 0
  let waited = 0
  let arrived = 0

  heap.add(random.next() * spacing, 0)
  while (heap.size > 0) {
    const now = heap.at[0]
    const subject = heap.who[0]
    if (subject === 0) {
      arrived++
      if (arrived < conversations) heap.replace(now + random.next() * spacing, 0)
      else heap.pop()
      if (idle > 0) heap.add(now + random.next(), free[--idle])
      else {
        if (tail - head === ROOM) throw new RangeError(`more than ${ROOM} wait`)
        queue[tail++ & (ROOM - 1)] = now
      }
    } else if (tail > head) {
      waited += now - queue[head++ & (ROOM - 1)]
      heap.replace(now + random.next(), subject)
    } else {
      free[idle++] = subject
      heap.pop()
    }
  }
  return { skills: [{ arrived, abandoned: 0, waited }], hash: (waited / arrived).toFixed(9) }
}
