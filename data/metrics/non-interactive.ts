import { closing, isAbandoned } from './facts.ts'
import { count } from './metric.ts'

export const nonInteractive = count({
  id: 'nonInteractive',
  label: 'Non-interactive',
  unit: 'conversations',
  sentence: 'Closed conversations that are neither interactive nor abandoned.',
  ...closing(`answers = 0 AND NOT (${isAbandoned})`),
})
