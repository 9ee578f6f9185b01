import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

/** Where `benchmarks/peers/README.md` says to put the peers that npm delivers. */
const folder = '.cache/peers'

/** How to get a peer, in the words of a shell. */
const how = {
  simpy: 'apt-get install python3-simpy3',
  simjs: `npm install --no-save --prefix ${folder} simjs@2.0.3`,
  simscript: `npm install --no-save --prefix ${folder} simscript@1.0.37`,
} as const
export type Peer = keyof typeof how
export const peers = Object.keys(how) as readonly Peer[]

/**
 * A peer's module.
 * @throws Error if it is not installed there.
 */
export function load(peer: 'simjs' | 'simscript'): unknown {
  return createRequire(resolve(folder, 'none.js'))(peer)
}

/** A Python that has SimPy: Debian's may not be the first on the path. */
function python(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((file) => {
    try {
      execFileSync(file, ['-c', 'import simpy'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/** What runs a peer's programs, undefined if the peer is not there. */
export function runs(peer: Peer): string | undefined {
  if (peer === 'simpy') return python()
  try {
    createRequire(resolve(folder, 'none.js')).resolve(peer)
    return process.execPath
  } catch {
    return undefined
  }
}

/** Says that a peer is left out, and how it would not be. */
export function skip(peer: Peer): void {
  process.stderr.write(`${peer} is not installed and left out: ${how[peer]}\n`)
}
