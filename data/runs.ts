import type { Attribution } from '../core/index.ts'
import { restate } from './attribution/restate.ts'
import { FileError, filesIn, memoryDatabase, openDatabase, stampOf } from './engine.ts'
import type { Database, Parameters, Result, Scalar } from './engine.ts'
import { rowsOf } from './rows.ts'
import type { Source } from './tables.ts'
import { fill, type RunContents } from './write.ts'

/** A run in a list. Instants in ms. */
export interface RunSummary {
  /** Name of its file, without the ending. */
  readonly id: string
  readonly name: string
  readonly source: Source
  readonly scenario_hash: string | null
  readonly code_version: string
  readonly seed: number | null
  readonly replications: number
  readonly started_at: number
  readonly ended_at: number
  readonly zone: string
  readonly created_at: number
  /** Conversations whose rows are kept. */
  readonly conversations: number
}

/** A run alone: the summary and what it refers to. */
export interface RunDetails extends RunSummary {
  readonly counted_from: number
  readonly interval_ms: number
  /** The compiled scenario, parsed. */
  readonly scenario: unknown
  readonly skills: readonly {
    skill: number
    id: string
    target_ms: number | null
    line_of_business: string | null
  }[]
  readonly agents: readonly { agent: number; id: string; max_slots: number }[]
  readonly groups: readonly { group: number; id: string }[]
  readonly channels: readonly { channel: number; id: string }[]
  readonly provenance: string | null
  readonly trace_hash: string | null
  readonly tz_version: string
}

/** A run's file, open for questions. Read-only, locked, answers on one thread. */
export interface Run {
  readonly file: string
  readonly details: RunDetails
  query(sql: string, parameters?: Parameters, signal?: AbortSignal): Promise<Result>
  /** Takes effect once the queries under way have answered. */
  close(): void
}

/**
 * @param restated rules of attribution by which its credits are told instead of those it was written by.
 * @throws FileError if the file is missing, damaged, half-written, held by a writer, or no run;
 *   RangeError naming a rule that cannot be.
 */
export async function openRun(file: string, restated?: Partial<Attribution>): Promise<Run> {
  const prepare = restated && ((database: Database) => restate(database, file, restated))
  return runOf(file, await openDatabase(file, prepare))
}

/** A run that is not a file, to be asked like one; it is gone when it is closed. */
export async function memoryRun(contents: RunContents): Promise<Run> {
  const database = await memoryDatabase()
  try {
    await fill(database, contents)
    return await runOf(contents.meta.id, database)
  } catch (error) {
    database.close()
    throw error
  }
}

async function runOf(file: string, database: Database): Promise<Run> {
  let busy = 0
  let isClosing = false
  const closeWhenIdle = () => isClosing && busy === 0 && database.close()
  try {
    const details = await detailsOf(file, database)
    return {
      file,
      details,
      async query(sql, parameters, signal) {
        if (isClosing) throw new FileError(file, 'is closed')
        busy++
        try {
          return await database.query(sql, parameters, signal)
        } finally {
          busy--
          closeWhenIdle()
        }
      },
      close() {
        if (isClosing) return
        isClosing = true
        closeWhenIdle()
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

async function detailsOf(file: string, database: Database): Promise<RunDetails> {
  const rows = async <Row>(sql: string) => rowsOf(await database.query(sql)) as unknown as Row[]
  const [run] = await rows<Record<string, Scalar>>('FROM run')
  if (!run) throw new FileError(file, 'is not a run: its table "run" is empty')
  const [counted] = await rows<{ n: number }>('SELECT count(*) AS n FROM conversations')
  const { scenario, ...columns } = run
  return {
    ...(columns as unknown as RunSummary & RunDetails),
    id: idOf(file),
    conversations: counted.n,
    scenario: typeof scenario === 'string' ? JSON.parse(scenario) : null,
    skills: await rows<RunDetails['skills'][number]>('FROM skills ORDER BY skill'),
    agents: await rows<RunDetails['agents'][number]>('FROM agents ORDER BY agent'),
    groups: await rows<RunDetails['groups'][number]>('FROM groups ORDER BY "group"'),
    channels: await rows<RunDetails['channels'][number]>('FROM channels ORDER BY channel'),
  }
}

const ending = '.duckdb'
/** A folder of Parquet has no ending. */
const idOf = (file: string) => {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return name.endsWith(ending) ? name.slice(0, -ending.length) : name
}

/** No such run: the id, and the ones there are. */
export class UnknownRun extends Error {
  constructor(id: string, known: readonly string[]) {
    super(`no run "${id}"; ${known.length > 0 ? `runs: ${known.join(', ')}` : 'there are no runs'}`)
    this.name = 'UnknownRun'
  }
}

/** A folder of runs that may come and go while it is open. */
export interface Runs {
  /** Newest first, and the files that could not be read, each with its reason. */
  list(): Promise<{ runs: RunSummary[]; problems: FileError[] }>
  /** @throws UnknownRun; FileError if its file cannot be read. The folder closes it, not you. */
  get(id: string): Promise<Run>
  close(): void
}

/** Most runs kept open at a time. */
const OPEN = 8

interface Entry {
  /** Changes when the file is replaced. */
  readonly stamp: string
  readonly run: Promise<Run>
}

/** The runs of a folder, each opened when first asked for. A folder that is not there has none. */
export const openRuns = (directory: string): Runs => new Folder(directory)

class Folder implements Runs {
  private readonly directory: string
  private readonly open = new Map<string, Entry>()
  private readonly summaries = new Map<string, { stamp: string; summary: RunSummary }>()

  constructor(directory: string) {
    this.directory = directory
  }

  async list(): Promise<{ runs: RunSummary[]; problems: FileError[] }> {
    const runs: RunSummary[] = []
    const problems: FileError[] = []
    for (const id of this.ids())
      try {
        runs.push(await this.summary(id))
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        problems.push(error)
      }
    runs.sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1))
    return { runs, problems }
  }

  async get(id: string): Promise<Run> {
    const known = this.ids()
    if (!known.includes(id)) throw new UnknownRun(id, known)
    const file = this.file(id)
    const stamp = stampOf(file)
    const found = this.open.get(id)
    const isFresh = found?.stamp === stamp
    // The latest asked for stays longest.
    if (isFresh) this.open.delete(id)
    else this.forget(id)
    const run = isFresh ? found.run : openRun(file)
    this.open.set(id, { stamp, run })
    for (const oldest of [...this.open.keys()].slice(0, -OPEN)) this.forget(oldest)
    return run.catch((error: unknown) => {
      this.forget(id)
      throw error
    })
  }

  close(): void {
    for (const id of [...this.open.keys()]) this.forget(id)
  }

  private ids(): string[] {
    return filesIn(this.directory, ending).map(idOf)
  }

  private file(id: string): string {
    return `${this.directory}/${id}${ending}`
  }

  private async summary(id: string): Promise<RunSummary> {
    const stamp = stampOf(this.file(id))
    const known = this.summaries.get(id)
    if (known?.stamp === stamp) return known.summary
    const summary = summarise((await this.get(id)).details)
    this.summaries.set(id, { stamp, summary })
    return summary
  }

  private forget(id: string): void {
    this.open
      .get(id)
      ?.run.then((run) => run.close())
      .catch(() => {})
    this.open.delete(id)
  }
}

function summarise(details: RunDetails): RunSummary {
  const { id, name, source, scenario_hash, code_version, seed, replications } = details
  const { started_at, ended_at, zone, created_at, conversations } = details
  return {
    ...{ id, name, source, scenario_hash, code_version, seed, replications },
    ...{ started_at, ended_at, zone, created_at, conversations },
  }
}
