import { colourOfErrors, colours } from '../colours.ts'
import { buildDashboard } from '../../dashboard/build.ts'
import { openRuns } from '../../data/index.ts'
import { openDesk } from '../live-desk.ts'
import { load } from '../load.ts'
import { print } from '../print.ts'
import { idOf } from '../run-id.ts'
import { serve } from '../server.ts'
import { simulateTo } from '../simulate.ts'

/** What `serve` may be told. */
export interface ServeFlags {
  readonly runs: string
  readonly port: number
  /** Folder of the live desk. */
  readonly live: string
  /** Scenario whose account the desk has. */
  readonly desk?: string
}

/** Serves until it is told to stop, which is no error; a desk that cannot write any more is one. */
export async function serveCommand(flags: ServeFlags, signal: AbortSignal): Promise<void> {
  const { live: directory, port, runs } = flags
  const dashboard = await buildDashboard()
  signal.throwIfAborted()
  let onFailure: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => (onFailure = reject))
  failed.catch(() => undefined)
  const desk = await openDesk({
    ...{ directory, runs, onFailure, onTrouble: note, signal },
    ...(flags.desk !== undefined && { scenario: flags.desk }),
  })
  try {
    const { plugin } = desk.live
    const live = { plugin, refresh: desk.refresh }
    const sample = sampler(runs, signal)
    const serving = await serve({ runs: openRuns(runs), dashboard, port, live, sample })
    print(welcome(serving.address, desk.agents))
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve()),
    )
    try {
      await Promise.race([stopped, failed])
    } finally {
      await serving.close()
    }
  } finally {
    closeQuietly(desk.live)
  }
  print('stopped')
}

/** A sample for those who have no run yet; who asks meanwhile gets the same one. */
function sampler(out: string, signal: AbortSignal): () => Promise<string> {
  let making: Promise<string> | null = null
  const file = 'scenarios/retail-chat.yaml'
  const make = async () => {
    const { scenario } = await load(file)
    await simulateTo(file, scenario, { out, signal })
    return idOf(file)
  }
  return () => (making ??= make().finally(() => (making = null)))
}

/** A desk whose disk failed cannot write its last snapshot either: the journal is what counts. */
function closeQuietly(live: { close(): void }): void {
  try {
    live.close()
  } catch (error) {
    process.stderr.write(`${colourOfErrors.yellow('note:')} ${(error as Error).message}\n`)
  }
}

function note(words: string): void {
  process.stderr.write(`${colours.yellow('note:')} ${words}\n`)
}

function welcome(address: string, agents: readonly string[]): string {
  const names = agents.length > 4 ? `${agents.slice(0, 4).join(', ')} …` : agents.join(', ')
  const wide = `${address}/message`.length
  const line = (name: string, path: string, hint: string) =>
    `${colours.bold(name.padEnd(12))}${colours.cyan((address + path).padEnd(wide))}   ${colours.dim(hint)}`
  return [
    '',
    line('Workbench', '/', 'results and conversations'),
    line('Message us', '/message', 'what a consumer sees'),
    line('Agent desk', '/agent', `sign in as ${names}`),
    colours.dim('Ctrl-C ends it'),
  ].join('\n')
}
