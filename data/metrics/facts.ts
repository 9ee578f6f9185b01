import type { About, Extra, Facts } from './metric.ts'

/** Where most metrics take their contributions from, and whom these count for (METRICS.md §2). */
export type Source = Facts & Pick<About, 'interval' | 'countedFor'>

export const atOpen = {
  ...{ interval: 'start', countedFor: 'who opened it, skill at open' },
  ...{ from: 'conversations', at: 'opened_at' },
  ...{ skill: 'opened_skill', agent: 'opener', conversation: 'conversation' },
} as const satisfies Source

export const atClose = {
  ...{ interval: 'end', countedFor: 'last agent, last skill' },
  ...{ from: 'conversations', at: 'closed_at', where: 'closed_at IS NOT NULL' },
  ...{ skill: 'skill', agent: 'agent', conversation: 'conversation' },
} as const satisfies Source
/** Closes of some conversations only. */
export const closing = (where: string): Source => ({
  ...atClose,
  where: `closed_at IS NOT NULL AND ${where}`,
})

/** Replies of humans. */
export const atReply = {
  ...{ interval: 'end', countedFor: 'responder and skill at the reply' },
  ...{ from: 'turns', at: 'answered_at', where: "kind_of_agent = 'human'" },
  ...{ skill: 'skill', agent: 'agent', conversation: 'conversation' },
} as const satisfies Source
export const replying = (where: string): Source => ({
  ...atReply,
  where: `kind_of_agent = 'human' AND ${where}`,
})

/** Outcomes against the due, of turns that no bot answered. */
export const atOutcome = {
  ...{ interval: 'outcome', countedFor: 'met: responder; missed: holder at the due' },
  ...{ from: 'turns', at: 'outcome_at' },
  where: "outcome IS NOT NULL AND kind_of_agent IS DISTINCT FROM 'bot'",
  ...{ skill: 'outcome_skill', agent: 'outcome_agent', conversation: 'conversation' },
} as const satisfies Source

/** Agent segments of one kind of agent, dated by `at`. */
export const held = (at: string, where = 'true', kind: 'human' | 'bot' = 'human'): Source => ({
  ...{ interval: at === 's.started_at' ? 'start' : 'end', countedFor: 'holder' },
  ...{ from: 'segments s JOIN agents a ON a.agent = s.agent', at },
  where: `s.kind = 'agent' AND a.kind = '${kind}' AND ${at} IS NOT NULL AND ${where}`,
  ...{ skill: 's.skill', agent: 's.agent', conversation: 's.conversation' },
})

/** Moves of one kind, by whoever made them or lost it. */
export const moving = (kind: string): Source => ({
  ...{ interval: 'end', countedFor: 'mover, skill of origin' },
  ...{ from: 'moves', at: '"at"', where: `kind = '${kind}'` },
  ...{ skill: 'skill', agent: 'agent', conversation: 'conversation' },
})

/** Agents’ time in a presence, split among intervals. */
export const during = (presence: string, kind: 'human' | 'bot' = 'human'): Source => ({
  ...{ interval: 'split', countedFor: 'agent' },
  ...{ from: 'agent_time t JOIN agents a ON a.agent = t.agent', start: 'from_at', end: 'to_at' },
  where: `a.kind = '${kind}' AND t.presence ${presence}`,
  agent: 't.agent',
})
export const online = "= 'online'"

/** Online humans, where what they had room for was recorded. */
export const withRoom = {
  value: (sql: string) =>
    `CASE WHEN EXISTS (FROM agent_time WHERE room IS NOT NULL) THEN ${sql} END`,
  unless: 'no room was recorded',
} as const satisfies Extra

/** Stays in a queue. */
export const queueing = {
  ...{ countedFor: 'skill', from: 'segments', start: 'started_at', end: 'ended_at' },
  where: "kind = 'queue'",
  ...{ skill: 'skill', conversation: 'conversation' },
} as const satisfies Facts & { countedFor: string }

/** Turns that are owed an answer. */
export const owed = {
  ...{ interval: 'now', countedFor: 'skill', from: 'turns', start: 'opened_at' },
  ...{ end: 'coalesce(answered_at, withdrawn_at)', skill: 'skill', conversation: 'conversation' },
} as const satisfies Source

/** A condition as 0 or 1, exact in a sum. */
export const flag = (condition: string): string => `(${condition})::INTEGER::DOUBLE`

/** Turns of humans as they open. */
export const turning = {
  ...{ interval: 'start', countedFor: 'skill', from: 'turns', at: 'opened_at' },
  where: "kind_of_agent IS DISTINCT FROM 'bot'",
  ...{ skill: 'opened_skill', conversation: 'conversation', part: 'kind' },
} as const satisfies Source

/** Estimated effort, a piece of time before each reply. */
export const atWork = {
  ...atReply,
  ...{ interval: 'split', countedFor: 'holder', at: undefined },
  ...{ start: 'answered_at - effort_ms', end: 'answered_at' },
} as const satisfies Source

/** Levels of a queue by what is waited for. */
export const waitingFor = (reason: string): Source => ({
  ...{ interval: 'split', countedFor: 'skill', from: 'waiting' },
  where: `reason ${reason}`,
  ...{ start: 'from_at', end: 'to_at', over: 'level', skill: 'skill' },
})

/** Levels of a queue by why somebody must look at it. */
export const lookedFor = (reason: string) =>
  ({
    ...{ interval: 'split', countedFor: 'skill', from: 'actionable' },
    where: `reason = '${reason}'`,
    ...{ start: 'from_at', end: 'to_at', over: 'level', skill: 'skill' },
    value: (sql: string) => `CASE WHEN EXISTS (FROM actionable) THEN ${sql} END`,
    unless: 'no such reasons were recorded',
  }) as const satisfies Source & Extra

/** Owed turns past their due, while in a queue or in hands. */
export const overdueIn = (kind: 'queue' | 'agent'): Source => ({
  ...{ interval: 'now', countedFor: 'skill' },
  from: 'turns t JOIN segments s ON s.conversation = t.conversation',
  where: `s.kind = '${kind}' AND t.due_at IS NOT NULL`,
  start: 'greatest(t.due_at, t.opened_at, s.started_at)',
  end: 'least(coalesce(t.answered_at, t.withdrawn_at, s.ended_at), coalesce(s.ended_at, t.answered_at, t.withdrawn_at))',
  ...{ skill: 't.skill', conversation: 't.conversation' },
})

/** Whether a conversation, closed, was abandoned (SEMANTICS.md §24.2). */
export const isAbandoned = "opened_by = 'consumer' AND consumer_messages > 0 AND agent_messages = 0"

/** Effort by conversation: `conversation, total`. */
export const effort = `
    SELECT conversation, sum(effort_ms) AS total FROM turns
    WHERE kind_of_agent = 'human' GROUP BY conversation`

/** Conversations, each with the gap from its close to its consumer's next. */
export const withNext = `(
    SELECT c.*, n.next_at - c.closed_at AS gap_ms
    FROM conversations c ASOF LEFT JOIN (
      SELECT consumer, opened_at AS next_at FROM conversations
      WHERE opened_by = 'consumer' AND consumer IS NOT NULL) n
    ON n.consumer = c.consumer AND c.closed_at < n.next_at)`
/** The gap's bucket; upper bounds are inclusive. */
export const gapPart = `CASE WHEN gap_ms <= 3600000 THEN '1 h' WHEN gap_ms <= 86400000 THEN '1 d'
    WHEN gap_ms <= 259200000 THEN '3 d' WHEN gap_ms <= 604800000 THEN '7 d'
    WHEN gap_ms <= 1209600000 THEN '14 d' ELSE '30 d' END`
/** Whether the record goes on for so many days after the close: only then is it known. */
export const isOver = (days: number): string =>
  `closed_at + ${days * 86_400_000} <= (SELECT ended_at FROM run)`

const firstIsBot = `(SELECT kind FROM agents b WHERE b.agent = first_agent) = 'bot'`
export const beganWithBot = `coalesce(${firstIsBot}, false)`
export const isContained = 'human_holds = 0 AND agent_messages = bot_messages'
/** Moves of bots, of some kinds. */
export const botMoves = (kind: string): Source => ({
  ...{ interval: 'end', countedFor: 'bot', at: 'm."at"' },
  ...{ from: 'moves m JOIN agents a ON a.agent = m.agent' },
  where: `a.kind = 'bot' AND m.kind ${kind}`,
  ...{ skill: 'm.skill', agent: 'm.agent', conversation: 'm.conversation' },
})

/**
 * Conversations offered to humans, when their outcome within `$within` ms is certain (METRICS §4.7):
 * the clock starts at opening, or at the hand-off where a bot began.
 */
export const offered = {
  ...{ interval: 'outcome', countedFor: 'skill', at: 'certain_at', skill: 'skill' },
  ...{ conversation: 'conversation', without: 'conversation offered' },
  parameters: { within: 20_000 },
  from: `(
    SELECT *, coalesce(first_reply_at - begun_at <= $within, false) AS is_answered,
      coalesce(closed_at - begun_at <= $within, false) AND first_reply_at IS NULL AS is_closed,
      is_closed AND close_cause = 'consumer' AS is_left,
      CASE WHEN is_answered THEN first_reply_at WHEN is_closed THEN closed_at
        ELSE begun_at + $within END AS certain_at
    FROM (
      SELECT *, CASE WHEN ${beganWithBot} THEN bot_left_at ELSE opened_at END AS begun_at
      FROM conversations WHERE opened_by = 'consumer')
    WHERE begun_at IS NOT NULL)`,
} as const satisfies Source & Pick<Extra, 'parameters' | 'without'>

/** Surveys and answers, counted at the end of their conversation. */
export const surveyed = {
  ...{ interval: 'end', countedFor: 'last agent, last skill', from: 'surveys', at: 'closed_at' },
  ...{ skill: 'skill', agent: 'agent', conversation: 'conversation' },
} as const satisfies Source
export const answered = (kind?: string): Source => ({
  ...surveyed,
  from: 'survey_answers',
  where: `answer = 'valid'${kind === undefined ? '' : ` AND kind = '${kind}'`}`,
})

/** Shifts of humans. */
export const onShift = {
  ...{ interval: 'split', countedFor: 'agent', start: 'p.from_at', end: 'p.to_at' },
  ...{ from: 'schedule p JOIN agents a ON a.agent = p.agent', where: "a.kind = 'human'" },
  agent: 'p.agent',
} as const satisfies Source

/** Credits of conversions (METRICS.md §4.10). */
export const credited = (where: string): Source & { readonly unless: string } => ({
  unless: 'nothing known of conversions',
  ...{ interval: 'end', countedFor: 'credited agent and its skill' },
  ...{ from: 'credits c JOIN conversions v ON v.conversion = c.conversion', at: 'c."at"', where },
  ...{ skill: 'c.skill', agent: 'c.agent', conversation: 'c.conversation', part: 'v.kind' },
})
/** Amounts of several currencies are never summed. */
export const ofCurrency = 'c.amount IS NOT NULL AND v.currency = (SELECT currency FROM attribution)'
/** Null where a run knows nothing of conversions. */
export const known = (sql: string): string =>
  `CASE WHEN (SELECT count(*) FROM attribution) > 0 THEN ${sql} END`
