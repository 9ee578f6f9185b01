import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { SourceMap } from 'node:module'

/** What a function allocates, with what is inlined into it. */
export interface Site {
  /** `core/ready.ts:94 touch`. */
  readonly place: string
  readonly bytes: number
}

interface Node {
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    readonly lineNumber: number
    readonly columnNumber: number
  }
  readonly selfSize: number
  readonly children: readonly Node[]
}

/** Which functions allocate while `work` runs, the most first; sampled, also what is collected. */
export function sitesOf(work: () => void, bundle: string): Site[] {
  const session = new Session()
  session.connect()
  session.post('HeapProfiler.startSampling', {
    samplingInterval: 256,
    ...{ includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true },
  } as object)
  work()
  let head: Node | undefined
  session.post('HeapProfiler.stopSampling', (error, { profile }) => {
    if (error) throw error
    head = profile.head
  })
  session.disconnect()
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')))
  const sizes = new Map<string, number>()
  const add = ({ callFrame, children, selfSize }: Node): void => {
    const { columnNumber, functionName, lineNumber, url } = callFrame
    // Node's own functions have no place in the bundle.
    if (url.endsWith(bundle) && selfSize > 0) {
      const { originalLine, originalSource = '?' } = map.findEntry(lineNumber, columnNumber) as {
        originalLine?: number
        originalSource?: string
      }
      const file = originalSource.replace(/^(\.\.\/)+/, '')
      const place = `${file}:${(originalLine ?? -1) + 1} ${functionName || '(unnamed)'}`
      sizes.set(place, (sizes.get(place) ?? 0) + selfSize)
    }
    children.forEach(add)
  }
  if (head) add(head)
  return [...sizes].map(([place, bytes]) => ({ place, bytes })).sort((a, b) => b.bytes - a.bytes)
}
