import { onShift } from './facts.ts'
import { meanOverTime } from './metric.ts'

const WEEK_HOURS = 168

export const fte = meanOverTime({
  id: 'fte',
  label: 'Full-time equivalents',
  unit: 'agents',
  sentence: 'Shift time by the hours of a full-time contract: those asked about, 40 a week.',
  ...onShift,
  parameters: { contract: 40 },
  value: (agents) => `${agents} * ${WEEK_HOURS} / $contract::DOUBLE`,
})
