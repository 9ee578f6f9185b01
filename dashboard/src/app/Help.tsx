import { type RefObject, useState } from 'react'
import { useDefinitions } from '../data/api.ts'
import { lettersAct, setLetters } from './keys.ts'

const keys = [
  ['Ctrl K', 'go to a screen, run or metric'],
  ['g p, g r, g e', 'Plan, Results, Conversations'],
  ['Tab, Shift Tab', 'next and previous chart or control'],
  ['← → ↑ ↓', 'walk the marks of a chart, the rows of a table'],
  ['Shift ← →', 'choose a span of time'],
  ['Enter', 'open a cell or a row'],
  ['T', 'the chart in focus, or all, as a table'],
  ['E', 'export'],
  ['Esc', 'close, then clear the span'],
  ['?', 'this page'],
] as const

/** The keys, and what every metric means. */
export function Help({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const definitions = useDefinitions()
  const [letters, show] = useState(lettersAct)
  return (
    <dialog
      ref={dialog}
      className="help"
      aria-label="Help"
      onClick={(e) => e.target === dialog.current && dialog.current?.close()}
    >
      <form method="dialog">
        <button aria-label="Close">×</button>
      </form>
      <h2>Keys</h2>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={letters}
          onChange={(e) => {
            setLetters(e.target.checked ? 'on' : 'off')
            show(e.target.checked)
          }}
        />{' '}
        single letters act
      </label>
      <h2>Average, uncertainty, typical</h2>
      <p>
        The <b>average</b> is over replications; its <b>uncertainty</b> is the 95 % confidence
        interval of that average and shrinks with more replications. A <b>typical run</b> lies
        between the 5th and the 95th percentile of replications and does not shrink: it is what a
        day may bring.
      </p>
      <h2>Metrics</h2>
      <dl>
        {definitions.data?.map(({ countedFor, id, label, nullRule, sentence }) => (
          <div key={id}>
            <dt>
              {label} <code>{id}</code>
            </dt>
            <dd>
              {sentence}{' '}
              <span className="quiet">
                Counted for {countedFor}; – when {nullRule}.
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
