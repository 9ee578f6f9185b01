import { agentsOf, type Outcome, type Workload } from '../workloads/workload.ts'
import { Exponentials } from './exponentials.ts'
import { Heap } from './heap.ts'

const HOLE = Number.POSITIVE_INFINITY
/** Most that may stand in line, those who left amid it included. */
const ROOM = 4096
/** Most events at once, stale timers included. */
const TIMERS = 4 * ROOM

/**
 * M/M/c+M first in first out, by hand, as `limitW1`. The timer of a patience stays in the heap when
 * its conversation is served: a ticket before the head of the line tells that it is stale.
 * @throws RangeError if more wait, or more timers are set, than there is room for.
 */
export function limitW2(workload: Workload, conversations: number, seed: number): Outcome {
  const agents = agentsOf(workload)
  const [{ patience, rate }] = workload.skills
  const spacing = 1 / rate
  const random = new Exponentials(seed)
  // Entry 0 is the next arrival's, 1..c the agents' ends, from c + 1 on the tickets' patience.
  const heap = new Heap(TIMERS)
  const free = Int32Array.from({ length: agents }, (_, i) => agents - i)
  let idle = agents
  /** By ticket: since when it waits, HOLE when it has left. */
  const since = new Float64Array(ROOM)
  let head = 0
  let tail = 0
  let waited = 0
  let arrived = 0
  let abandoned = 0

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
        since[tail & (ROOM - 1)] = now
        heap.add(now + random.next() * patience, agents + 1 + tail++)
      }
    } else if (subject <= agents) {
      while (head < tail && since[head & (ROOM - 1)] === HOLE) head++
      if (head < tail) {
        waited += now - since[head++ & (ROOM - 1)]
        heap.replace(now + random.next(), subject)
      } else {
        free[idle++] = subject
        heap.pop()
      }
    } else {
      const ticket = subject - agents - 1
      if (ticket >= head) {
        waited += now - since[ticket & (ROOM - 1)]
        since[ticket & (ROOM - 1)] = HOLE
        abandoned++
      }
      heap.pop()
    }
  }
  return { skills: [{ arrived, abandoned, waited }], hash: (waited / arrived).toFixed(9) }
}
