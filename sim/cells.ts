/** The columns of table `intervals`, in order; `SkillCell` are their places. */
export const skillColumns = [
  ...['opened', 'closed', 'turns_opened', 'turns_answered', 'abandoned'],
  ...['response_n', 'response_sum_ms', 'first_n', 'first_sum_ms', 'wait_n', 'wait_sum_ms'],
  ...['met', 'missed', 'queued_ms', 'owed_ms', 'queue_stays', 'queue_left'],
] as const
/** The columns of table `agent_intervals`; `AgentCell` are their places. */
export const agentColumns = ['online_ms', 'used_ms', 'capacity_ms', 'assigned', 'answered'] as const

/** What is counted of a skill in an interval. */
export const SkillCell = {
  opened: 0,
  closed: 1,
  turnsOpened: 2,
  turnsAnswered: 3,
  abandoned: 4,
  met: 11,
  missed: 12,
  queued: 13,
  owed: 14,
  queueStays: 15,
  queueLeft: 16,
} as const
/** What is counted of an agent in an interval. */
export const AgentCell = { online: 0, used: 1, capacity: 2, assigned: 3, answered: 4 } as const
/** The durations that have histograms; their places are the codes of the tables. */
export const Span = { response: 0, first: 1, wait: 2 } as const
export type Span = (typeof Span)[keyof typeof Span]
/** Where the count and the sum of a duration lie: two places each, from here. */
export const SPANS = 5
