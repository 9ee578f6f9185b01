import { number, place, queue, text, word } from '../schema.ts'
import { agentKinds, count, instant, replication, sources, span } from './words.ts'

/** The run itself, and the names of what places stand for. */
export const run = {
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

export const skills = {
  skill: queue('Place in the configuration'),
  id: text('Its name'),
  target_ms: span('Response target; null for none'),
  resolution_ms: span('Opened → closed, as it should be; null for none'),
  line_of_business: text('The silo that it is counted under; null for none'),
} as const

export const groups = {
  group: place('Place in the configuration'),
  id: text('Its name'),
  parent: place('The group that it is part of'),
} as const

export const channels = {
  channel: place('Place in the configuration'),
  id: text('Its name'),
} as const

export const agents = {
  agent: place('Place in the configuration'),
  id: text('Its name'),
  max_slots: number('slots', 'Capacity'),
  kind: word(agentKinds, 'Who answers'),
  group: place('Its group'),
} as const

export const agent_skills = {
  agent: place('Place in the configuration'),
  skill: queue('A skill that it holds'),
  level: number('', 'How well, 1 to 10'),
} as const

export const schedule = {
  agent: place('Whose shift'),
  from_at: instant('Start of the shift'),
  to_at: instant('Its end, exclusive'),
} as const

export const replications = {
  replication,
  trace_hash: text('Stands for every decision of the replication'),
  events: count('Events applied', 'events'),
  conversations: count('Conversations opened', 'conversations'),
  unfinished: count('Conversations still open at the end', 'conversations'),
} as const
