import { meanOverTime } from './metric.ts'

export const openLoad = meanOverTime({
  id: 'openLoad',
  label: 'Slot load',
  unit: 'slots',
  sentence:
    'Slots that all open conversations take or would take, assigned or waiting, averaged over time: what capacity must hold.',
  interval: 'split',
  countedFor: 'skill',
  from: 'open_load',
  start: 'from_at',
  end: 'to_at',
  over: 'used / 1000',
  skill: 'skill',
  value: (sql) => `CASE WHEN EXISTS (FROM open_load) THEN ${sql} END`,
  unless: 'no weights were recorded',
})
