import { NO_AGENT_ID, NO_SKILL_ID, type Report } from './report.ts'

const one = {
  conversation: {
    kind: 'whole',
    meaning: 'Its key',
    low: -Number.MAX_SAFE_INTEGER,
    high: Number.MAX_SAFE_INTEGER,
  },
} as const

const names = `coalesce(s.id, '${NO_SKILL_ID}') AS skill_id, coalesce(a.id, '${NO_AGENT_ID}') AS agent_id`

function rowsOfOne(name: string, question: string, sql: string): Report {
  return {
    name,
    question,
    parameters: one,
    required: ['conversation'],
    ask: ({ conversation }) => ({ sql, values: { conversation } }),
  }
}

export const turns = rowsOfOne(
  'turns',
  'The turns of one conversation.',
  `
SELECT t.*, ${names}
FROM turns t LEFT JOIN skills s USING (skill) LEFT JOIN agents a ON a.agent = t.agent
WHERE conversation = $conversation ORDER BY turn`,
)

export const segments = rowsOfOne(
  'segments',
  'Where one conversation was: with which skill, in the queue or with which agent, and why.',
  `
SELECT g.*, ${names}
FROM segments g LEFT JOIN skills s USING (skill) LEFT JOIN agents a ON a.agent = g.agent
WHERE conversation = $conversation ORDER BY segment`,
)

export const messages = rowsOfOne(
  'messages',
  'Who wrote when in one conversation.',
  // At one instant they stay in the order in which they were written.
  `
WITH own AS (
  SELECT *, row_number() OVER () AS place FROM messages WHERE conversation = $conversation)
SELECT own.* EXCLUDE (place), coalesce(a.id, '${NO_AGENT_ID}') AS agent_id
FROM own LEFT JOIN agents a ON a.agent = own.agent ORDER BY place`,
)

export const life = rowsOfOne(
  'life',
  'One conversation from its opening to its end: where it was, what was owed, who wrote, what it weighed.',
  `
WITH weighed AS (
  -- Whoever is assigned is active; after that each change is told, and the end of it.
  SELECT seq, kind, why, "at", lead("at") OVER (ORDER BY seq) AS until, skill, agent
  FROM decisions
  WHERE conversation = $conversation AND kind IN ('assigned', 'activity', 'unassigned')),
own AS (
  SELECT 'where' AS lane, kind::VARCHAR AS kind, started_at, ended_at, skill, agent,
    NULL AS due_at, NULL AS outcome, segment AS place
  FROM segments WHERE conversation = $conversation AND kind <> 'skill'
  UNION ALL
  SELECT 'owed', kind::VARCHAR, opened_at, coalesce(answered_at, withdrawn_at), skill, agent,
    due_at, coalesce(outcome::VARCHAR, CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' END), turn
  FROM turns WHERE conversation = $conversation
  UNION ALL
  SELECT 'message', author::VARCHAR, "at", "at", NULL, agent, NULL, NULL, row_number() OVER ()
  FROM messages WHERE conversation = $conversation
  UNION ALL
  SELECT 'weight', CASE kind WHEN 'assigned' THEN 'active' ELSE why END, "at", until, skill, agent,
    NULL, NULL, seq
  FROM weighed WHERE kind <> 'unassigned')
SELECT own.* EXCLUDE (place, skill, agent), ${names}
FROM own LEFT JOIN skills s USING (skill) LEFT JOIN agents a ON a.agent = own.agent
ORDER BY started_at, lane = 'message', lane DESC, place`,
)

export const decisions = rowsOfOne(
  'decisions',
  'What the router did with one conversation and why, and what its queue waited for meanwhile.',
  `
WITH stays AS (
  SELECT skill, started_at, ended_at FROM segments
  WHERE conversation = $conversation AND kind = 'queue')
SELECT d.*, ${names}
FROM decisions d LEFT JOIN skills s USING (skill) LEFT JOIN agents a ON a.agent = d.agent
WHERE d.conversation = $conversation 
  OR d.kind = 'waiting' AND d.conversation IS NULL AND EXISTS (
  FROM stays WHERE stays.skill = d.skill AND d."at" >= started_at
    AND (ended_at IS NULL OR d."at" < ended_at))
ORDER BY seq`,
)
