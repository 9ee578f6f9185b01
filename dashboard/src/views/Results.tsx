import { useLink } from '../app/use-link.ts'
import { type RunDetails, useReport } from '../data/api.ts'
import type { SummaryRow } from '../data/rows.ts'
import { date } from '../data/zone.ts'
import { some } from '../data/words.ts'
import { Failed } from '../frame/Frame.tsx'
import { AgentsChart } from './AgentsChart.tsx'
import { CurveChart } from './CurveChart.tsx'
import { headlineOf } from './headline.ts'
import { HeatChart } from './HeatChart.tsx'
import { LevelsChart } from './LevelsChart.tsx'
import { Summary } from './Summary.tsx'

/** Did it work, and when not? */
export function Results({ run }: { readonly run: RunDetails }) {
  const { link } = useLink()
  const summary = useReport<SummaryRow>(run, 'summary')
  const headline = summary.data && headlineOf(run, summary.data)
  const [first, last] = [run.counted_from, run.ended_at - 1].map((at) => date(at, run.zone))
  const span = `${first === last ? first : `${first} – ${last}`}, ${run.zone}`
  return (
    <main id="main" className="results">
      <section className="headline" aria-live="polite">
        <p className="quiet">
          {run.name} · {span} · {some(run.conversations, 'conversation')}
          {run.replications > 1 && ' in replication 0'}
        </p>
        {summary.isError ? (
          <Failed error={summary.error} retry={() => void summary.refetch()} />
        ) : (
          <>
            <h1>{headline?.finding ?? '\u00a0'}</h1>
            <p className="sureness">{headline?.sureness ?? '\u00a0'}</p>
          </>
        )}
      </section>
      <div className="charts">
        <Summary run={run} query={summary} />
        <CurveChart run={run} />
        <LevelsChart run={run} />
        <HeatChart run={run} />
        <AgentsChart run={run} />
      </div>
      {link.skill && <p className="quiet">The summary and agents count every skill.</p>}
    </main>
  )
}
