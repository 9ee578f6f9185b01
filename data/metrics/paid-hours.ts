import { onShift } from './facts.ts'
import { sum } from './metric.ts'

export const paidHours = sum({
  id: 'paidHours',
  label: 'Paid hours',
  unit: 'h',
  sentence: 'Shift time.',
  ...onShift,
  value: (ms) => `${ms} / 3600000`,
})
