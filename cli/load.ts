import { readFileSync } from 'node:fs'
import { fit, fitBehaviour, fromMessages } from '../data/fit/index.ts'
import { arrivalsOf, type ImportedMessages, importMessages } from '../data/import/index.ts'
import { readMapping, type Row, rowsOf, unread } from '../data/import/index.ts'
import {
  type Behaviour,
  compile,
  type Fit,
  type Problem,
  read,
  readFitted,
  type Scenario,
  warningsOf,
  type Written,
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
  const { behaviour, found } = fittedTo(written, logs)
  const arrivals = (name: string, from: number, to: number) => arrivalsOf(logs.get(name)!, from, to)
  const forecasts = await forecastsOf(demand.map(({ forecast }) => forecast))
  const forecast = (name: string) => forecasts.get(name)!
  const scenario = compile(written, {
    ...{ arrivals, fit: found, forecast },
    ...(behaviour && { behaviour }),
  })
  return { scenario, fit: found, warnings: warningsOf(written, scenario) }
}

/** What the scenario is fitted to: a log, or a fit that was kept. @throws FormError */
function fittedTo(written: Written, logs: ReadonlyMap<string, ImportedMessages>) {
  const { file, messages } = written.value.fit ?? {}
  if (written.value.fit && (file === undefined) === (messages === undefined))
    throw written.error(['fit'], 'exactly one of messages and file must say what is fitted')
  if (file !== undefined) {
    const kept = readFitted(textOf(file), file)
    return { found: kept.fit, behaviour: () => kept.behaviour }
  }
  if (messages === undefined) return { found: null }
  const log = logs.get(messages)!
  let known: Behaviour | undefined
  const behaviour = () => (known ??= fitBehaviour(fromMessages(log, readMapping(messages))))
  return { found: fit(log), behaviour }
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
