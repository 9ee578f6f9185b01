import type { UseQueryResult } from '@tanstack/react-query'
import { type RunDetails, useDefinitions } from '../data/api.ts'
import type { SummaryRow } from '../data/rows.ts'
import { exact, range, show } from '../data/words.ts'
import { Frame } from '../frame/Frame.tsx'
import type { TwinColumn } from '../frame/TableTwin.tsx'

const valueOf = ({ above, mean, unit }: SummaryRow, words = show) =>
  mean === null && above !== null ? `> ${show(above, unit)}` : words(mean, unit)

const columns: readonly TwinColumn<SummaryRow>[] = [
  { label: 'Metric', isText: true, of: ({ label }) => label },
  { label: 'Average', of: (row) => valueOf(row, exact) },
  { label: 'Uncertainty (95 %)', of: ({ high, low, unit }) => range(low, high, unit, exact) },
  { label: 'Typical run (90 %)', of: ({ p05, p95, unit }) => range(p05, p95, unit, exact) },
  { label: 'n', of: ({ n }) => exact(n, '') },
]

/** Every headline metric with its average, how sure that is, and what is typical. */
export function Summary(props: {
  readonly run: RunDetails
  readonly query: UseQueryResult<readonly SummaryRow[]>
}) {
  const { query, run } = props
  const several = run.replications > 1
  return (
    <Frame
      id="summary"
      run={run}
      report="summary"
      params={{}}
      query={query}
      title={() => 'How did it go?'}
      subtitle={several ? 'average · uncertainty of it · typical run' : 'what was observed'}
      height={330}
      isText
      columns={columns}
      empty="This run has no metrics."
      draw={(rows) => <SummaryTable rows={rows} several={several} />}
    />
  )
}

function SummaryTable({
  rows,
  several,
}: {
  readonly rows: readonly SummaryRow[]
  readonly several: boolean
}) {
  const definitions = useDefinitions().data ?? []
  const sentence = (metric: string) =>
    definitions.find(({ id }) => id === metric.replace(/P\d+$/, ''))?.sentence
  return (
    <table className="summary">
      <thead className={several ? '' : 'unseen'}>
        <tr>
          <th scope="col" className="text">
            Metric
          </th>
          <th scope="col">Average</th>
          <th scope="col">± 95 %</th>
          <th scope="col">Typical run</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.metric}>
            <th scope="row" className="text" title={sentence(row.metric)}>
              {row.label}
            </th>
            <td className="value">{valueOf(row)}</td>
            {several && <td className="quiet">{halfWidth(row)}</td>}
            {several && <td className="quiet">{range(row.p05, row.p95, row.unit)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function halfWidth({ high, low, unit }: SummaryRow): string {
  if (low === null || high === null) return '–'
  return low === high ? 'exact' : show((high - low) / 2, unit)
}
