import { useLink } from '../app/use-link.ts'
import { type RunDetails, useReport } from '../data/api.ts'
import type { ConversationRow, DecisionRow, TurnRow } from '../data/rows.ts'
import { duration, show, some } from '../data/words.ts'
import { clockSeconds, day, moment } from '../data/zone.ts'
import { Failed } from '../frame/Frame.tsx'
import { Waiting } from '../frame/Waiting.tsx'
import { decisionWords } from './decisions.ts'
import { LifeChart } from './LifeChart.tsx'

/** One conversation: its life as a picture, and each decision with its reason. */
export function Conversation({ id, run }: { readonly id: number; readonly run: RunDetails }) {
  const { go } = useLink()
  const own = { conversation: id }
  const rows = useReport<ConversationRow>(run, 'conversations', own)
  const turns = useReport<TurnRow>(run, 'turns', own)
  const decisions = useReport<DecisionRow>(run, 'decisions', own)
  const all = [rows, turns, decisions]
  const failed = all.find(({ error }) => error !== null)
  const row = rows.data?.[0]
  const isReady = all.every(({ data }) => data !== undefined)
  return (
    <aside className="detail" aria-label={`Conversation ${id}`}>
      <header>
        <h2>Conversation {id}</h2>
        <button type="button" aria-label="Close" onClick={() => go({ sel: null })}>
          ×
        </button>
      </header>
      {failed ? (
        <Failed error={failed.error!} retry={() => all.forEach((one) => void one.refetch())} />
      ) : !isReady ? (
        <Waiting height={320} />
      ) : row === undefined ? (
        <p className="empty">This run has no conversation {id}.</p>
      ) : (
        <>
          <Facts row={row} zone={run.zone} />
          <LifeChart run={run} row={row} />
          <Turns turns={turns.data!} zone={run.zone} />
          <Decisions decisions={decisions.data!} zone={run.zone} source={run.source} />
        </>
      )}
    </aside>
  )
}

function Facts({ row, zone }: { readonly row: ConversationRow; readonly zone: string }) {
  const facts = [
    row.skill_id,
    `opened ${moment(row.opened_at, zone)}`,
    row.closed_at === null
      ? 'still open'
      : `closed by ${row.close_cause} after ${duration(row.closed_at - row.opened_at)}`,
    some(row.turns, 'turn'),
    row.assigned_at === null ? 'never assigned' : `assigned after ${show(row.wait_ms, 'ms')}`,
    row.first_reply_at === null
      ? 'never answered'
      : `first reply after ${show(row.first_response_ms, 'ms')}`,
  ]
  return <p className="facts">{facts.join(' · ')}</p>
}

function turnWords({ agent_id, answered_at, kind, outcome, response_ms }: TurnRow): string {
  const what = kind === 'transfer' ? 'moved' : 'asked'
  if (answered_at === null)
    return `${what}, never answered${outcome === 'missed' ? ', missed' : ''}`
  const time = response_ms === null ? '' : ` after ${duration(response_ms)}`
  return `${what}, answered by ${agent_id}${time}${outcome ? `, ${outcome}` : ''}`
}

/** The day, where it is another than that of the line before. */
function NewDay(props: {
  readonly at: number
  readonly before: number | undefined
  readonly zone: string
}) {
  const { at, before, zone } = props
  const today = day(at, zone)
  if (before !== undefined && day(before, zone) === today) return null
  return <b className="day">{today}</b>
}

function Turns({ turns, zone }: { readonly turns: readonly TurnRow[]; readonly zone: string }) {
  return (
    <>
      <h3>Turns</h3>
      <ol className="story">
        {turns.map((turn, i) => (
          <li key={turn.turn}>
            <NewDay at={turn.opened_at} before={turns[i - 1]?.opened_at} zone={zone} />
            <time>{clockSeconds(turn.opened_at, zone)}</time>
            <span className={turn.outcome === 'missed' ? 'breach' : ''}>
              {turn.outcome === 'missed' && '■ '}
              {turnWords(turn)}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Decisions(props: {
  readonly decisions: readonly DecisionRow[]
  readonly zone: string
  readonly source: string
}) {
  const { decisions, source, zone } = props
  if (decisions.length === 0)
    return source === 'imported' ? (
      <p className="quiet">The recorded log does not say who decided what, or why.</p>
    ) : null
  return (
    <>
      <h3>Decisions, and why</h3>
      <ol className="story">
        {decisions.map((row, i) => (
          <li key={row.seq} className={`kind-${row.kind}`}>
            <NewDay at={row.at} before={decisions[i - 1]?.at} zone={zone} />
            <time>{clockSeconds(row.at, zone)}</time>
            <span>{decisionWords(row)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
