import { execFileSync } from 'node:child_process'
import { bundled } from '../bundled.ts'
import {
  checked,
  type Outcome,
  usual,
  type Workload,
  workloadOf,
  type WorkloadName,
} from './workload.ts'

/** What a program says of itself: its repetitions in order, and what the last one came to. */
export interface Measured extends Outcome {
  readonly ms: readonly number[]
  /** Peak resident memory of the process, MiB. */
  readonly mb: number
}

/** Where a program that does workloads is, and what its arguments begin with. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

/** A workload to be done. */
export interface Work {
  readonly name: WorkloadName
  /** Missing: the usual one. */
  readonly size?: number
  readonly conversations: number
  /** The first is cold, the best of the others warm. */
  readonly repetitions: number
}

/** One fresh process of a program. Times in ns an event: an arrival or an end, two a conversation. */
export interface Taken {
  readonly cold: number
  readonly warm: number
  readonly mb: number
  readonly hash: string
}

/**
 * Does a workload in a fresh process.
 * @throws Error if what comes out is not what must come out.
 */
export function taken({ args, file }: Command, work: Work): Taken {
  const { conversations, name, repetitions, size = usual[name] } = work
  const words = [name, size, conversations, repetitions].map(String)
  const text = execFileSync(file, [...args, ...words], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const { hash, mb, ms, skills } = JSON.parse(text) as Measured
  const workload: Workload = workloadOf(name, size)
  checked(workload, { skills, hash })
  const each = ms.map((one) => (one * 1e6) / (2 * conversations))
  return { cold: each[0], warm: Math.min(...each.slice(1)), mb, hash }
}

/** Our own simulator, bundled as it ships; the program that does the same by hand; a peer on Node. */
export function own(program: 'switchyard' | 'limit' | 'simjs' | 'simscript'): Command {
  return { file: process.execPath, args: [bundled('benchmarks/workloads/child.ts'), program] }
}
