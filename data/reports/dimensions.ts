import { NO_AGENT_ID, NO_SKILL_ID } from './report.ts'

/** What can be filtered by and broken down by; the column of the facts that each needs. */
export const dimensions = {
  skill: { needs: 'skill', code: 'f.skill', name: `coalesce(s.id, '${NO_SKILL_ID}')` },
  lineOfBusiness: {
    needs: 'skill',
    code: 'l.line_of_business',
    name: `coalesce(aggregated."lineOfBusiness", '(no line of business)')`,
  },
  agent: { needs: 'agent', code: 'f.agent', name: `coalesce(a.id, '${NO_AGENT_ID}')` },
  group: { needs: 'agent', code: 'a."group"', name: `coalesce(g.id, '(no group)')` },
  kind: {
    needs: 'agent',
    code: 'a.kind',
    name: `coalesce(aggregated.kind::VARCHAR, '${NO_AGENT_ID}')`,
  },
  channel: { needs: 'conversation', code: 'c.channel', name: `coalesce(h.id, '(no channel)')` },
  part: { needs: 'part', code: 'f.part', name: `coalesce(aggregated.part::VARCHAR, '(none)')` },
} as const
export type Dimension = keyof typeof dimensions
