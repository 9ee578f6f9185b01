import { causeNames } from '../../core/index.ts'
import { type Given, NO_AGENT_ID, NO_SKILL_ID, type Parameter, type Report } from './report.ts'

/** The last instant that a date can tell, ms. */
const LATEST = 8_640_000_000_000_000

const keys = { low: -Number.MAX_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER }
const filters = {
  skill: { kind: 'skill', meaning: 'Last skill' },
  agent: { kind: 'agent', meaning: 'Held by this agent at last' },
  cause: { kind: 'choice', meaning: 'What ended it', values: [...causeNames, 'open'] },
  q: { kind: 'text', meaning: 'Part of its key' },
  conversation: { kind: 'whole', meaning: 'Its key', ...keys },
  from: { kind: 'whole', meaning: 'Opened from this instant on, ms', low: 0, high: LATEST },
  to: { kind: 'whole', meaning: 'Opened before this instant, ms', low: 0, high: LATEST },
} as const satisfies Record<string, Parameter>

const orders = {
  opened_at: 'opened_at',
  wait: 'wait_ms',
  first_response: 'first_response_ms',
  worst_response: 'worst_response_ms',
  turns: 'turns',
} as const

export const conversations: Report = {
  name: 'conversations',
  question: 'Which conversations were there: one row each, filtered and ordered.',
  parameters: {
    ...filters,
    order: {
      kind: 'choice',
      meaning: 'Column to order by; opened_at if missing',
      values: Object.keys(orders),
    },
    desc: { kind: 'choice', meaning: '1 for the largest first', values: ['0', '1'] },
    limit: { kind: 'whole', meaning: 'Most rows; 100 if missing', low: 0, high: 100_000 },
    offset: { kind: 'whole', meaning: 'Rows to pass over', low: 0, high: 1_000_000_000 },
  },
  ask: (given) => {
    const { desc, limit = 100, offset = 0, order = 'opened_at' } = given
    const column = orders[order as keyof typeof orders]
    return {
      sql: `
SELECT c.*, coalesce(s.id, '${NO_SKILL_ID}') AS skill_id, coalesce(a.id, '${NO_AGENT_ID}') AS agent_id
FROM conversations c LEFT JOIN skills s USING (skill) LEFT JOIN agents a ON a.agent = c.agent
WHERE ${where(given)}
ORDER BY ${column} ${desc === '1' ? 'DESC' : 'ASC'} NULLS LAST, conversation
LIMIT $limit OFFSET $offset`,
      values: { ...given, limit, offset },
    }
  },
}

export const conversationCount: Report = {
  name: 'conversation-count',
  question: 'How many conversations does the same filter leave.',
  parameters: filters,
  ask: (given) => ({
    sql: `SELECT count(*)::DOUBLE AS n FROM conversations c WHERE ${where(given)}`,
    values: given,
  }),
}

function where({ agent, cause, conversation, from, q, skill, to }: Given): string {
  const conditions = [
    skill === undefined ? [] : ['c.skill = $skill'],
    agent === undefined ? [] : ['c.agent = $agent'],
    cause === undefined
      ? []
      : [cause === 'open' ? 'c.closed_at IS NULL' : 'c.close_cause = $cause'],
    conversation === undefined ? [] : ['c.conversation = $conversation'],
    q === undefined ? [] : ['contains(c.conversation::BIGINT::VARCHAR, $q)'],
    from === undefined ? [] : ['c.opened_at >= $from'],
    to === undefined ? [] : ['c.opened_at < $to'],
  ].flat()
  return conditions.length > 0 ? conditions.join(' AND ') : 'true'
}
