import { useMutation } from '@tanstack/react-query'
import { makeSample } from '../data/api.ts'
import { Failed } from '../frame/Frame.tsx'

/** What would be here, why it is not, and two ways to have it. */
export function NoRuns({ again }: { readonly again: () => void }) {
  const sample = useMutation({ mutationFn: makeSample, onSuccess: again })
  return (
    <main id="main" className="empty">
      <h1>No run yet</h1>
      <p>
        Simulated, imported and live conversations are shown here as soon as there is a run of them.
        A sample is two days of a shop’s chat, simulated twenty times:
      </p>
      <p>
        <button
          type="button"
          className="accent"
          disabled={sample.isPending}
          onClick={() => sample.mutate()}
        >
          {sample.isPending ? 'Simulating …' : 'Simulate the sample'}
        </button>
      </p>
      {sample.isError && <Failed error={sample.error} retry={() => sample.mutate()} />}
      <p>Or one of your own, in a terminal, in the project’s folder:</p>
      <pre>npm run switchyard -- simulate scenarios/retail-chat.yaml</pre>
      <p>
        <button type="button" onClick={again}>
          Look again
        </button>
      </p>
    </main>
  )
}
