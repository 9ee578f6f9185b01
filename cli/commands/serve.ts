import colours from 'picocolors'
import { buildDashboard } from '../../dashboard/build.ts'
import { openRuns } from '../../data/index.ts'
import { print } from '../print.ts'
import { serve } from '../server.ts'

/** What `serve` may be told. */
export interface ServeFlags {
  readonly runs: string
  readonly port: number
}

/** Serves until it is told to stop, which is no error. */
export async function serveCommand({ port, runs }: ServeFlags, signal: AbortSignal): Promise<void> {
  const dashboard = await buildDashboard()
  signal.throwIfAborted()
  const serving = await serve({ runs: openRuns(runs), dashboard, port })
  print(
    `\n${colours.bold('Workbench')}  ${colours.cyan(serving.address)}   ${colours.dim('Ctrl-C ends it')}`,
  )
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  await serving.close()
  print('stopped')
}
