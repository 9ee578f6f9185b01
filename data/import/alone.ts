import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { FileError } from '../index.ts'

/**
 * Does what reads a run's file and replaces it, alone among the processes that do: two at once would lose
 * what one of them added. Readers are not kept out. Who was killed at it is not waited for.
 * @throws FileError naming the process that is at it, or if the folder cannot be written.
 */
export async function alone<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dirname(file), `.${basename(file)}.lock`)
  take(file, lock)
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(file: string, lock: string): void {
  try {
    const open = openSync(lock, 'wx')
    writeSync(open, String(process.pid))
    closeSync(open)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new FileError(file, 'no such file', error)
    if (code !== 'EEXIST') throw new FileError(file, 'permission denied', error)
    const holder = Number(readFileSync(lock, 'utf8'))
    if (isThere(holder))
      throw new FileError(file, `is being added to by another process (PID ${holder})`, error)
    rmSync(lock, { force: true })
    take(file, lock)
  }
}

function isThere(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
