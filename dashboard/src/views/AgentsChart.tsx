import { Dots } from '../charts/Dots.tsx'
import { type RunDetails, useReport } from '../data/api.ts'
import type { AgentRow } from '../data/rows.ts'
import { exact, range, show } from '../data/words.ts'
import { Frame } from '../frame/Frame.tsx'
import { agentFinding } from './findings.ts'

/** Most agents in the picture; the table has all. */
const MOST = 16

/** Who carried how much of what they could. */
export function AgentsChart({ run }: { readonly run: RunDetails }) {
  const query = useReport<AgentRow>(run, 'agents')
  // A log says nothing of presence: what is left is who answered.
  const isLoad = query.data?.some(({ load }) => load !== null) ?? true
  const unit = isLoad ? 'share' : ''
  const valueOf = ({ answered, load }: AgentRow) => (isLoad ? load : answered)
  const sorted = (rows: readonly AgentRow[]) =>
    [...rows].sort((a, b) => (valueOf(b) ?? -1) - (valueOf(a) ?? -1)).slice(0, MOST)
  const count = run.agents.length
  const most = count > MOST ? ` · the first ${MOST} of ${count.toLocaleString('en')}` : ''
  const band = run.replications > 1 ? ' · bar: 90 % of runs' : ''
  const what = isLoad ? 'slots in use of slots online' : 'turns answered'
  return (
    <Frame
      id="agents"
      run={run}
      report="agents"
      params={{}}
      query={query}
      title={agentFinding}
      subtitle={`${what}${band}${most}`}
      height={Math.min(count, MOST) * 20 + 30}
      columns={[
        { label: 'Agent', isText: true, of: ({ id }) => id },
        { label: 'Load', of: ({ load }) => exact(load, 'share') },
        {
          label: 'typical',
          of: (d) => range(d.load_low, d.load_high, 'share', exact),
        },
        { label: 'Hours online', of: ({ online_h }) => exact(online_h, '') },
        { label: 'Assigned', of: ({ assigned }) => exact(assigned, '') },
        { label: 'Answered', of: ({ answered }) => exact(answered, '') },
      ]}
      empty="The run has no agents."
      draw={(rows, width) => (
        <Dots
          rows={sorted(rows).map((row) => ({
            name: row.id,
            value: valueOf(row),
            low: isLoad ? row.load_low : null,
            high: isLoad ? row.load_high : null,
          }))}
          width={width}
          rowHeight={20}
          summary={agentFinding(rows)}
          show={(value) => show(value, unit)}
          {...(isLoad && { bound: 1 })}
        />
      )}
    />
  )
}
