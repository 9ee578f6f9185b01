import { record, type RunContents, type RunMeta } from '../index.ts'
import { at, desk, events, tell } from './histories.ts'
import { time } from '../../core/index.ts'

/** A small whole run: two conversations of one morning. */
export function contents(id: string, change: Partial<RunMeta> = {}): RunContents {
  const { config, history, trace } = tell(
    desk,
    events(
      { type: 'agent.presenceSet', at: at('08:30'), agent: 0, presence: 3 },
      { type: 'conversation.opened', at: at('09:00'), conversation: 1, skill: 0 },
      { type: 'consumer.wrote', at: at('09:00'), conversation: 1 },
      { type: 'agent.wrote', at: at('09:05'), conversation: 1, agent: 0 },
      { type: 'conversation.opened', at: at('09:06'), conversation: 2, skill: 1 },
      { type: 'consumer.wrote', at: at('09:06'), conversation: 2 },
      { type: 'conversation.closed', at: at('09:20'), conversation: 1, by: 'agent' },
    ),
  )
  const ended_at = at('10:00')
  return {
    meta: { ...meta(id), ended_at, trace_hash: trace.hash(), ...change },
    tables: record(config, history, trace, time(ended_at)),
  }
}

/** What is known of a live run of 2026-03-02, from midnight UTC, by the quarter of an hour. */
export function meta(id: string): RunMeta {
  return {
    ...{ id, name: `Run ${id}`, source: 'live', scenario: null, scenario_hash: null },
    ...{ code_version: '0.1.0', seed: null, replications: 1 },
    ...{ started_at: at('00:00'), counted_from: at('00:00'), ended_at: at('23:59:59') },
    ...{ interval_ms: 900_000, zone: 'UTC', tz_version: '2025c', created_at: 0 },
    ...{ trace_hash: null, provenance: 'made by hand' },
  }
}
