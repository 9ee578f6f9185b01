import { useLink } from '../app/use-link.ts'
import { type Params, reportAddress, type RunDetails, useReport } from '../data/api.ts'
import { moment } from '../data/zone.ts'
import { some } from '../data/words.ts'
import { ExportMenu } from '../frame/ExportMenu.tsx'
import { Conversation } from './Conversation.tsx'
import { ConversationTable } from './ConversationTable.tsx'

const causes = ['open', 'agent', 'consumer', 'inactivity', 'system'] as const

/** Most rows of an export. */
const MOST = 100_000

/** What happened here? Every conversation of the history that was kept whole. */
export function Conversations({ run }: { readonly run: RunDetails }) {
  const { go, link } = useLink()
  const { agent, b, cause, q, sel, skill } = link
  const filter: Params = { skill, agent, cause, q, from: b?.[0], to: b?.[1] }
  const all = { ...filter, order: link.order, desc: link.desc ? 1 : 0, limit: MOST }
  const count = useReport<{ n: number }>(run, 'conversation-count', filter)
  const n = count.data?.[0]?.n
  const hasFilter = [agent, b, cause, q, skill].some((value) => value !== null)
  return (
    <main id="main" className={sel === null ? 'conversations' : 'conversations split'}>
      <section aria-label="Conversations" className="list">
        <div className="filters" role="search">
          <h1>
            {n === undefined ? 'Conversations' : some(n, 'conversation')}
            {run.replications > 1 && <span className="quiet"> of replication 0</span>}
          </h1>
          <Choice
            label="Agent"
            value={agent}
            all="every agent"
            values={run.agents.map(({ id }) => id)}
            onChange={(value) => go({ agent: value })}
          />
          <Choice
            label="Close"
            value={cause}
            all="however closed"
            values={causes}
            onChange={(value) => go({ cause: value })}
          />
          <input
            key={q ?? ''}
            aria-label="Part of the id"
            placeholder="id …"
            inputMode="numeric"
            defaultValue={q ?? ''}
            size={8}
            onKeyDown={(e) => e.key === 'Enter' && go({ q: e.currentTarget.value.trim() || null })}
            onBlur={(e) => go({ q: e.currentTarget.value.trim() || null })}
          />
          {b && (
            <button type="button" className="chip" onClick={() => go({ b: null })}>
              opened {moment(b[0], run.zone)} – {moment(b[1], run.zone)} ×
            </button>
          )}
          {hasFilter && (
            <button
              type="button"
              onClick={() => go({ agent: null, b: null, cause: null, q: null, skill: null })}
            >
              Clear all
            </button>
          )}
          <ExportMenu
            name={`${run.id}-conversations`}
            address={(format) => reportAddress(run.id, 'conversations', { ...all, format })}
            {...(n !== undefined && n > MOST && { note: `the first ${MOST.toLocaleString('en')}` })}
          />
        </div>
        <ConversationTable run={run} filter={filter} count={n} error={count.error} />
      </section>
      {sel !== null && <Conversation key={sel} run={run} id={sel} />}
    </main>
  )
}

function Choice(props: {
  readonly label: string
  readonly value: string | null
  readonly all: string
  readonly values: readonly string[]
  readonly onChange: (value: string | null) => void
}) {
  const { all, label, onChange, value, values } = props
  const hasValue = value === null || values.includes(value)
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(e) => onChange(e.target.value || null)}
    >
      <option value="">{all}</option>
      {!hasValue && <option value={value}>{value} (not in this run)</option>}
      {values.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  )
}
