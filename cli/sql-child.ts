import { openRun, toCsv, toJson } from '../data/index.ts'
import type { SqlOutcome, SqlQuestion } from './commands/sql.ts'

/** One query in a process that may be killed. */
process.once('message', (question: SqlQuestion) => void answer(question))

async function answer({ file, format, memory, sql }: SqlQuestion): Promise<void> {
  // The engine works on threads of its own: this one stays free to look.
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() <= memory) return
    clearInterval(watch)
    say({ kind: 'tooLarge' }, () => process.kill(process.pid, 'SIGKILL'))
  }, 10)
  try {
    const run = await openRun(file)
    const result = await run.query(sql)
    const text = format === 'json' ? toJson(result) : toCsv(result)
    clearInterval(watch)
    process.stdout.write(`${text}\n`, () => say({ kind: 'done' }, leave))
  } catch (error) {
    clearInterval(watch)
    say({ kind: 'failed', message: (error as Error).message }, leave)
  }
}

function say(outcome: SqlOutcome, then: () => void): void {
  process.send?.(outcome, then)
}

const leave = () => process.disconnect()
