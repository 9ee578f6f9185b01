import type { RunDetails, RunSummary } from '../data/api.ts'
import type { Theme } from './theme.ts'
import { useLink } from './use-link.ts'

interface TopBarProps {
  readonly runs: readonly RunSummary[]
  readonly run: RunDetails | undefined
  readonly theme: Theme
  readonly onTheme: () => void
  readonly onPalette: () => void
  readonly onHelp: () => void
}

const themeNames = { system: '◐ System', light: '○ Light', dark: '● Dark' } as const

/** Which run, which skill; the palette, the theme and the help. */
export function TopBar({ onHelp, onPalette, onTheme, run, runs, theme }: TopBarProps) {
  const { go, link } = useLink()
  const skills = run?.skills.map(({ id }) => id) ?? []
  const known = link.skill === null || skills.includes(link.skill)
  return (
    <header className="top">
      <select
        aria-label="Run"
        className="run"
        value={run?.id ?? ''}
        onChange={(e) =>
          go({
            // What was chosen is seen: the plan is of no run.
            page: link.page === 'plan' ? 'results' : link.page,
            ...{ ds: e.target.value, sel: null, b: null, skill: null, agent: null, cause: null },
          })
        }
      >
        {!run && <option value="">{runs.length > 0 ? '…' : 'no run'}</option>}
        {run && !runs.some(({ id }) => id === run.id) && <option value={run.id}>{run.name}</option>}
        {runs.map(({ id, name, source }) => (
          <option key={id} value={id}>
            {name} · {source}
          </option>
        ))}
      </select>
      {skills.length > 0 && (
        <select
          aria-label="Skill"
          value={link.skill ?? ''}
          onChange={(e) => go({ skill: e.target.value || null })}
        >
          <option value="">every skill</option>
          {!known && <option value={link.skill ?? ''}>{link.skill} (not in this run)</option>}
          {skills.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      )}
      <span className="spring" />
      <button type="button" onClick={onPalette}>
        Go to … <kbd>Ctrl K</kbd>
      </button>
      <button type="button" onClick={onTheme} aria-label={`Theme: ${theme}`}>
        {themeNames[theme]}
      </button>
      <button type="button" onClick={onHelp} aria-label="Help: keys and definitions">
        ?
      </button>
    </header>
  )
}
