import { type Result, resultOf } from '../result.ts'
import { type Command, own, taken, type Work } from '../workloads/measure.ts'
import { workloadOf, type WorkloadName, workloadNames } from '../workloads/workload.ts'
import { type Peer, peers, runs, skip } from './installed.ts'

/** What each peer can do: the others' queues belong to one pool, one of them cannot renege. */
const can: Readonly<Record<Peer, readonly WorkloadName[]>> = {
  simpy: workloadNames,
  simjs: ['w1', 'w2'],
  simscript: ['w1'],
}

/** Others on the same workloads, in alternation with ours: how many times our time do they take? */
export function beside(conversations: number, rounds: number): Result[] {
  return peers.flatMap((peer) => {
    const file = runs(peer)
    if (file !== undefined)
      return can[peer].flatMap((name) => pair(peer, file, name, conversations, rounds))
    skip(peer)
    return []
  })
}

function pair(
  peer: Peer,
  file: string,
  name: WorkloadName,
  conversations: number,
  rounds: number,
): Result[] {
  const work: Work = { name, conversations, repetitions: 3 }
  const command: Command =
    peer === 'simpy' ? { file, args: ['benchmarks/peers/workloads.py'] } : own(peer)
  const pairs = Array.from({ length: rounds }, () => ({
    ours: taken(own('switchyard'), work),
    theirs: taken(command, work),
  }))
  const [{ ours, theirs }] = pairs
  const { title } = workloadOf(name)
  const about = { params: { conversations } }
  return [
    resultOf(
      {
        ...{ ...about, name: `peers-${peer}-${name}`, unit: 'ns', hash: theirs.hash },
        question: `${title}: what does an event cost ${peer}, warm?`,
      },
      pairs.map((one) => one.theirs.warm),
    ),
    resultOf(
      {
        ...{ ...about, name: `peers-${peer}-${name}-ratio`, unit: '×', hash: ours.hash },
        question: `${title}: how many times our time does ${peer} take, warm?`,
      },
      pairs.map((one) => one.theirs.warm / one.ours.warm),
    ),
  ]
}
