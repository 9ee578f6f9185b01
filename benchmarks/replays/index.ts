import { execFileSync } from 'node:child_process'
import { bundled } from '../bundled.ts'
import { type Result, resultOf } from '../result.ts'
import type { Replayed } from './child.ts'
import { type ReplayName, replayNames } from './recorded.ts'

const histories: Readonly<Record<ReplayName, string>> = {
  'core-plain': '200 agents, four skills, capacity 3',
  'core-whole': '200 agents, the same events, everything configured',
  'crowd-plain': '1,000 agents, fifty skills, many wait',
  'crowd-whole': '1,000 agents, fifty skills, many wait, everything configured',
}

/** How many bytes does an event leave on the heap, beyond itself, once the router is warm? */
export function allocation(events: number): Result[] {
  return replayNames.map((name) => {
    const { bytes, events: count, hash } = replayed(name, events)
    return resultOf(
      {
        ...{ name: `allocation-${name}`, unit: 'bytes', hash, bar: { atMost: 8 } },
        question: `${histories[name]}: how many bytes does an event allocate beyond itself?`,
        params: { events: count },
      },
      [bytes],
    )
  })
}

/** Which functions allocate, those with most of it. */
export function sites(events: number, most: number): Result[] {
  return replayNames.flatMap((name) => {
    const { hash, sites } = replayed(name, events, 'sites')
    return sites.slice(0, most).map(({ bytes, place }) =>
      resultOf(
        {
          ...{ name: `sites-${name}`, unit: 'bytes', hash, params: {} },
          question: `${place}: how many bytes an event?`,
        },
        [bytes],
      ),
    )
  })
}

/** The same events with skills and capacity alone and with everything configured, in alternation. */
export function configured(events: number, runs: number): Result[] {
  const rounds = Array.from({ length: runs }, () => ({
    plain: replayed('core-plain', events),
    whole: replayed('core-whole', events),
  }))
  const [{ plain, whole }] = rounds
  const params = { events: plain.events }
  const asks = 'The same events with skills and capacity alone, and with everything configured:'
  return [
    resultOf(
      {
        ...{ name: 'configured-plain', unit: 'M events/s', params, hash: plain.hash },
        question: `${asks} how many a second alone?`,
      },
      rounds.map((round) => round.plain.perSecond / 1e6),
    ),
    resultOf(
      {
        ...{ name: 'configured-whole', unit: 'M events/s', params, hash: whole.hash },
        question: `${asks} how many a second with everything?`,
      },
      rounds.map((round) => round.whole.perSecond / 1e6),
    ),
    resultOf(
      {
        ...{ name: 'configured-ratio', unit: '×', params, hash: whole.hash },
        ...{ bar: { atMost: 1.5 }, question: `${asks} how many times the cost?` },
      },
      rounds.map((round) => round.plain.perSecond / round.whole.perSecond),
    ),
  ]
}

function replayed(name: ReplayName, events: number, sites = ''): Replayed {
  const args = ['--expose-gc', bundled('benchmarks/replays/child.ts'), name, String(events), sites]
  return JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as Replayed
}
