import { causeNames, entryNames, kindNames, lossNames, presenceNames } from '../core/index.ts'
import { type Data, label, number, place, queue, type Table, text, word } from './schema.ts'

/** A metric that is kept as a histogram; their places are the codes of the histogram tables. */
export const histogramMetrics = ['responseTime', 'firstResponseWait', 'assignmentWait'] as const
export const sources = ['simulated', 'live', 'imported'] as const
export type Source = (typeof sources)[number]
export const turnKinds = ['consumer', 'transfer'] as const
export const outcomes = ['met', 'missed'] as const
export const segmentKinds = ['skill', 'agent', 'queue'] as const
export const segmentStarts = entryNames
export const segmentEnds = ['assigned', ...lossNames] as const
export const authors = ['consumer', 'agent'] as const

const replication = number('', 'Which replication, from 0')
const key = number('', 'The conversation: a whole number that is never reused')
const instant = (meaning: string) => number('ms since 1970 UTC', meaning)
const span = (meaning: string) => number('ms', meaning)
const count = (meaning: string, of: string) => number(of, meaning)

const run = {
  id: text('Name of the run and of its file'),
  name: text('What people call it'),
  source: word(sources, 'Where its rows come from'),
  scenario: text('The compiled scenario as JSON; null if there is none'),
  scenario_hash: text('Stands for the scenario'),
  code_version: text('Of the program that wrote it'),
  seed: number('', 'Names the randomness of a simulated run'),
  replications: count('Replications kept; 1 for live and imported', 'replications'),
  started_at: instant('Start of what is recorded'),
  ended_at: instant('End of what is recorded; the rows are in `[started_at, ended_at)`'),
  counted_from: instant('End of the burn-in: nothing before it counts'),
  interval_ms: span('Grain of the interval tables'),
  zone: text('Time zone of local labels', 'IANA'),
  tz_version: text('Version of the time-zone data in use'),
  created_at: instant('When the file was written'),
  trace_hash: text('Stands for every decision of replication 0'),
  provenance: text('Where the data come from, in a sentence'),
} as const

const skills = {
  skill: queue('Place in the configuration'),
  id: text('Its name'),
  target_ms: span('Response target; null for none'),
} as const

const agents = {
  agent: place('Place in the configuration'),
  id: text('Its name'),
  max_slots: number('slots', 'Capacity'),
} as const

const replications = {
  replication,
  trace_hash: text('Stands for every decision of the replication'),
  events: count('Events applied', 'events'),
  conversations: count('Conversations opened', 'conversations'),
  unfinished: count('Conversations still open at the end', 'conversations'),
} as const

const conversations = {
  conversation: key,
  skill: queue('Last skill; −1 without'),
  agent: place('Who held it last; null if nobody ever did'),
  opened_at: instant('Opened'),
  assigned_at: instant('First assigned'),
  first_reply_at: instant('First reply to the consumer'),
  closed_at: instant('Closed; null while open'),
  close_cause: word(causeNames, 'What ended it'),
  consumer_messages: count('Messages of the consumer', 'messages'),
  agent_messages: count('Messages of agents', 'messages'),
  turns: count('Turns opened', 'turns'),
  transfers: count('Transfers to a skill', 'events'),
  returns: count('Returns to the queue', 'events'),
  wait_ms: span('Opened → first assigned'),
  first_response_ms: span('First consumer message → first reply'),
  worst_response_ms: span('Longest response time of its consumer turns'),
} as const

const turns = {
  conversation: key,
  turn: number('', 'Which turn of the conversation, from 0'),
  kind: word(turnKinds, 'Opened by a message of the consumer, or by a move while nothing was owed'),
  opened_skill: queue('Skill when it opened'),
  skill: queue('Skill at the reply, else the last'),
  agent: place('Who replied'),
  opened_at: instant('Opened'),
  answered_at: instant('First message of an agent since'),
  withdrawn_at: instant('Closed unanswered'),
  due_at: instant('The due that decided the outcome, else the last one in force; null without'),
  assigned_at: instant('Since when the holder at the reply had held it'),
  response_ms: span('Opened → answered; null for transfer turns'),
  outcome: word(outcomes, 'Against the due; null while or if undecided'),
  outcome_at: instant('When the outcome became certain'),
  outcome_skill: queue('Met: skill at the reply; missed: skill at the due'),
  outcome_agent: place('Met: who replied; missed: who held it at the due'),
} as const

const segments = {
  conversation: key,
  segment: number('', 'Which segment of the conversation, from 0, in order of start'),
  kind: word(segmentKinds, 'Queue and agent segments tile its life; so do skill segments'),
  skill: queue('Skill; −1 without'),
  agent: place('Holder; null unless an agent segment'),
  started_at: instant('Start'),
  ended_at: instant('End, exclusive; null while running'),
  start_reason: word(segmentStarts, 'What began it; for an agent, what began its queue stay'),
  end_reason: word(segmentEnds, 'What ended it'),
  decided_by: label('The rank that chose the agent; `onlyOne` if no other was eligible'),
} as const

const agent_time = {
  agent: place('Place in the configuration'),
  from_at: instant('Start of the piece'),
  to_at: instant('Its end, exclusive'),
  presence: word(presenceNames, 'Throughout the piece'),
  used: number('thousandths of a slot', 'Σ weight of the conversations held'),
  held: count('Conversations held', 'conversations'),
  active: count('Of them active or cooling', 'conversations'),
} as const

const messages = {
  conversation: key,
  at: instant('Written'),
  author: word(authors, 'Which side'),
  agent: place('Who wrote, if an agent'),
} as const

const decisions = {
  seq: number('', 'Row of the trace'),
  at: instant('Dated'),
  kind: word(kindNames, 'What the router did'),
  conversation: number('', 'Which conversation; null where it concerns a whole queue'),
  agent: place('Which agent'),
  skill: queue('Which skill'),
  why: label('Why, by kind: entry, reason, deciding rank, loss, activity, target, cause, refusal'),
  value: number('by kind', 'Due (ms; null for none), wait (ms), weight, duration (ms), old skill'),
} as const

const intervals = {
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
} as const

const agent_intervals = {
  replication,
  interval_start: instant('Start of the interval'),
  agent: place('Place in the configuration'),
  online_ms: span('Time online'),
  used_ms: number('thousandths·ms', '∫ slots in use while online'),
  capacity_ms: number('thousandths·ms', '∫ capacity while online'),
  assigned: count('Assignments', 'events'),
  answered: count('Turns answered', 'turns'),
} as const

const histograms = {
  replication,
  skill: queue('Skill; −1 without'),
  metric: word(histogramMetrics, 'Which duration'),
  bin: number('', '0 below 1 s, then log-spaced, 128 from 1 s to 1 day; 180 above 93 days'),
  n: count('Durations in the bin', 'durations'),
} as const

const exact = {
  replication,
  metric: word(histogramMetrics, 'Which duration'),
  skill: queue('Skill; −1 without'),
  n: count('Durations', 'durations'),
  sum_ms: span('Their sum'),
  min_ms: span('The shortest'),
  max_ms: span('The longest'),
} as const

/**
 * Every table of a run's file: the one schema. `conversations` to `decisions` hold one history
 * whole (replication 0, or the recorded one); `intervals` to `exact` hold every replication.
 */
export const tables = {
  run,
  skills,
  agents,
  replications,
  conversations,
  turns,
  segments,
  agent_time,
  messages,
  decisions,
  intervals,
  agent_intervals,
  histograms,
  exact,
} as const satisfies Record<string, Table>

export type TableName = keyof typeof tables
export type DataOf<T extends TableName> = Data<(typeof tables)[T]>
/** Tables with their columns filled. */
export type Tables = { readonly [T in Exclude<TableName, 'run'>]?: DataOf<T> }

/** The tables of one history, as `record` makes them. */
export const rowTables = [
  'conversations',
  'turns',
  'segments',
  'agent_time',
  'messages',
  'decisions',
] as const satisfies readonly TableName[]
/** The tables of all replications, as the simulator's measures make them. */
export const measureTables = [
  'intervals',
  'agent_intervals',
  'histograms',
  'exact',
] as const satisfies readonly TableName[]
