import { ask, openRun, reports, toCsv, toJson } from '../../data/index.ts'
import { print, UsageError } from '../print.ts'

/** What `report` may be told. */
export interface ReportFlags {
  readonly run?: string
  readonly where?: readonly string[]
  readonly json?: true
}

/** Asks a run file a named question, or lists the questions. */
export async function reportCommand(name: string | undefined, flags: ReportFlags): Promise<void> {
  if (name === undefined) {
    if (flags.json)
      print(JSON.stringify([...reports.values()].map(({ ask: _ask, ...about }) => about)))
    else
      for (const report of reports.values()) print(`${report.name.padEnd(20)} ${report.question}`)
    return
  }
  if (flags.run === undefined) throw new UsageError('--run <file> says which run to ask')
  const query = Object.fromEntries((flags.where ?? []).map(pairOf))
  const run = await openRun(flags.run)
  try {
    const result = await ask(run, name, query)
    print(flags.json ? toJson(result) : toCsv(result))
  } finally {
    run.close()
  }
}

function pairOf(text: string): [key: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--where "${text}" is not key=value`)
  return [text.slice(0, at), text.slice(at + 1)]
}
