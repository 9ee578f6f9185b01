import { agentsOf, type Outcome, type Workload } from '../workloads/workload.ts'
import { Exponentials } from './exponentials.ts'
import { Heap } from './heap.ts'

const HOLE = Number.POSITIVE_INFINITY
/** Most that may stand in a skill's line, those who left amid it included. */
const ROOM = 4096
/** Most events at once, stale timers included. */
const TIMERS = 4 * ROOM
/** Skills of W3, and a place more. */
const WIDE = 4

/**
 * W3 by hand, as `limitW1`, with its router: of the groups that hold a skill the one whose head is
 * idle longest, each group's idle agents in a line of their own; for who is freed, its skills in order.
 * @throws RangeError if more wait, or more timers are set, than there is room for.
 */
export function limitW3(workload: Workload, conversations: number, seed: number): Outcome {
  const { groups, skills } = workload
  const agents = agentsOf(workload)
  const random = new Exponentials(seed)
  const total = skills.reduce((sum, { rate }) => sum + rate, 0)
  const spacing = 1 / total
  const [first, second] = [skills[0].rate / total, (skills[0].rate + skills[1].rate) / total]
  const service = Float64Array.from(skills, (skill) => skill.service)
  const patience = Float64Array.from(skills, (skill) => skill.patience)
  const groupOf = Int32Array.from(groups.flatMap((group, g) => Array(group.agents).fill(g)))
  /** By skill and by group: the other's places, −1 after the last. */
  const groupsOf = new Int32Array(skills.length * 8).fill(-1)
  const skillsOf = new Int32Array(groups.length * WIDE).fill(-1)
  skills.forEach((_, s) =>
    groupsOf.set(
      groups.flatMap((group, g) => (group.skills.includes(s) ? [g] : [])),
      s * 8,
    ),
  )
  groups.forEach((group, g) => skillsOf.set(group.skills, g * WIDE))
  /** By group: its idle agents in a ring, by turn; the turn tells across groups who is idle longest. */
  const seats = 2 ** Math.ceil(Math.log2(groups[0].agents + 1))
  const idle = new Int32Array(groups.length * seats)
  const turns = new Float64Array(groups.length * seats)
  const from = new Int32Array(groups.length)
  const to = new Int32Array(groups.length)
  let turn = 0
  for (let agent = 0; agent < agents; agent++) {
    const group = groupOf[agent]
    idle[group * seats + to[group]] = agent
    turns[group * seats + to[group]++] = turn++
  }
  // Entry 0 is the next arrival's, then the agents' ends, then patience: ticket × 4 + skill.
  const heap = new Heap(TIMERS)
  const since = new Float64Array(skills.length * ROOM)
  const head = new Int32Array(skills.length)
  const tail = new Int32Array(skills.length)
  const waited = new Float64Array(skills.length)
  const arrived = new Int32Array(skills.length)
  const abandoned = new Int32Array(skills.length)
  let come = 0

  heap.add(random.next() * spacing, 0)
  while (heap.size > 0) {
    const now = heap.at[0]
    const subject = heap.who[0]
    if (subject === 0) {
      if (++come < conversations) heap.replace(now + random.next() * spacing, 0)
      else heap.pop()
      const u = random.word() / 2 ** 32
      const skill = +(u >= first) + +(u >= second)
      arrived[skill]++
      let group = -1
      let least = HOLE
      for (let i = skill * 8; groupsOf[i] >= 0; i++) {
        const other = groupsOf[i]
        if (from[other] === to[other]) continue
        const since = turns[other * seats + (from[other] & (seats - 1))]
        if (since >= least) continue
        least = since
        group = other
      }
      if (group >= 0) {
        const agent = idle[group * seats + (from[group]++ & (seats - 1))]
        heap.add(now + random.next() * service[skill], agent + 1)
      } else {
        const ticket = tail[skill]++
        if (ticket - head[skill] === ROOM) throw new RangeError(`more than ${ROOM} wait`)
        since[skill * ROOM + (ticket & (ROOM - 1))] = now
        heap.add(now + random.next() * patience[skill], agents + 1 + ticket * WIDE + skill)
      }
    } else if (subject <= agents) {
      const group = groupOf[subject - 1]
      let skill = -1
      for (let i = group * WIDE; skillsOf[i] >= 0; i++) {
        const own = skillsOf[i]
        const end = tail[own]
        let place = head[own]
        while (place < end && since[own * ROOM + (place & (ROOM - 1))] === HOLE) place++
        head[own] = place
        if (place === end) continue
        skill = own
        break
      }
      if (skill >= 0) {
        waited[skill] += now - since[skill * ROOM + (head[skill]++ & (ROOM - 1))]
        heap.replace(now + random.next() * service[skill], subject)
      } else {
        const seat = group * seats + (to[group]++ & (seats - 1))
        idle[seat] = subject - 1
        turns[seat] = turn++
        heap.pop()
      }
    } else {
      const skill = (subject - agents - 1) & (WIDE - 1)
      const ticket = (subject - agents - 1) >> 2
      if (ticket >= head[skill]) {
        const place = skill * ROOM + (ticket & (ROOM - 1))
        waited[skill] += now - since[place]
        since[place] = HOLE
        abandoned[skill]++
      }
      heap.pop()
    }
  }
  return {
    skills: skills.map((_, i) => ({
      arrived: arrived[i],
      abandoned: abandoned[i],
      waited: waited[i],
    })),
    hash: (waited.reduce((sum, one) => sum + one, 0) / come).toFixed(9),
  }
}
