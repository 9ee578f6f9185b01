import { during } from './facts.ts'
import { sum } from './metric.ts'

export const timeOnline = sum({
  id: 'timeOnline',
  label: 'Time online',
  unit: 'ms',
  sentence: 'Time online.',
  ...during("= 'online'"),
  twin: { table: 'agent_intervals', over: ['online_ms'], under: null },
})
