import Table from 'cli-table3'
import { colours } from './colours.ts'
import { ask, openRun, rowsOf } from '../data/index.ts'

/** A row of report `summary`. */
export interface SummaryRow {
  readonly metric: string
  readonly label: string
  readonly unit: string
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  readonly p05: number | null
  readonly p95: number | null
  /** Ms: some run's percentile lies beyond what its histogram resolves, so there is no average. */
  readonly above: number | null
}

/** The headline metrics of a run file. @throws FileError naming the file. */
export async function summaryOf(path: string): Promise<readonly SummaryRow[]> {
  const run = await openRun(path)
  try {
    return rowsOf(await ask(run, 'summary')) as unknown as SummaryRow[]
  } finally {
    run.close()
  }
}

/** The summary as a table: the average with its uncertainty, and what a typical run lies between. */
export function summaryTable(rows: readonly SummaryRow[], replications: number): string {
  const bold = (text: string) => colours.bold(text)
  const head = ['metric', 'average', 'uncertainty (95 %)', 'typical run (90 %)'].map(bold)
  const colAligns = ['left', 'right', 'right', 'right'] as const
  const table = new Table({
    head,
    colAligns: [...colAligns],
    style: { head: [], border: colours.isColorSupported ? ['gray'] : [] },
    // Rows stand close: the only rule is the one under the head, which is bold.
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })
  for (const { above, high, label, low, mean, p05, p95, unit } of rows)
    table.push([
      label,
      bold(mean === null && above !== null ? `> ${show(above, 'ms')}` : show(mean, unit)),
      range(low, high, unit),
      replications > 1 ? range(p05, p95, unit) : '–',
    ])
  const runs = replications === 1 ? 'one replication' : `${replications} replications`
  return `${table.toString()}\n${colours.dim(`${runs}; – where there is no data`)}`
}

const range = (low: number | null, high: number | null, unit: string) =>
  low === null || high === null ? '–' : `${show(low, unit)} … ${show(high, unit)}`

/** Durations m:ss below an hour, h:mm above; shares in per cent; three significant digits. */
export function show(value: number | null, unit: string): string {
  if (value === null || Number.isNaN(value)) return '–'
  if (unit === 'share') return `${(value * 100).toPrecision(3)} %`
  if (unit === 'ms' || unit === 's') return duration(unit === 's' ? value * 1000 : value)
  const whole =
    Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
  return whole
}

function duration(ms: number): string {
  if (ms < 0) return `−${duration(-ms)}`
  const pad = (n: number) => String(n).padStart(2, '0')
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)} min`
  const minutes = Math.round(ms / 60_000)
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)} h`
}
