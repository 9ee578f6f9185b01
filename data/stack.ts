import { type Data, type Numbers, rowsIn } from './schema.ts'
import { type DataOf, measureTables, tables, type Tables } from './tables.ts'

type MeasureTable = (typeof measureTables)[number]

/** What a simulator says of one replication. */
export interface ReplicationMeasures {
  readonly replication: number
  readonly events: number
  readonly conversations: number
  readonly unfinished: number
  readonly traceHash: string
  readonly measures: { readonly [T in MeasureTable]: Omit<DataOf<T>, 'replication'> }
}

/** The measures of all replications, one under another, each row with its replication. */
export function stackReplications(
  parts: readonly ReplicationMeasures[],
): Pick<Tables, MeasureTable | 'replications'> {
  const numbers = (of: (part: ReplicationMeasures) => number) => Float64Array.from(parts, of)
  const stacked = measureTables.map((name) => [name, stack(name, parts)])
  return {
    ...(Object.fromEntries(stacked) as Pick<Tables, MeasureTable>),
    replications: {
      replication: numbers(({ replication }) => replication),
      trace_hash: parts.map(({ traceHash }) => traceHash),
      events: numbers(({ events }) => events),
      conversations: numbers(({ conversations }) => conversations),
      unfinished: numbers(({ unfinished }) => unfinished),
    },
  }
}

function stack(name: MeasureTable, parts: readonly ReplicationMeasures[]): Data {
  const filled: Record<string, Numbers> = {}
  for (const [column, { kind }] of Object.entries(tables[name])) {
    if (column === 'replication') continue
    const pieces = parts.map(({ measures }) => (measures[name] as Record<string, Numbers>)[column])
    const rows = pieces.reduce((sum, piece) => sum + rowsIn(piece), 0)
    const whole =
      kind === 'number'
        ? new Float64Array(rows)
        : kind === 'place'
          ? new Int32Array(rows)
          : new Uint8Array(rows)
    let row = 0
    for (const piece of pieces) {
      whole.set(piece, row)
      row += piece.length
    }
    filled[column] = whole
  }
  const [first] = Object.keys(filled)
  const replication = parts.flatMap(({ measures, replication }) =>
    Array<number>(rowsIn((measures[name] as Record<string, Numbers>)[first])).fill(replication),
  )
  return { replication: Float64Array.from(replication), ...filled }
}
