import type { Report } from './report.ts'

export const quality: Report = {
  name: 'quality',
  question:
    'Is it sound: rows kept aside, duplicates, late rows, clock skew and gaps of an import.',
  parameters: {},
  ask: () => ({
    sql: `SELECT kind, rows, from_at, to_at, detail FROM findings ORDER BY kind, rows DESC`,
    values: {},
  }),
}

export const rejects: Report = {
  name: 'rejects',
  question: 'Which rows of an import were kept aside, and why.',
  parameters: {
    limit: { kind: 'whole', meaning: 'Most rows; 1,000 if missing', low: 0, high: 10_000_000 },
  },
  ask: ({ limit = 1000 }) => ({
    sql: `SELECT row, line, reason, raw FROM rejects ORDER BY coalesce(row, line) LIMIT $limit`,
    values: { limit },
  }),
}
