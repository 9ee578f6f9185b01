import { mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { SingleBar } from 'cli-progress'
import { colours } from '../colours.ts'
import { growMessages, growRecords, type Import } from '../../data/import/index.ts'
import { growEngagement, isOfEngagement, readEngagement } from '../../data/import/index.ts'
import { growForecast, isOfForecast, readForecast } from '../../data/import/index.ts'
import { growFigures, isOfFigures, readFigures } from '../../data/import/index.ts'
import { isOfRecords, readMapping, readRecords } from '../../data/import/index.ts'
import { openRun, type RunMeta, rowsOf } from '../../data/index.ts'
import { print, UsageError } from '../print.ts'
import { idOf } from '../run-id.ts'
import { summaryOf, summaryTable } from '../summary.ts'
import { version } from '../version.ts'

/** What `import` may be told. */
export interface ImportFlags {
  readonly out: string
  /** Of engagement, forecasts and figures: the run that they are added to. */
  readonly run?: string
  readonly json?: true
}

/** Imports a log as a run, or adds engagement to one: whole or not at all. */
export async function importCommand(
  file: string,
  csv: string | undefined,
  { json, out, run }: ImportFlags,
  signal: AbortSignal,
): Promise<void> {
  if (isOfEngagement(file)) return addEngagement(file, { json, out, run }, signal)
  if (isOfForecast(file)) return addForecast(file, { json, out, run }, signal)
  if (isOfFigures(file)) return addFigures(file, { json, out, run }, signal)
  if (run !== undefined)
    throw new UsageError('--run is for what is added to a run: this mapping makes one')
  const { mapping, what, grow } = declared(file, csv)
  const id = `${idOf(file)}-recorded`
  const path = join(out, `${id}.duckdb`)
  const bar = progressBar()
  const meta = (from: number, to: number) => metaOf(id, mapping, from, to)
  const counts = await inFolder(out, () =>
    grow({ file: path, meta, signal, progress: bar.update }),
  ).finally(() => bar.stop())
  const told = await numbersOf(path)
  const { conversations, people } = told
  if (json)
    return print(JSON.stringify({ run: path, messages: counts.kept, conversations, ...counts }))
  const words = [counts.kept, conversations, people].map((n) => n.toLocaleString('en'))
  print(colours.bold(mapping.name))
  print(`  ${words[0]} ${what} in ${words[1]} conversations answered by ${words[2]} people`)
  if (counts.rejected > 0)
    print(`  ${counts.rejected} of ${counts.rows} rows kept aside: report quality says why`)
  print(summaryTable(await summaryOf(path), 1))
  print(path)
}

/** What is added to a run: what it is called, how, and what is said of it then. */
interface Addition<Counts> {
  readonly name: string
  readonly counts: Counts
  readonly told: readonly string[]
}

/** @param what as it is called where no run is named. */
async function add<Counts extends object>(
  what: string,
  { json, run }: ImportFlags,
  added: (run: string) => Promise<Addition<Counts>>,
): Promise<void> {
  if (run === undefined) throw new UsageError(`--run <file> says which run ${what} added to`)
  const { counts, name, told } = await added(run)
  if (json) return print(JSON.stringify({ run, ...counts }))
  print([colours.bold(name), ...told.map((line) => `  ${line}`), run].join('\n'))
}

/** What consumers did beside their conversations, added to a run that knows these. */
const addEngagement = (file: string, flags: ImportFlags, signal: AbortSignal): Promise<void> =>
  add('engagement is', flags, async (run) => {
    const mapping = readEngagement(file)
    const counts = await growEngagement(mapping, run, signal)
    const { conversions, credits, kept, rejected, rows } = counts
    const [all, made, given] = [kept, conversions, credits].map((n) => n.toLocaleString('en'))
    const sum = `${all} rows: ${made} conversions, ${given} credits by the ${mapping.settings.model} model`
    const aside = `${rejected} of ${rows} rows kept aside: report rejects says why`
    return { name: mapping.name, counts, told: rejected > 0 ? [sum, aside] : [sum] }
  })

/** What was foreseen, added to a run of what came. */
const addForecast = (file: string, flags: ImportFlags, signal: AbortSignal): Promise<void> =>
  add('the forecast is', flags, async (run) => {
    const mapping = readForecast(file)
    const counts = await growForecast(mapping, run, signal)
    const sum = `${counts.kept} intervals of ${counts.rows} rows`
    const told = [`${sum}: report forecast-error says how wrong it was`]
    return { name: mapping.name, counts, told }
  })

/** Figures that others found, added to a run that they are about. */
const addFigures = (file: string, flags: ImportFlags, signal: AbortSignal): Promise<void> =>
  add('the figures are', flags, async (run) => {
    const figures = readFigures(file)
    const counts = await growFigures(figures, run, signal)
    const sum = `${counts.kept} of ${counts.rows} rows`
    const aside = 'the others are kept aside: report rejects says why'
    return { name: figures.name, counts, told: counts.rejected > 0 ? [sum, aside] : [sum] }
  })

/** A folder that is made for the work goes with it if it fails. */
async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined
  try {
    return await work()
  } catch (error) {
    if (isNew) rmdirSync(folder)
    throw error
  }
}

/** What a mapping declares, and how it becomes a run. */
function declared(file: string, data: string | undefined) {
  if (isOfRecords(file)) {
    const mapping = readRecords(file, data)
    return { mapping, what: 'rows', grow: (about: Import) => growRecords(mapping, about) }
  }
  const mapping = readMapping(file, data)
  return { mapping, what: 'messages', grow: (about: Import) => growMessages(mapping, about) }
}

/** On a terminal only: a log of a bar helps nobody. */
function progressBar(): { update: (done: number, all: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar({ format: '{bar} {percentage}% {value} of {total} messages' })
  bar.start(1, 0)
  return {
    update(done, all) {
      bar.setTotal(all)
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}

async function numbersOf(path: string): Promise<{ conversations: number; people: number }> {
  const run = await openRun(path)
  const sql = `SELECT (SELECT count(*) FROM conversations) AS conversations,
    (SELECT count(*) FROM agents) AS people`
  const [row] = rowsOf(await run.query(sql))
  run.close()
  return row as { conversations: number; people: number }
}

interface Declared {
  readonly name: string
  readonly zone: string
  readonly provenance: string | null
}

/** Recorded time begins with the hour of the first message. */
function metaOf(id: string, mapping: Declared, first: number, last: number): RunMeta {
  const hour = 3_600_000
  return {
    ...{ id, name: mapping.name, source: 'imported', scenario: null, scenario_hash: null },
    ...{ code_version: version, seed: null, replications: 1, trace_hash: null },
    started_at: Math.floor(first / hour) * hour,
    ...{ counted_from: first, ended_at: last + 1 },
    ...{ interval_ms: hour, zone: mapping.zone, tz_version: process.versions['tz'] ?? 'unknown' },
    ...{ created_at: Date.now(), provenance: mapping.provenance },
  }
}
