import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Scenario } from '../scenarios/index.ts'
import type { Replication } from '../sim/index.ts'

/** Scenarios that are remembered; the ones not asked for the longest are forgotten. */
const KEPT = 32
const CHECK = 32

/**
 * Replications that were done before, as accumulators, one file each in a folder that is named by a
 * hash of the scenario, its seed and the version of the code. A file that is damaged counts as
 * absent, and a folder that cannot be written to as empty.
 */
export class ResultCache {
  private readonly folder: string

  /** @param root where the folders are, `.cache/replications` or the like. */
  constructor(root: string, scenario: Scenario, code: string) {
    this.folder = join(root, keyOf(scenario, code))
    quietly(() => {
      mkdirSync(this.folder, { recursive: true })
      const now = new Date()
      utimesSync(this.folder, now, now)
      forgetOldest(root)
    })
  }

  recall(replication: number): Replication | undefined {
    return quietly(() => {
      const bytes = readFileSync(this.file(replication))
      const content = bytes.subarray(CHECK)
      if (!checkOf(content).equals(bytes.subarray(0, CHECK))) return undefined
      return deserialize(content) as Replication
    })
  }

  keep({ history: _history, trace: _trace, ...counted }: Replication): void {
    quietly(() => {
      const content = serialize(counted)
      const file = this.file(counted.replication)
      const draft = `${file}.${process.pid}`
      writeFileSync(draft, Buffer.concat([checkOf(content), content]))
      renameSync(draft, file)
    })
  }

  /** Whether a replication came out otherwise than when it was kept: none of them holds then. */
  contradicts({ replication, traceHash }: Replication): boolean {
    const kept = this.recall(replication)
    return kept !== undefined && kept.traceHash !== traceHash
  }

  clear(): void {
    quietly(() => {
      for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name))
    })
  }

  private file(replication: number): string {
    return join(this.folder, `${replication}.bin`)
  }
}

/** Names and the number of replications change no replication. */
function keyOf(scenario: Scenario, code: string): string {
  const { description: _, name: _name, replications: _replications, ...rest } = scenario
  return checkOf(Buffer.from(JSON.stringify([code, rest])))
    .toString('hex')
    .slice(0, 24)
}

const checkOf = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest()

function forgetOldest(root: string): void {
  const folders = readdirSync(root)
    .map((name) => ({ path: join(root, name), used: statSync(join(root, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used)
  for (const { path } of folders.slice(KEPT)) rmSync(path, { recursive: true, force: true })
}

/** A cache that cannot be used is none: nothing else depends on it. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
