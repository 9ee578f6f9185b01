import { readFileSync } from 'node:fs'

/**
 * Peak resident memory of this program, MiB. The system's other count, that of `getrusage`, begins with
 * what the process held that started this one: a child of a large program would look large. Where the
 * first is not told (Linux does), it is that.
 */
export function peak(): number {
  try {
    const [, kib] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!
    return Number(kib) / 1024
  } catch {
    return process.resourceUsage().maxRSS / 1024
  }
}
