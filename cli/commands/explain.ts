import { statSync } from 'node:fs'
import { readJournal } from '../../adapter/index.ts'
import {
  type Config,
  configure,
  type ConversationKey,
  explain,
  type Explanation,
  type RouterEvent,
  tellExplanation,
  type Trace,
} from '../../core/index.ts'
import { replay, simulate } from '../../sim/index.ts'
import { load } from '../load.ts'
import { print } from '../print.ts'

/** What `explain` may be told. */
export interface ExplainFlags {
  readonly replication: number
  readonly agents: number
  readonly json?: true
}

/** What happened and what was done about it. */
interface Played {
  readonly config: Config
  /** With whoever came later. */
  readonly names: Config
  readonly events: Iterable<RouterEvent>
  readonly trace: Trace
}

/**
 * Explains every entry of a conversation into a queue and every choice of an agent for it.
 * @throws Error if it is not in the run, or the source cannot be read.
 */
export async function explainCommand(
  source: string,
  conversation: number,
  { agents, json, replication }: ExplainFlags,
): Promise<void> {
  const { config, events, names, trace } = isFolder(source)
    ? journalOf(source)
    : await runOf(source, replication)
  const rows = decisionsOf(trace, conversation as ConversationKey)
  if (rows.length === 0) throw new Error(`${source} has no conversation ${conversation}`)
  const told = distinct(rows.map((row) => explain(config, events, row)))
  if (json) return print(JSON.stringify(told))
  for (const one of told)
    print([clock(one.row.at), ...tellExplanation(one, names, agents)].join('\n'))
}

const isFolder = (source: string) => statSync(source, { throwIfNoEntry: false })?.isDirectory()
const clock = (at: number) => new Date(at).toISOString()

function journalOf(folder: string): Played {
  const { account, events, latest } = readJournal(folder)
  const config = configure(account)
  return { config, names: configure(latest), events, trace: replay(config, events).trace }
}

async function runOf(file: string, replication: number): Promise<Played> {
  const { scenario } = await load(file)
  const config = configure(scenario.account)
  const { history, trace } = simulate(scenario, replication, 'sample')
  return { config, names: config, events: history!, trace: trace! }
}

/** The rows of a conversation that tell of a wait or a choice. */
function decisionsOf(trace: Trace, conversation: ConversationKey): number[] {
  const rows: number[] = []
  for (let i = trace.base; i < trace.length; i++) {
    if (trace.columns.conversation[i - trace.base] !== conversation) continue
    if (['queued', 'waiting', 'assigned', 'offered'].includes(trace.at(i).type)) rows.push(i)
  }
  return rows
}

/** An entry that was served at once is explained by the choice itself. */
function distinct(all: readonly Explanation[]): Explanation[] {
  const known = new Set<string>()
  return all.filter(({ row }) => {
    const text = JSON.stringify(row)
    const isNew = !known.has(text)
    known.add(text)
    return isNew
  })
}
