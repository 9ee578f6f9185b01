import { createHash } from 'node:crypto'
import { configure, Router, type Snapshot } from '../../core/index.ts'
import { type AccountName, accountOf, filled } from './fill.ts'
import { moment, since } from '../clock.ts'

/** What one process finds of a router with many open conversations. */
export interface Held {
  /** Bytes a conversation: of typed arrays, and of objects on the heap. */
  readonly arrays: number
  readonly heap: number
  /** Best of three, ms. */
  readonly snapshot: number
  readonly restore: number
  /** Of the snapshot. */
  readonly hash: string
}

const collect = (globalThis as unknown as { gc: () => void }).gc
const [name, count] = process.argv.slice(2)
const open = Number(count)
const account = accountOf(name as AccountName, open)
const config = configure(account)
const used = () => {
  collect()
  collect()
  return process.memoryUsage()
}
const before = used()
const router = filled(account, open)
const after = used()
const times = Array.from({ length: 3 }, () => again(router))
const held: Held = {
  arrays: (after.arrayBuffers - before.arrayBuffers) / open,
  heap: (after.heapUsed - before.heapUsed) / open,
  snapshot: Math.min(...times.map(({ snapshot }) => snapshot)),
  restore: Math.min(...times.map(({ restore }) => restore)),
  hash: hashOf(router.snapshot()),
}
process.stdout.write(JSON.stringify(held))

/** Takes a snapshot and goes on from it. */
function again(router: Router) {
  collect()
  const began = moment()
  const kept = router.snapshot()
  const snapshot = since(began)
  const taken = moment()
  const restored = new Router(config, undefined, kept)
  const restore = since(taken)
  if (restored.open !== open) throw new Error(`${restored.open} of ${open} came back`)
  return { snapshot, restore }
}

function hashOf({ conversations }: Snapshot): string {
  const hash = createHash('sha256')
  for (const column of Object.values(conversations)) hash.update(column)
  return hash.digest('hex').slice(0, 16)
}
