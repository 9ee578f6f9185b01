import { join } from 'node:path'
import { firstAccount, type Live, openLive, readJournal } from '../adapter/index.ts'
import type { AccountConfig } from '../core/index.ts'
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
}

/** Opens the live desk. @throws JournalError, FormError */
export async function openDesk(options: DeskOptions): Promise<LiveDesk> {
  const { directory, onFailure, runs, scenario } = options
  const account: AccountConfig = scenario ? (await load(scenario)).scenario.account : firstAccount
  const live = openLive({ account, directory, code: version, onFailure })
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
