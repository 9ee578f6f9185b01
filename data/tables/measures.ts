import { number, place, queue, word } from '../schema.ts'
import { count, instant, replication, span } from './words.ts'

/** A metric that is kept as a histogram; their places are the codes of the histogram tables. */
export const histogramMetrics = ['responseTime', 'firstResponseWait', 'assignmentWait'] as const

export const intervals = {
  replication,
  interval_start: instant('Start of the interval'),
  skill: queue('Skill; −1 without'),
  opened: count('Opened under it', 'conversations'),
  closed: count('Closed under it', 'conversations'),
  turns_opened: count('Turns opened', 'turns'),
  turns_answered: count('Turns answered', 'turns'),
  abandoned: count('Closed after a consumer message and no agent message', 'conversations'),
  response_n: count('Response times ended', 'turns'),
  response_sum_ms: span('Their sum'),
  first_n: count('First responses', 'conversations'),
  first_sum_ms: span('Sum of first response waits'),
  wait_n: count('First assignments', 'conversations'),
  wait_sum_ms: span('Sum of assignment waits'),
  met: count('Turns answered by their due', 'turns'),
  missed: count('Turns whose due passed, or closed on while owed', 'turns'),
  queued_ms: number('conversation·ms', '∫ conversations in the queue'),
  owed_ms: number('turn·ms', '∫ turns owed'),
  queue_stays: count('First stays in a queue that ended', 'stays'),
  queue_left: count('Of them those that ended because the consumer left', 'stays'),
} as const

export const agent_intervals = {
  replication,
  interval_start: instant('Start of the interval'),
  agent: place('Place in the configuration'),
  online_ms: span('Time online'),
  used_ms: number('thousandths·ms', '∫ slots in use while online'),
  capacity_ms: number('thousandths·ms', '∫ capacity while online'),
  assigned: count('Assignments', 'events'),
  answered: count('Turns answered', 'turns'),
} as const

export const histograms = {
  replication,
  skill: queue('Skill; −1 without'),
  metric: word(histogramMetrics, 'Which duration'),
  bin: number('', '0 below 1 s, then log-spaced, 128 from 1 s to 1 day; 180 above 93 days'),
  n: count('Durations in the bin', 'durations'),
} as const

export const interval_histograms = {
  replication,
  interval_start: instant('Start of the interval in which they ended'),
  skill: queue('Skill; −1 without'),
  metric: word(histogramMetrics, 'Which duration'),
  bin: number('', 'As in `histograms`'),
  n: count('Durations in the bin', 'durations'),
} as const

export const exact = {
  replication,
  metric: word(histogramMetrics, 'Which duration'),
  skill: queue('Skill; −1 without'),
  n: count('Durations', 'durations'),
  sum_ms: span('Their sum'),
  min_ms: span('The shortest'),
  max_ms: span('The longest'),
} as const
