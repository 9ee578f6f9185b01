import { type CurveMetric, curveMetrics } from '../app/url.ts'
import { useLink } from '../app/use-link.ts'
import { Curve } from '../charts/Curve.tsx'
import { type RunDetails, useReport } from '../data/api.ts'
import type { CurveRow } from '../data/rows.ts'
import { duration, exact, percent, range } from '../data/words.ts'
import { Frame } from '../frame/Frame.tsx'
import { curveFinding, curveNames, resolved } from './findings.ts'

/** How fast: the cumulative curve of a duration against what was promised. */
export function CurveChart({ run }: { readonly run: RunDetails }) {
  const { go, link } = useLink()
  const params = { metric: link.c, skill: link.skill }
  const query = useReport<CurveRow>(run, 'response-curve', params)
  const title = (rows: readonly CurveRow[]) => curveFinding(rows, link.c)
  const band = run.replications > 1 ? ' · band: 90 % of runs' : ''
  return (
    <Frame
      id="curve"
      run={run}
      report="response-curve"
      params={params}
      query={query}
      title={title}
      subtitle={`share of ${curveNames[link.c].toLowerCase()} within a time${band}`}
      height={330}
      columns={[
        { label: 'Within', of: ({ upper_ms }) => exact(upper_ms, 'ms') },
        { label: 'Share', of: ({ share }) => exact(share, 'share') },
        { label: 'Typical run', of: ({ high, low }) => range(low, high, 'share', exact) },
      ]}
      empty="Nothing of this kind ended in the time that counts."
      controls={
        <select
          aria-label="Which duration"
          value={link.c}
          onChange={(e) => go({ c: e.target.value as CurveMetric })}
        >
          {curveMetrics.map((metric) => (
            <option key={metric} value={metric}>
              {curveNames[metric]}
            </option>
          ))}
        </select>
      }
      draw={(rows, width) => (
        <Curve
          rows={resolved(rows).map((d) => ({
            ...d,
            low: d.low ?? d.share,
            high: d.high ?? d.share,
          }))}
          width={width}
          height={330}
          summary={title(rows)}
          targets={targetsOf(run, link.skill, resolved(rows))}
          durationOf={duration}
          percentOf={percent}
        />
      )}
    />
  )
}

/** The promises that apply, each once, with the share that keeps it. */
function targetsOf(run: RunDetails, skill: string | null, rows: readonly CurveRow[]) {
  const asked = run.skills.filter(({ id }) => skill === null || id === skill)
  const times = new Set(asked.map(({ target_ms }) => target_ms).filter((ms) => ms !== null))
  return [...times]
    .sort((a, b) => a - b)
    .map((ms) => {
      const names = asked.filter(({ target_ms }) => target_ms === ms).map(({ id }) => id)
      const share = rows.findLast(({ upper_ms }) => upper_ms <= ms)?.share ?? 0
      const isSole = times.size === 1
      return { ms, label: `${isSole ? 'target' : names.join(', ')}: ${percent(share)}` }
    })
}
