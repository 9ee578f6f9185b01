import { useLink } from '../app/use-link.ts'
import { Levels } from '../charts/Levels.tsx'
import { type RunDetails, useReport } from '../data/api.ts'
import type { LevelRow } from '../data/rows.ts'
import { exact, number, range } from '../data/words.ts'
import { moment, momentIn, ticks } from '../data/zone.ts'
import { Frame } from '../frame/Frame.tsx'
import { levelFinding } from './findings.ts'

/** How many waited and how many were owed a reply, over time. A span of it opens its conversations. */
export function LevelsChart({ run }: { readonly run: RunDetails }) {
  const { go, link } = useLink()
  const { interval_ms, zone } = run
  const params = { skill: link.skill }
  const query = useReport<LevelRow>(run, 'levels', params)
  const title = (rows: readonly LevelRow[]) => levelFinding(rows, run)
  const [from, to] = link.b ?? []
  const band = run.replications > 1 ? ' · average and 90 % of runs' : ''
  return (
    <Frame
      id="levels"
      run={run}
      report="levels"
      params={params}
      query={query}
      title={title}
      subtitle={`at a time, mean over ${number(interval_ms / 60_000)} min${band} · drag to choose a span`}
      height={300}
      columns={[
        { label: 'From', isText: true, of: ({ at }) => moment(at, zone) },
        { label: 'Owed', of: ({ owed }) => exact(owed, '') },
        { label: 'typical', of: (d) => range(d.owed_low, d.owed_high, '', exact) },
        { label: 'In queue', of: ({ queued }) => exact(queued, '') },
        { label: 'typical ', of: (d) => range(d.queued_low, d.queued_high, '', exact) },
        { label: 'Opened', of: ({ opened }) => exact(opened, '') },
      ]}
      empty="The run covers no interval."
      controls={
        from !== undefined && (
          <>
            <button
              type="button"
              className="accent"
              onClick={() => go({ page: 'conversations', sel: null })}
            >
              Conversations of {moment(from, zone)} – {moment(to!, zone)}
            </button>
            <button type="button" aria-label="Clear the span" onClick={() => go({ b: null })}>
              ×
            </button>
          </>
        )
      }
      draw={(rows, width) => {
        const shared = {
          width,
          height: 146,
          interval: interval_ms,
          ticks: ticks(rows[0].at, rows[rows.length - 1].at + interval_ms, zone, width / 80),
          brush: link.b,
          onBrush: (b: readonly [number, number] | null) => go({ b }),
          numberOf: number,
          momentOf: (at: number) => momentIn(at, zone, run.ended_at - run.started_at),
        }
        const of = (name: 'owed' | 'queued') =>
          rows.map((d) => ({
            at: d.at,
            value: d[name],
            // One replication has no band.
            low: d[`${name}_low`] ?? d[name],
            high: d[`${name}_high`] ?? d[name],
          }))
        return (
          <>
            <Levels
              {...shared}
              rows={of('owed')}
              label="replies owed"
              hue="cat1"
              summary={title(rows)}
            />
            <Levels
              {...shared}
              rows={of('queued')}
              label="in queue"
              hue="cat4"
              summary="Conversations in queue over time"
              withAxis
            />
          </>
        )
      }}
    />
  )
}
