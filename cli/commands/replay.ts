import { join } from 'node:path'
import { readJournal } from '../../adapter/index.ts'
import { print } from '../print.ts'
import { recordJournal } from '../record-journal.ts'
import { summaryOf, summaryTable } from '../summary.ts'

/** What `replay` may be told. */
export interface ReplayFlags {
  readonly out: string
  readonly json?: true
}

/** Puts a live journal through the simulator's host: the same decisions, as a run. */
export async function replayCommand(directory: string, { json, out }: ReplayFlags): Promise<void> {
  const run = join(out, 'live.duckdb')
  const { events, trace } = await recordJournal(readJournal(directory), run, 'Live desk')
  if (json) return print(JSON.stringify({ run, events, trace }))
  print(summaryTable(await summaryOf(run), 1))
  print(`${events} events of ${directory}: ${run}, trace ${trace}`)
}
