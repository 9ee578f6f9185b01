import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { RunSummary } from '../data/api.ts'
import { curveNames, heatNames } from '../views/findings.ts'
import { type Entry, find } from './find.ts'
import { curveMetrics, heatMetrics } from './url.ts'
import { useLink } from './use-link.ts'

interface PaletteProps {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly runs: readonly RunSummary[]
  readonly onTheme: () => void
  readonly onHelp: () => void
}

/** Everything that can be gone to or done, by a few letters. */
export function Palette({ dialog, onHelp, onTheme, runs }: PaletteProps) {
  const entries = useEntries(runs, onTheme, onHelp)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = find(entries, query)
  const choose = (entry: Entry | undefined) => {
    dialog.current?.close()
    entry?.act()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') choose(found[at])
    if (by === undefined) return
    event.preventDefault()
    setAt((at + by + found.length) % Math.max(1, found.length))
  }
  const reset = () => {
    setQuery('')
    setAt(0)
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Go to"
      onClose={reset}
      onClick={(e) => e.target === dialog.current && dialog.current?.close()}
    >
      <input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={`palette-${at}`}
        aria-label="Search screens, runs, metrics and actions"
        placeholder="Screens, runs, metrics, actions"
        value={query}
        onChange={(e) => {
          setQuery(e.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-list" role="listbox" aria-label="Found">
        {found.map((entry, i) => (
          <li
            key={`${entry.hint} ${entry.label}`}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === at}
            onPointerEnter={() => setAt(i)}
            onClick={() => choose(entry)}
          >
            {entry.label} <span className="quiet">{entry.hint}</span>
          </li>
        ))}
        {found.length === 0 && <li className="quiet">Nothing is called that.</li>}
      </ul>
    </dialog>
  )
}

function useEntries(runs: readonly RunSummary[], onTheme: () => void, onHelp: () => void): Entry[] {
  const { go, link } = useLink()
  return [
    { label: 'Plan', hint: 'screen, g p', act: () => go({ page: 'plan' }) },
    { label: 'Results', hint: 'screen, g r', act: () => go({ page: 'results' }) },
    { label: 'Conversations', hint: 'screen, g e', act: () => go({ page: 'conversations' }) },
    ...runs.map(({ id, name, source }) => ({
      label: name,
      hint: `run, ${source}`,
      act: () =>
        go({
          page: link.page === 'plan' ? 'results' : link.page,
          ...{ ds: id, sel: null, b: null, skill: null, agent: null },
        }),
    })),
    ...curveMetrics.map((c) => ({
      label: curveNames[c],
      hint: 'curve',
      act: () => go({ page: 'results', c }),
    })),
    ...heatMetrics.map((m) => ({
      label: heatNames[m],
      hint: 'heatmap',
      act: () => go({ page: 'results', m }),
    })),
    { label: 'Change the theme', hint: 'action', act: onTheme },
    { label: 'Keys and definitions', hint: 'help, ?', act: onHelp },
  ]
}
