import { type Metric, metrics, type Twin } from './metrics/index.ts'
import type { Column, Table } from './schema.ts'
import { tables } from './tables.ts'

/** `docs/tables.md`: every table of a run's file, made from the schema. */
export function describeTables(): string {
  const parts = Object.entries(tables).map(([name, table]) => describeTable(name, table))
  return `${[
    '# Tables of a run',
    'One run is one DuckDB file. `conversations` to `findings` hold one history whole: replication 0 of a simulated run, or the recorded one. `intervals` to `exact` hold every replication. Instants and durations are whole milliseconds; agents and skills are places in the configuration; what is unknown is NULL. Made from `data/tables.ts`; a test keeps it current (`REWRITE=1` rewrites it).',
    ...parts,
  ].join('\n\n')}\n`
}

function describeTable(name: string, table: Table): string {
  const rows = Object.entries(table).map(
    ([column, spec]) => `| \`${column}\` | ${typeOf(spec)} | ${spec.unit} | ${spec.meaning} |`,
  )
  return [
    `## ${name}`,
    ['| column | type | unit | meaning |', '|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n')
}

function typeOf(column: Column): string {
  switch (column.kind) {
    case 'number':
      return 'DOUBLE'
    case 'place':
      return 'INTEGER'
    case 'word':
      return `ENUM: ${column.words.join(', ')}`
    case 'label':
      return 'ENUM of the words that occur'
    case 'text':
      return 'VARCHAR'
  }
}

/** `docs/metrics.md`: every metric with its definition and its SQL. */
export function describeMetrics(): string {
  const parts = Object.values(metrics).map(describeMetric)
  return `${[
    '# Metrics',
    'One name, one definition. The SQL runs on the rows of one history, over `[$from, $to)`; a walk over events and effects in the tests gives the same number, and so do the simulator’s measures where they keep it. Percentiles are nearest-rank: the item at ⌈p·n⌉. No data is NULL, never 0, −1 or NaN. Made from `data/metrics/`; a test keeps it current (`REWRITE=1` rewrites it).',
    ...parts,
  ].join('\n\n')}\n`
}

function describeMetric({ id, label, sentence, sql, ...metric }: Metric): string {
  const { code, countedFor, interval, nullRule, twin, unit } = metric
  return `## \`${id}\`: ${label}

${sentence}

| unit | aggregation | dated to | counted for | null when | in the measures |
|---|---|---|---|---|---|
| ${unit} | ${code} | ${interval} | ${countedFor} | ${nullRule} | ${kept(twin)} |

\`\`\`sql
${sql.trim()}
\`\`\``
}

/** Where the simulator keeps it. */
function kept(twin: Twin | null): string {
  if (twin === null) return '–'
  const { over, table, under } = twin
  const divisor = under === 'covered' ? 'covered time' : under && `(${under.join(' + ')})`
  return `\`${table}\`: ${over.join(' + ')}${divisor ? ` ÷ ${divisor}` : ''}`
}
