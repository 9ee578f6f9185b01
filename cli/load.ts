import { readFileSync } from 'node:fs'
import { fit } from '../data/fit/index.ts'
import { arrivalsOf, type ImportedMessages, importMessages } from '../data/import/index.ts'
import { readMapping, type Row, rowsOf, unread } from '../data/import/index.ts'
import {
  compile,
  type Fit,
  type Problem,
  read,
  type Scenario,
  warningsOf,
} from '../scenarios/index.ts'

/** A scenario with the recorded data that it refers to. */
export interface Loaded {
  readonly scenario: Scenario
  readonly fit: Fit | null
  /** What it may mean, but probably should not. */
  readonly warnings: readonly Problem[]
}

/**
 * Reads a scenario file and everything that it names. Paths in it count from the working folder.
 * @throws Error if a file cannot be read; FormError, ImportError naming file and line.
 */
export async function load(file: string): Promise<Loaded> {
  const written = read(textOf(file), file)
  const { demand, fit: fitted } = written.value
  const logs = new Map<string, ImportedMessages>()
  const names = [fitted?.messages, ...demand.map(({ replay }) => replay)]
  for (const name of new Set(names))
    if (name) logs.set(name, await importMessages(readMapping(name)))
  const found = fitted ? fit(logs.get(fitted.messages)!) : null
  const arrivals = (name: string, from: number, to: number) => arrivalsOf(logs.get(name)!, from, to)
  const forecasts = await forecastsOf(demand.map(({ forecast }) => forecast))
  const forecast = (name: string) => forecasts.get(name)!
  const scenario = compile(written, { arrivals, fit: found, forecast })
  return { scenario, fit: found, warnings: warningsOf(written, scenario) }
}

/** By file, its rows. */
async function forecastsOf(names: readonly (string | undefined)[]) {
  const found = new Map<string, readonly Row[]>()
  for (const name of new Set(names)) {
    if (name === undefined) continue
    const rows: Row[] = []
    for await (const row of rowsOf(name)) rows.push(row)
    found.set(name, rows)
  }
  return found
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`${file}: ${unread(error)}`, { cause: error })
  }
}
