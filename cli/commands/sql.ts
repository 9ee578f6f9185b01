import { fork } from 'node:child_process'
import { UsageError } from '../print.ts'

/** What `sql` may be told. */
export interface SqlFlags {
  readonly run?: string
  readonly json?: true
  readonly seconds: number
  readonly memory: number
}

/** What the child is told. */
export interface SqlQuestion {
  readonly file: string
  readonly sql: string
  readonly format: 'json' | 'csv'
  /** Most resident memory, bytes. */
  readonly memory: number
}
/** What it answers beside the rows, which it prints. */
export type SqlOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'tooLarge' }

/**
 * Asks a run's file in SQL: read-only, without files, network or settings, in a process of its own
 * that is killed when it takes too long or too much; DuckDB's own limits do not hold for every
 * operator. @throws Error saying which limit it met, or DuckDB's own words.
 */
export function sqlCommand(sql: string, flags: SqlFlags, signal: AbortSignal): Promise<void> {
  const { json, memory, run, seconds } = flags
  if (run === undefined) throw new UsageError('--run <file> says which run to ask')
  const child = fork(new URL('../sql-child.boot.mjs', import.meta.url), {
    signal,
    killSignal: 'SIGKILL',
  })
  const question: SqlQuestion = {
    ...{ file: run, sql, format: json ? 'json' : 'csv', memory: memory * 1_048_576 },
  }
  return new Promise((resolve, reject) => {
    let outcome: SqlOutcome | undefined
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, seconds * 1000)
    child.once('error', reject)
    child.on('message', (message) => (outcome = message as SqlOutcome))
    child.once('exit', () => {
      clearTimeout(timer)
      if (isLate) return reject(new Error(`the query took longer than ${seconds} s: stopped`))
      if (outcome?.kind === 'done') return resolve()
      if (outcome?.kind === 'tooLarge')
        return reject(new Error(`the query took more than ${memory} MB: stopped`))
      reject(new Error(outcome?.message ?? 'the query’s process ended without an answer'))
    })
    child.send(question)
  })
}
