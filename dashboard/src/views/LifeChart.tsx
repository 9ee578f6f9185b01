import { Life } from '../charts/Life.tsx'
import { type RunDetails, useReport } from '../data/api.ts'
import type { ConversationRow, LifeRow } from '../data/rows.ts'
import { some } from '../data/words.ts'
import { moment, momentSeconds, ticks } from '../data/zone.ts'
import { Frame } from '../frame/Frame.tsx'
import { lifeFinding } from './findings.ts'

interface LifeChartProps {
  readonly run: RunDetails
  readonly row: ConversationRow
}

/** One conversation from its opening to its end, as a picture and as a table. */
export function LifeChart({ row, run }: LifeChartProps) {
  const params = { conversation: row.conversation }
  const query = useReport<LifeRow>(run, 'life', params)
  const { zone } = run
  return (
    <Frame
      id="life"
      run={run}
      report="life"
      params={params}
      query={query}
      title={lifeFinding}
      subtitle="where it was, what was owed, who wrote, what it weighed"
      height={178}
      columns={[
        { label: 'From', isText: true, of: (d) => momentSeconds(d.started_at, zone) },
        {
          label: 'Until',
          isText: true,
          of: (d) => (d.ended_at === null ? '–' : momentSeconds(d.ended_at, zone)),
        },
        { label: 'Lane', isText: true, of: ({ lane }) => lane },
        { label: 'What', isText: true, of: nameOf },
      ]}
      empty="Nothing is recorded of this conversation."
      draw={(rows, width) => <Picture {...{ row, rows, run, width }} />}
    />
  )
}

/** What a stretch is called. */
function nameOf({ agent_id, kind, lane, outcome, skill_id }: LifeRow): string {
  switch (lane) {
    case 'where':
      return kind === 'queue' ? `${skill_id} queue` : agent_id
    case 'owed':
      return `${kind === 'transfer' ? 'moved' : 'asked'}${outcome ? `, ${outcome}` : ''}`
    case 'message':
      return kind === 'consumer' ? 'consumer' : agent_id
    case 'weight':
      return kind
  }
}

function Picture(
  props: LifeChartProps & { readonly rows: readonly LifeRow[]; readonly width: number },
) {
  const { row, rows, run, width } = props
  const end = row.closed_at ?? run.ended_at
  const of = (lane: LifeRow['lane']) =>
    rows
      .filter((one) => one.lane === lane)
      .map((one) => ({
        ...one,
        from: one.started_at,
        to: Math.min(one.ended_at ?? end, end),
        name: nameOf(one),
      }))
  const [places, turns, messages] = [of('where'), of('owed'), of('message')]
  const span = `From ${moment(row.opened_at, run.zone)} to ${moment(end, run.zone)}`
  const held = places.filter(({ kind }) => kind === 'agent')
  const counts = [some(held.length, 'agent'), some(turns.length, 'turn')]
  return (
    <div className="life">
      <Life
        width={width}
        from={row.opened_at}
        to={end}
        summary={`${span}: ${[...counts, some(messages.length, 'message')].join(', ')}.`}
        ticks={ticks(row.opened_at, end, run.zone, width / 84)}
        places={places.map((one) => ({ ...one, isQueue: one.kind === 'queue' }))}
        turns={turns.map((one) => ({
          ...one,
          // A due that the reply came before is no event of its life.
          due: one.due_at !== null && one.due_at <= one.to ? one.due_at : null,
          isMissed: one.outcome === 'missed',
        }))}
        messages={messages.map(({ from, kind, name }) => ({
          at: from,
          isConsumer: kind === 'consumer',
          name: `${name}, ${momentSeconds(from, run.zone)}`,
        }))}
        states={of('weight')}
      />
    </div>
  )
}
