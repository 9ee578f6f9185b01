import { owed, type Source } from './facts.ts'
import type { Extra } from './metric.ts'

/** Where metrics of work to come, and of the people for it, take their contributions from. */

const lately = `kind_of_agent = 'human' AND answered_at < $to
      AND answered_at >= least($to, (SELECT ended_at FROM run)) - 604800000`
/** Whether any effort is known of the seven days before the end. */
export const hasEffort = `EXISTS (FROM turns WHERE ${lately})`
/** Joins what a turn takes, ms, as `own`: the mean of its skill in those days; and as `every`: of all. */
const withEffort = (skill: string): string => `LEFT JOIN (
      SELECT skill AS of_skill, avg(effort_ms) AS own FROM turns WHERE ${lately} GROUP BY skill
    ) e ON e.of_skill = ${skill} CROSS JOIN (
      SELECT avg(effort_ms) AS every FROM turns WHERE ${lately})`

/** Owed turns, each with the hours that it takes. */
export const backlog = {
  ...owed,
  from: `turns t ${withEffort('t.skill')}`,
  over: 'coalesce(own, every) / 3600000',
} as const satisfies Source

/**
 * Who is online, at the occupancy asked about; and against them the turns that were opened within an hour:
 * those that last at an instant are the work that arrives then, in erlang.
 */
export const spareAgents = {
  ...{ interval: 'now', countedFor: 'skill', start: 'from_at', end: 'to_at' },
  from: `(
    SELECT from_at, to_at, NULL::INTEGER AS skill, t.agent, $occupancy::DOUBLE / 100 AS agents
    FROM agent_time t JOIN agents a ON a.agent = t.agent
    WHERE a.kind = 'human' AND presence = 'online'
    UNION ALL
    SELECT opened_at, opened_at + 3600000, opened_skill, NULL, -coalesce(own, every) / 3600000
    FROM turns t ${withEffort('t.opened_skill')}
    WHERE kind_of_agent IS DISTINCT FROM 'bot')`,
  ...{ over: 'agents', skill: 'skill', agent: 'agent', everySkill: true },
  parameters: { occupancy: 85 },
} as const satisfies Source & Extra

/** Agents required, on shift and online, a row each. No number is infinite: that many are not there. */
export const required = `
    SELECT from_at, to_at, skill, NULL::INTEGER AS agent,
      coalesce(agents, 'Infinity'::DOUBLE) AS n FROM requirements`
export const planned = `
    SELECT from_at, to_at, NULL::INTEGER AS skill, p.agent, 1.0 AS n
    FROM schedule p JOIN agents a ON a.agent = p.agent WHERE a.kind = 'human'`
export const present = `
    SELECT from_at, to_at, NULL::INTEGER AS skill, t.agent, 1.0 AS n
    FROM agent_time t JOIN agents a ON a.agent = t.agent
    WHERE a.kind = 'human' AND t.presence = 'online'`
/** Heads, or what is missing of them, by skill and by agent. */
export const requiring = (rows: string) =>
  ({
    ...{ interval: 'split', countedFor: 'skill or pool', from: `(${rows})` },
    ...{ start: 'from_at', end: 'to_at', over: 'n', skill: 'skill', agent: 'agent' },
    everySkill: true,
    value: (sql: string) =>
      `CASE WHEN EXISTS (FROM requirements) AND isfinite(${sql}) THEN ${sql} END`,
    unless: 'nothing known of requirements',
  }) as const satisfies Source & Extra
