/** Rows of the reports, as they arrive. Instants and durations in ms; null where unknown. */
export interface SummaryRow {
  readonly metric: string
  readonly label: string
  readonly unit: string
  readonly n: number | null
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  readonly p05: number | null
  readonly p95: number | null
  readonly sample: number | null
  readonly above: number | null
}
export interface CurveRow {
  readonly upper_ms: number
  readonly share: number
  readonly low: number | null
  readonly high: number | null
}
export interface LevelRow {
  readonly at: number
  readonly queued: number
  readonly queued_low: number | null
  readonly queued_high: number | null
  readonly owed: number
  readonly owed_low: number | null
  readonly owed_high: number | null
  readonly opened: number
}
export interface HeatRow {
  readonly day: string
  readonly start: string
  readonly at: number
  readonly value: number | null
  readonly n: number
}
export interface AgentRow {
  readonly agent: number
  readonly id: string
  readonly load: number | null
  readonly load_low: number | null
  readonly load_high: number | null
  readonly online_h: number
  readonly assigned: number
  readonly answered: number
}
export interface ConversationRow {
  readonly conversation: number
  readonly opened_at: number
  readonly assigned_at: number | null
  readonly first_reply_at: number | null
  readonly closed_at: number | null
  readonly close_cause: string | null
  readonly consumer_messages: number
  readonly agent_messages: number
  readonly turns: number
  readonly transfers: number
  readonly returns: number
  readonly wait_ms: number | null
  readonly first_response_ms: number | null
  readonly worst_response_ms: number | null
  readonly skill_id: string
  readonly agent_id: string
}
export interface TurnRow {
  readonly turn: number
  readonly kind: string
  readonly opened_at: number
  readonly answered_at: number | null
  readonly withdrawn_at: number | null
  readonly due_at: number | null
  readonly response_ms: number | null
  readonly outcome: string | null
  readonly agent_id: string
}
export interface LifeRow {
  readonly lane: 'where' | 'owed' | 'message' | 'weight'
  readonly kind: string
  readonly started_at: number
  readonly ended_at: number | null
  readonly due_at: number | null
  readonly outcome: string | null
  readonly skill_id: string
  readonly agent_id: string
}
export interface DecisionRow {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly conversation: number | null
  readonly why: string | null
  readonly value: number | null
  readonly skill_id: string
  readonly agent_id: string
}
