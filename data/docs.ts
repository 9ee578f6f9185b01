import { type Metric, metrics } from './metrics/index.ts'
import type { Column, Table } from './schema.ts'
import { tables } from './tables.ts'

/** `docs/tables.md`: every table of a run's file, made from the schema. */
export function describeTables(): string {
  const parts = Object.entries(tables).map(([name, table]) => describeTable(name, table))
  return `${[
    '# Tables of a run',
    'One run is one DuckDB file. `conversations` to `decisions` hold one history whole: replication 0 of a simulated run, or the recorded one. `intervals` to `exact` hold every replication. Instants and durations are whole milliseconds; agents and skills are places in the configuration; what is unknown is NULL. Made from `data/tables.ts`; a test keeps it current (`REWRITE=1` rewrites it).',
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
    'One name, one definition. The SQL runs on the rows of one history, over `[$from, $to)`; the simulator keeps the same number in its measures, and a test holds both equal. Percentiles are nearest-rank: the item at ⌈p·n⌉. No data is NULL, never 0, −1 or NaN. Made from `data/metrics/`; a test keeps it current (`REWRITE=1` rewrites it).',
    ...parts,
  ].join('\n\n')}\n`
}

function describeMetric({ id, label, sentence, sql, ...metric }: Metric): string {
  const { code, countedFor, interval, nullRule, twin, unit } = metric
  const { over, table, under } = twin
  const divisor = under === 'covered' ? 'covered time' : under && `(${under.join(' + ')})`
  const kept = `\`${table}\`: ${over.join(' + ')}${divisor ? ` ÷ ${divisor}` : ''}`
  return `## \`${id}\`: ${label}

${sentence}

| unit | aggregation | dated to | counted for | null when | in the measures |
|---|---|---|---|---|---|
| ${unit} | ${code} | ${interval} | ${countedFor} | ${nullRule} | ${kept} |

\`\`\`sql
${sql.trim()}
\`\`\``
}
