import { writeFileSync } from 'node:fs'
import type { Attribution } from '../../core/index.ts'
import { days } from '../../core/index.ts'
import { ask, openRun, reportParquet, reports, type Run } from '../../data/index.ts'
import { toArrow, toCsv, toJson } from '../../data/index.ts'
import { print, UsageError } from '../print.ts'

const formats = ['csv', 'json', 'parquet', 'arrow'] as const
type Format = (typeof formats)[number]
type Query = Readonly<Record<string, string>>

/** What `report` may be told: at most one of the formats, CSV unless told. */
export interface ReportFlags extends Readonly<Partial<Record<Format, true>>> {
  readonly run?: readonly string[]
  readonly where?: readonly string[]
  readonly out?: string
  /** Rules of attribution by which credits are told; what is missing stays as the run has it. */
  readonly model?: keyof typeof models
  readonly lookBack?: number
  readonly datedTo?: Attribution['conversionDate']
  readonly halfLife?: number
  readonly ends?: string
}

/** Models by the names that they have here. */
export const models = {
  ...{ first: 'first', last: 'last', linear: 'linear' },
  ...{ 'time-decay': 'timeDecay', position: 'positionBased' },
} as const satisfies Record<string, Attribution['model']>

/** Asks run files a named question, or lists the questions. */
export async function reportCommand(name: string | undefined, flags: ReportFlags): Promise<void> {
  if (name === undefined) return list(flags)
  const format = formatOf(flags)
  const { out, run: files = [], where = [] } = flags
  const query = Object.fromEntries(where.map(pairOf))
  if (files.length === 0) throw new UsageError('--run <file> says which run to ask')
  const { scenario, ...asked } = query
  const some = scenario === undefined ? files : await ofScenario(files, scenario)
  if (some.length > 1 && format !== 'json')
    throw new UsageError(`--${format} takes one run; several are told as --json`)
  const parts = []
  const rules = rulesOf(flags)
  for (const file of some)
    parts.push(await answer(file, rules, (run) => body(run, name, asked, format)))
  const told = some.length === 1 ? parts[0] : together(some, parts as string[])
  if (out !== undefined) writeFileSync(out, told)
  else if (typeof told === 'string') print(told)
  else process.stdout.write(told)
}

/** Those that are of a scenario, by its name or hash. @throws UsageError naming what there is. */
async function ofScenario(files: readonly string[], scenario: string): Promise<string[]> {
  const found: string[] = []
  const known = new Set<string>()
  for (const file of files) {
    const run = await openRun(file)
    const { name, scenario_hash: hash } = run.details
    run.close()
    known.add(name)
    if (scenario === name || scenario === hash) found.push(file)
  }
  if (found.length > 0) return found
  throw new UsageError(`no run is of scenario "${scenario}"; there are: ${[...known].join(', ')}`)
}

function list({ json }: ReportFlags): void {
  if (json)
    return print(JSON.stringify([...reports.values()].map(({ ask: _ask, ...about }) => about)))
  for (const report of reports.values()) print(`${report.name.padEnd(20)} ${report.question}`)
}

function formatOf(flags: ReportFlags): Format {
  const asked = formats.filter((name) => flags[name])
  if (asked.length > 1) throw new UsageError(`--${asked.join(' and --')}: one format at a time`)
  return asked[0] ?? 'csv'
}

/** What is asked of attribution; undefined if nothing is. */
function rulesOf(flags: ReportFlags): Partial<Attribution> | undefined {
  const { datedTo, ends, halfLife, lookBack, model } = flags
  const [firstShare, lastShare] = ends?.split(',').map(Number) ?? []
  const asked = {
    ...(model !== undefined && { model: models[model] }),
    ...(lookBack !== undefined && { crossSessionDays: lookBack }),
    ...(datedTo !== undefined && { conversionDate: datedTo }),
    ...(halfLife !== undefined && { halfLife: days(halfLife) }),
    ...(ends !== undefined && { firstShare, lastShare }),
  }
  return Object.keys(asked).length > 0 ? asked : undefined
}

async function answer<T>(
  file: string,
  rules: Partial<Attribution> | undefined,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const run = await openRun(file, rules)
  try {
    return await work(run)
  } finally {
    run.close()
  }
}

async function body(
  run: Run,
  name: string,
  query: Query,
  format: Format,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return toCsv(await ask(run, name, query))
    case 'json':
      return toJson(await ask(run, name, query))
    case 'arrow':
      return toArrow(await ask(run, name, query))
    case 'parquet':
      return reportParquet(run, name, query)
  }
}

/** The rows of several runs, each with the run that it is of. */
function together(files: readonly string[], parts: readonly string[]): string {
  const rows = parts.flatMap((part, i) =>
    (JSON.parse(part) as object[]).map((row) => ({ run: files[i], ...row })),
  )
  return JSON.stringify(rows)
}

function pairOf(text: string): [key: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--where "${text}" is not key=value`)
  return [text.slice(0, at), text.slice(at + 1)]
}
