/** One metric a file, in the order in which they are shown. */
import { abandonRate } from './abandon-rate.ts'
import { agentLoad } from './agent-load.ts'
import { assignmentWait } from './assignment-wait.ts'
import { closed } from './closed.ts'
import { firstResponseWait } from './first-response-wait.ts'
import { opened } from './opened.ts'
import { queueUnassigned } from './queue-unassigned.ts'
import { responseTime } from './response-time.ts'
import { slaMetRate } from './sla-met-rate.ts'
import { turnsAnswered } from './turns-answered.ts'

export type { Code, Metric, Twin, Unit } from './metric.ts'
export { overlap } from './metric.ts'

export const metrics = {
  opened,
  closed,
  turnsAnswered,
  abandonRate,
  responseTime,
  firstResponseWait,
  assignmentWait,
  slaMetRate,
  queueUnassigned,
  agentLoad,
} as const
export type MetricId = keyof typeof metrics
