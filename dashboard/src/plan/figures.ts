import {
  type Estimate,
  meanInterval,
  type MeasureTables,
  type Prediction,
  predictionInterval,
  type Replication,
} from '../../../sim/index.ts'

/** A metric of one replication: sums over sums of its accumulators, as the report `summary` has it. */
export interface FigureKind {
  readonly id: string
  readonly label: string
  readonly unit: 'ms' | 'share'
  readonly table: 'intervals' | 'agent_intervals'
  readonly over: readonly string[]
  readonly under: readonly string[]
}

export const figureKinds: readonly FigureKind[] = [
  {
    ...{ id: 'responseTime', label: 'Response time', unit: 'ms', table: 'intervals' },
    ...{ over: ['response_sum_ms'], under: ['response_n'] },
  },
  {
    ...{ id: 'firstResponseWait', label: 'First response time', unit: 'ms', table: 'intervals' },
    ...{ over: ['first_sum_ms'], under: ['first_n'] },
  },
  {
    ...{ id: 'slaMetRate', label: 'Response SLA', unit: 'share', table: 'intervals' },
    ...{ over: ['met'], under: ['met', 'missed'] },
  },
  {
    ...{ id: 'queueAbandonRate', label: 'Queue abandon rate', unit: 'share', table: 'intervals' },
    ...{ over: ['queue_left'], under: ['queue_stays'] },
  },
  {
    ...{ id: 'agentLoad', label: 'Load', unit: 'share', table: 'agent_intervals' },
    ...{ over: ['used_ms'], under: ['capacity_ms'] },
  },
]

/** A metric over replications; without an interval where there are fewer than two. */
export interface Figure extends FigureKind {
  readonly average: Estimate | null
  /** What one more replication lies between in 90 % of cases. */
  readonly typical: Prediction | null
}

/** NaN where there is nothing to divide by. */
export function valueOf({ over, table, under }: FigureKind, measures: MeasureTables): number {
  const columns = measures[table] as Readonly<Record<string, ArrayLike<number>>>
  const sum = (names: readonly string[]) =>
    names.reduce((all, name) => all + total(columns[name]), 0)
  return sum(over) / sum(under)
}

/** What replications say together. Those without data of a metric count for it as nothing. */
export function figuresOf(results: readonly Replication[]): readonly Figure[] {
  return figureKinds.map((kind) => {
    const values = results
      .map(({ measures }) => valueOf(kind, measures))
      .filter((value) => !Number.isNaN(value))
    const several = values.length > 1
    return {
      ...kind,
      average: several ? meanInterval(values) : null,
      typical: several ? predictionInterval(values, 0.9) : null,
    }
  })
}

function total(column: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]
  return sum
}
