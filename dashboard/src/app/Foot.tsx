import { useState } from 'react'
import { useAnswers } from '../data/answers.ts'
import type { RunDetails } from '../data/api.ts'
import { provenanceOf } from '../frame/provenance.ts'
import { writeLink } from './url.ts'
import { useLink } from './use-link.ts'

/** What the view cost and where its numbers come from. */
export function Foot({ run }: { readonly run: RunDetails | undefined }) {
  const { at, ms, questions, rows } = useAnswers()
  const { link } = useLink()
  // Without a run's name a link shows the newest; a second person must see this one.
  const address = location.origin + writeLink({ ...link, ds: run?.id ?? link.ds })
  const [copied, setCopied] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied('copied'),
      () => setCopied('the browser does not allow it; copy the address'),
    )
  return (
    <footer className="foot">
      <span>
        {rows.toLocaleString('en')} rows · {questions} questions · {ms.toFixed(0)} ms · exact
        {at > 0 && ` · as of ${new Date(at).toLocaleTimeString('en-GB')}`}
      </span>
      {run && <span className="provenance">{provenanceOf(run)}</span>}
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
      <span role="status">{copied}</span>
    </footer>
  )
}
