import { unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import { firstAccount, type Live, openLive, readJournal } from '../adapter/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { load } from './load.ts'
import { recordJournal } from './record-journal.ts'
import { version } from './version.ts'

/** A live desk beside the workbench. */
export interface LiveDesk {
  readonly live: Live
  readonly agents: readonly string[]
  /** Brings the desk's run up to date, if its journal has grown. */
  readonly refresh: () => Promise<void>
}

/** What a desk is opened with. */
export interface DeskOptions {
  /** A scenario whose skills, rules and agents it has; a small desk without skills unless told. */
  readonly scenario?: string
  readonly directory: string
  /** Where its run file goes. */
  readonly runs: string
  readonly onFailure: (error: Error) => void
  /** Told what whoever runs it should know, and after which it goes on. */
  readonly onTrouble?: (words: string) => void
  /** Ends the watch over the scenario. */
  readonly signal?: AbortSignal
}

/** Opens the live desk. @throws JournalError, FormError */
export async function openDesk(options: DeskOptions): Promise<LiveDesk> {
  const { directory, onFailure, onTrouble = () => {}, runs, scenario, signal } = options
  const read = async () => (scenario ? (await load(scenario)).scenario : { account: firstAccount })
  const { account, texts }: Pick<Scenario, 'account' | 'texts'> = await read()
  const live = openLive({ account, texts, directory, code: version, onFailure, onTrouble })
  if (scenario)
    watch(
      scenario,
      signal,
      async () => {
        const next = (await load(scenario)).scenario
        live.configure(next.account, next.texts)
      },
      onTrouble,
    )
  let told = -1
  let writing = Promise.resolve()
  const write = async () => {
    // The desk's own start is no history yet.
    if (live.seq === told || live.seq <= 1) return
    const { seq } = live
    await recordJournal(readJournal(directory), join(runs, 'live.duckdb'), 'Live desk')
    told = seq
  }
  // One after the other: whoever asks meanwhile gets what the next one wrote.
  const refresh = () => (writing = writing.catch(() => undefined).then(write))
  return { live, agents: account.agents.map(({ id }) => id), refresh }
}

/** How often a scenario is looked at, ms: some editors replace a file, which a watch on it misses. */
const LOOK = 1000

/** A scenario that is saved anew is what the desk goes by; one that is wrong changes nothing. */
function watch(
  file: string,
  signal: AbortSignal | undefined,
  reload: () => Promise<void>,
  say: (words: string) => void,
): void {
  watchFile(file, { interval: LOOK, persistent: false }, ({ mtimeMs }) => {
    if (mtimeMs === 0) return
    reload().then(
      () => say(`${file} is in force`),
      (error: Error) => say(`${file} changed, but cannot be used: ${error.message}`),
    )
  })
  signal?.addEventListener('abort', () => unwatchFile(file))
}
