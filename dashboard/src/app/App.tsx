import { useEffect, useRef } from 'react'
import { type RunList, useAbout, useRun, useRuns } from '../data/api.ts'
import { Failed } from '../frame/Frame.tsx'
import { ProvenanceContext, provenanceOf } from '../frame/provenance.ts'
import { Waiting } from '../frame/Waiting.tsx'
import { Conversations } from '../views/Conversations.tsx'
import { Plan } from '../views/Plan.tsx'
import { Results } from '../views/Results.tsx'
import { Foot } from './Foot.tsx'
import { Help } from './Help.tsx'
import { useKeys } from './keys.ts'
import { NoRuns } from './NoRuns.tsx'
import { Palette } from './Palette.tsx'
import { useTheme } from './theme.ts'
import { TopBar } from './TopBar.tsx'
import { type Page, pages } from './url.ts'
import { LinkContext, useAddress, useLink } from './use-link.ts'

const pageNames: Readonly<Record<Page, string>> = {
  plan: 'Plan',
  results: 'Results',
  conversations: 'Conversations',
}
const charts: Readonly<Record<Page, readonly string[]>> = {
  plan: [],
  results: ['summary', 'curve', 'levels', 'heat', 'agents'],
  conversations: ['life'],
}

/** The shell of every screen: rail, top, view and foot. */
export function App() {
  const address = useAddress()
  const { go, link, unknown } = address
  const runs = useRuns()
  const known = runs.data?.runs ?? []
  // A live desk is always there; where nobody wrote yet, there is more to see in other runs.
  const id = link.ds ?? (known.find(({ conversations }) => conversations > 0) ?? known[0])?.id
  const run = useRun(id)
  // What is simulated here is of no run: nothing on the page may be taken for one's.
  const told = link.page === 'plan' ? undefined : run.data
  const [theme, nextTheme] = useTheme()
  const palette = useRef<HTMLDialogElement>(null)
  const help = useRef<HTMLDialogElement>(null)
  const actions = {
    'Ctrl-K': () => palette.current?.showModal(),
    'g p': () => go({ page: 'plan' }),
    'g r': () => go({ page: 'results' }),
    'g e': () => go({ page: 'conversations' }),
    t: () => toggleTwins(),
    T: () => toggleTwins(),
    E: () => openExport(),
    e: () => openExport(),
    '?': () => help.current?.showModal(),
    Escape: () => go(link.sel !== null ? { sel: null } : { b: null }),
  }
  useKeys(actions)
  const toggleTwins = () => go({ twin: toggled(link.twin, charts[link.page]) })
  useEffect(() => {
    document.title = `${told?.name ?? 'Switchyard'} · ${pageNames[link.page]}`
  }, [told, link.page])
  return (
    <LinkContext.Provider value={address}>
      <ProvenanceContext.Provider value={run.data ? provenanceOf(run.data) : ''}>
        <a className="skip" href="#main">
          Skip to the view
        </a>
        <div className="shell">
          <Rail />
          <TopBar
            runs={runs.data?.runs ?? []}
            run={told}
            theme={theme}
            onTheme={nextTheme}
            onPalette={actions['Ctrl-K']}
            onHelp={actions['?']}
          />
          {unknown.length > 0 && (
            <p className="notice" role="status">
              The link holds what this version does not know: {unknown.join(', ')}
            </p>
          )}
          <Problems list={runs.data} />
          <View runs={runs} run={run} />
          <Foot run={told} />
        </div>
        <Palette
          dialog={palette}
          runs={runs.data?.runs ?? []}
          onTheme={nextTheme}
          onHelp={actions['?']}
        />
        <Help dialog={help} />
      </ProvenanceContext.Provider>
    </LinkContext.Provider>
  )
}

/** The chart that has the focus turns over; without one, all do. */
function toggled(twin: readonly string[], charts: readonly string[]): readonly string[] {
  const focused = document.activeElement?.closest<HTMLElement>('[data-chart]')?.dataset['chart']
  if (focused === undefined) return charts.some((one) => twin.includes(one)) ? [] : charts
  return twin.includes(focused) ? twin.filter((one) => one !== focused) : [...twin, focused]
}

function openExport(): void {
  const chart = document.activeElement?.closest('[data-chart]') ?? document
  const menu = chart.querySelector<HTMLDetailsElement>('details.menu')
  if (menu === null) return
  menu.open = true
  menu.querySelector<HTMLElement>('a')?.focus()
}

function Rail() {
  const { go, link } = useLink()
  const about = useAbout()
  return (
    <nav className="rail" aria-label="Screens">
      <div>
        <img src="/icon.svg" alt="Switchyard" width="28" height="28" />
        {pages.map((page) => (
          <button
            key={page}
            type="button"
            aria-current={link.page === page ? 'page' : undefined}
            onClick={() => go({ page })}
          >
            {pageNames[page]}
          </button>
        ))}
        {about.data?.live && (
          <>
            <span className="gap">Live</span>
            <a href="/agent" target="_blank" rel="noreferrer">
              Agent desk
            </a>
            <a href="/message" target="_blank" rel="noreferrer">
              Message us
            </a>
          </>
        )}
      </div>
    </nav>
  )
}

function Problems({ list }: { readonly list: RunList | undefined }) {
  if (!list || list.problems.length === 0) return null
  return (
    <p className="notice" role="status">
      ◆ Not shown: {list.problems.map(({ message }) => message).join('; ')}
    </p>
  )
}

function View(props: {
  readonly runs: ReturnType<typeof useRuns>
  readonly run: ReturnType<typeof useRun>
}) {
  const { run, runs } = props
  const { link } = useLink()
  if (link.page === 'plan') return <Plan />
  const failed = runs.error ?? run.error
  if (failed)
    return (
      <main id="main">
        <Failed
          error={failed}
          retry={() => {
            void runs.refetch()
            void run.refetch()
          }}
        />
      </main>
    )
  if (runs.data?.runs.length === 0 && !link.ds) return <NoRuns again={() => void runs.refetch()} />
  if (!run.data)
    return (
      <main id="main">
        <Waiting height={480} />
      </main>
    )
  return link.page === 'results' ? <Results run={run.data} /> : <Conversations run={run.data} />
}
