import { configure, Router, type RouterEvent } from '../../core/index.ts'
import { recorded, type ReplayName } from './recorded.ts'
import { type Site, sitesOf } from './sites.ts'
import { moment, since } from '../clock.ts'

/** What a process finds that replays one history again and again. */
export interface Replayed {
  readonly events: number
  /** A second, the best of the replays after the first. */
  readonly perSecond: number
  /** On the heap, an event, in the last third: the router is warm and its tables have grown. */
  readonly bytes: number
  /** Bytes an event in the same third, the most first. */
  readonly sites: readonly Site[]
  readonly hash: string
}

/** Events between two looks at the heap: too few for it to be collected in between. */
const CHUNK = 2000
const collect = (globalThis as unknown as { gc: () => void }).gc

const [name, count, wantsSites] = process.argv.slice(2)
const { account, events } = recorded(name as ReplayName, Number(count))
const config = configure(account)
const from = Math.floor((events.length * 2) / 3)

const fresh = () => new Router(config)
const apply = (router: Router, some: readonly RouterEvent[]) => {
  for (const event of some) {
    router.apply(event)
    if (router.trace.length - router.trace.base > 4096) router.trace.forget(router.trace.length)
  }
}
const times = Array.from({ length: 4 }, () => {
  const router = fresh()
  const began = moment()
  apply(router, events)
  return since(began)
})
const warm = () => {
  const router = fresh()
  apply(router, events.slice(0, from))
  return router
}
const hashed = fresh()
for (const event of events) {
  hashed.apply(event)
  hashed.trace.hash()
  hashed.trace.forget(hashed.trace.length)
}
const replayed: Replayed = {
  events: events.length,
  perSecond: (events.length / Math.min(...times.slice(1))) * 1000,
  bytes: allocated(warm()) / (events.length - from),
  sites: wantsSites === 'sites' ? sites(warm()) : [],
  hash: hashed.trace.hash(),
}
process.stdout.write(JSON.stringify(replayed))

function allocated(router: Router): number {
  const chunks: (readonly RouterEvent[])[] = []
  for (let i = from; i < events.length; i += CHUNK) chunks.push(events.slice(i, i + CHUNK))
  const used = new Float64Array(chunks.length)
  for (let i = 0; i < chunks.length; i++) {
    collect()
    const before = process.memoryUsage().heapUsed
    apply(router, chunks[i])
    used[i] = process.memoryUsage().heapUsed - before
  }
  return used.reduce((sum, bytes) => sum + bytes, 0)
}

function sites(router: Router): Site[] {
  const rest = events.slice(from)
  return sitesOf(() => apply(router, rest), process.argv[1]).map(({ bytes, place }) => ({
    ...{ place, bytes: bytes / rest.length },
  }))
}
