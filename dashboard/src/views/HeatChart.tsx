import { rollups } from 'd3'
import { type HeatMetric, heatMetrics } from '../app/url.ts'
import { useLink } from '../app/use-link.ts'
import { type HeatCell, Heatmap } from '../charts/Heatmap.tsx'
import { type RunDetails, useReport } from '../data/api.ts'
import type { HeatRow } from '../data/rows.ts'
import { exact, show } from '../data/words.ts'
import { day } from '../data/zone.ts'
import { Frame } from '../frame/Frame.tsx'
import { heatFinding, heatNames } from './findings.ts'

/** More days than this are shown by weekday. */
const MOST_DAYS = 31

/** When in the day and on which day. A cell opens the conversations that began in it. */
export function HeatChart({ run }: { readonly run: RunDetails }) {
  const { go, link } = useLink()
  const { interval_ms, zone } = run
  const params = { metric: link.m, skill: link.skill }
  const query = useReport<HeatRow>(run, 'heatmap', params)
  const unit = link.m === 'responseTime' ? 'ms' : ''
  const days = Math.ceil((run.ended_at - run.started_at) / 86_400_000)
  const isLong = days > MOST_DAYS
  const title = (rows: readonly HeatRow[]) => heatFinding(rows, link.m, run)
  const per = run.replications > 1 ? 'average over runs' : 'as it was'
  return (
    <Frame
      id="heat"
      run={run}
      report="heatmap"
      params={params}
      query={query}
      title={title}
      subtitle={`${heatNames[link.m]}, ${isLong ? 'average of the weekday' : per} · ${zone}${isLong ? '' : ' · a cell opens its conversations'}`}
      height={isLong ? 7 * 38 + 44 : 200}
      columns={[
        { label: 'Day', isText: true, of: (d) => d.day },
        { label: 'From', isText: true, of: (d) => d.start },
        { label: 'Value', of: (d) => exact(d.value, unit) },
        { label: 'n', of: (d) => exact(d.n, '') },
      ]}
      empty="The run covers no interval."
      controls={
        <select
          aria-label="What the cells show"
          value={link.m}
          onChange={(e) => go({ m: e.target.value as HeatMetric })}
        >
          {heatMetrics.map((metric) => (
            <option key={metric} value={metric}>
              {heatNames[metric]}
            </option>
          ))}
        </select>
      }
      draw={(rows, width) => (
        <Heatmap
          cells={isLong ? byWeekday(rows, zone) : rows.map((row) => cellOf(row, zone))}
          width={width}
          rowHeight={Math.min(110, Math.max(isLong ? 38 : 18, 270 / days))}
          summary={title(rows)}
          show={(value) => show(value, unit)}
          onOpen={
            isLong
              ? undefined
              : ({ at }) => go({ page: 'conversations', b: [at, at + interval_ms], sel: null })
          }
        />
      )}
    />
  )
}

const cellOf = ({ at, start, value }: HeatRow, zone: string): HeatCell => ({
  row: day(at, zone),
  column: start,
  value,
  at,
})

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Averages of what is known, by weekday and time of day, Mondays first. */
function byWeekday(rows: readonly HeatRow[], zone: string): HeatCell[] {
  const cells = rollups(
    rows.filter(({ value }) => value !== null),
    (group) => group.reduce((sum, { value }) => sum + value!, 0) / group.length,
    ({ at }) => day(at, zone).slice(0, 3),
    ({ start }) => start,
  )
  return weekdays.flatMap((row) => {
    const columns = cells.find(([name]) => name === row)?.[1] ?? []
    return columns.map(([column, value]) => ({ row, column, value, at: 0 }))
  })
}
