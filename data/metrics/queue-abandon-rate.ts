import { flag } from './facts.ts'
import { ratio } from './metric.ts'

export const queueAbandonRate = ratio({
  id: 'queueAbandonRate',
  label: 'Queue abandon rate',
  unit: 'share',
  sentence:
    'Of the first queue stays that ended, the share in which the consumer left, whether or not a word was written: in calls none is.',
  interval: 'end',
  countedFor: 'skill',
  from: 'segments s JOIN conversations c ON c.conversation = s.conversation',
  where: "s.kind = 'queue' AND s.start_reason = 'opened' AND s.ended_at IS NOT NULL",
  at: 's.ended_at',
  skill: 's.skill',
  conversation: 's.conversation',
  over: flag("s.end_reason = 'closed' AND c.close_cause = 'consumer'"),
  without: 'first queue stay ended',
  twin: { table: 'intervals', over: ['queue_left'], under: ['queue_stays'] },
})
