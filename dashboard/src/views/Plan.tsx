import { useState } from 'react'
import { useLink } from '../app/use-link.ts'
import { useScenario, useScenarios } from '../data/api.ts'
import { range, show, some } from '../data/words.ts'
import { Failed } from '../frame/Frame.tsx'
import { figuresOf } from '../plan/figures.ts'
import { type Shown, useExperiment } from '../plan/use-experiment.ts'

/** Is it done, is it enough? A scenario is simulated here, in the browser, while the page stays free. */
export function Plan() {
  const { go, link } = useLink()
  const list = useScenarios()
  const id = link.sc ?? list.data?.[0]?.id
  const scenario = useScenario(id)
  const shown = useExperiment(scenario.data)
  const chosen = list.data?.find((one) => one.id === id)
  const failed = list.error ?? scenario.error
  return (
    <main id="main" className="plan">
      <section className="headline">
        <p className="quiet">
          <select
            aria-label="Scenario"
            value={id ?? ''}
            onChange={(e) => go({ sc: e.target.value })}
          >
            {!chosen && <option value={id ?? ''}>{id ?? '…'}</option>}
            {(list.data ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </p>
        <h1>{chosen?.name ?? '\u00a0'}</h1>
        <p className="sureness">{chosen?.description ?? '\u00a0'}</p>
      </section>
      {failed ? (
        <Failed error={failed} retry={() => void scenario.refetch()} />
      ) : (
        scenario.data && (
          <>
            <Controls shown={shown} replications={scenario.data.replications} />
            <Ticks shown={shown} />
            <Figures shown={shown} />
            <p className="quiet">
              {scenario.data.name} · seed {scenario.data.seed} · simulated in this browser
            </p>
          </>
        )
      )}
    </main>
  )
}

function Controls(props: { readonly shown: Shown; readonly replications: number }) {
  const { shown } = props
  const [count, setCount] = useState(0)
  const [workers, setWorkers] = useState(navigator.hardwareConcurrency)
  const replications = count || Math.max(2, props.replications)
  const isOn = shown.stage === 'running' || shown.stage === 'paused'
  return (
    <p className="controls">
      <label>
        Replications{' '}
        <input
          type="number"
          min={2}
          max={10_000}
          value={replications}
          onChange={(e) => setCount(Math.max(0, Math.min(10_000, e.target.valueAsNumber || 0)))}
        />
      </label>
      <label>
        Threads{' '}
        <input
          type="number"
          min={1}
          max={32}
          value={workers}
          disabled={shown.stage !== 'idle'}
          onChange={(e) => setWorkers(Math.max(1, Math.min(32, e.target.valueAsNumber || 1)))}
        />
      </label>
      {!isOn && (
        <button
          type="button"
          className="accent"
          onClick={() => shown.extend(replications, workers)}
          disabled={shown.stage === 'done' && replications <= shown.results.length}
        >
          {shown.results.length > 0 ? 'Extend' : 'Simulate'}
        </button>
      )}
      {shown.stage === 'running' && (
        <button type="button" onClick={shown.pause}>
          Pause
        </button>
      )}
      {shown.stage === 'paused' && (
        <button type="button" onClick={shown.resume}>
          Go on
        </button>
      )}
      {isOn && (
        <button type="button" onClick={shown.cancel}>
          Cancel
        </button>
      )}
    </p>
  )
}

const stages = {
  idle: 'Nothing is simulated yet.',
  running: 'Simulating',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'It failed',
} as const

/** Replications as ticks: those done, with the hash of all that happened in each. */
function Ticks({ shown: { asked, problem, progress, results, stage } }: { readonly shown: Shown }) {
  // Tenths of what is under way.
  const done = Number.isInteger(progress) ? progress : progress.toFixed(1)
  const words = stage === 'idle' ? '' : `: ${done} of ${some(asked, 'replication')}`
  return (
    <>
      <p role="status" className="quiet" data-stage={stage} data-progress={progress}>
        {stages[stage]}
        {words}
        {problem && `: ${problem}`}
      </p>
      <ol className="ticks" aria-label="Replications that are done">
        {results.map(({ conversations, replication, traceHash }) => (
          <li
            key={replication}
            data-hash={traceHash}
            title={`replication ${replication}: ${some(conversations, 'conversation')}, trace ${traceHash}`}
          >
            <span className="unseen">{replication}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Figures({ shown: { results } }: { readonly shown: Shown }) {
  if (results.length < 2)
    return <p className="quiet">Two replications say how sure an average is; one says nothing.</p>
  return (
    <table className="summary figures">
      <caption className="quiet">{some(results.length, 'replication')}</caption>
      <thead>
        <tr>
          <th scope="col" className="text">
            Metric
          </th>
          <th scope="col">Average</th>
          <th scope="col">Uncertainty (95 %)</th>
          <th scope="col">Typical run (90 %)</th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(results).map(({ average, id, label, typical, unit }) => (
          <tr key={id} data-metric={id} data-mean={average?.mean}>
            <th scope="row" className="text">
              {label}
            </th>
            <td className="value">{show(average?.mean, unit)}</td>
            <td className="quiet">{range(average?.low ?? null, average?.high ?? null, unit)}</td>
            <td className="quiet">{range(typical?.low ?? null, typical?.high ?? null, unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
