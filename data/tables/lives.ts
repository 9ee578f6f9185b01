import { causeNames, kindNames, offerEndNames, suggestionEndNames } from '../../core/index.ts'
import { label, number, place, queue, word } from '../schema.ts'
import * as words from './words.ts'
import { count, instant, key, span } from './words.ts'

/** Conversations and everything that happens to one. */
export const conversations = {
  conversation: key,
  skill: queue('Last skill; −1 without'),
  agent: place('Who held it last; null if nobody ever did'),
  opened_at: instant('Opened'),
  assigned_at: instant('First assigned'),
  first_reply_at: instant('First reply of a human'),
  closed_at: instant('Closed; null while open'),
  close_cause: word(causeNames, 'What ended it'),
  consumer_messages: count('Messages of the consumer', 'messages'),
  agent_messages: count('Messages of agents, bots included', 'messages'),
  turns: count('Turns opened', 'turns'),
  transfers: count('Transfers to a skill', 'events'),
  returns: count('Returns to the queue', 'events'),
  wait_ms: span('Opened → first assigned'),
  first_response_ms: span(
    'First consumer message → first reply of a human; null if an agent opened',
  ),
  worst_response_ms: span('Longest response time of its consumer turns'),
  consumer: number('', 'Whose it is; null if nobody knows'),
  channel: place('Class of channels'),
  opened_skill: queue('Skill when it was opened'),
  opened_by: word(words.openers, 'Which side opened it'),
  opener: place('The agent who opened it'),
  first_agent: place('Who held it first'),
  bot_messages: count('Messages of bots', 'messages'),
  answers: count('Messages of the consumer that follow one of an agent', 'messages'),
  human_holds: count('Agent segments of humans', 'segments'),
  bot_left_at: instant('A bot last gave it up to a queue'),
  is_first_ever: number('0 or 1', 'The first of its consumer in this record; null if nobody knows'),
  score: number('−100…100', 'Connection score'),
} as const

export const turns = {
  conversation: key,
  turn: number('', 'Which turn of the conversation, from 0'),
  kind: word(words.turnKinds, 'Opened by the consumer, or by a move while nothing was owed'),
  opened_skill: queue('Skill when it opened'),
  skill: queue('Skill at the reply, else the last'),
  agent: place('Who replied'),
  opened_at: instant('Opened'),
  answered_at: instant('First message of an agent since'),
  withdrawn_at: instant('Closed unanswered'),
  due_at: instant('The due that decided the outcome, else the last one in force; null without'),
  assigned_at: instant('Since when the holder at the reply had held it'),
  response_ms: span('Opened → answered; null for transfer turns'),
  outcome: word(words.outcomes, 'Against the due; null while or if undecided'),
  outcome_at: instant('When the outcome became certain'),
  outcome_skill: queue('Met: skill at the reply; missed: skill at the due'),
  outcome_agent: place('Met: who replied; missed: who held it at the due'),
  first_response_ms: span('At the first reply of a human: since the first message of the consumer'),
  from_bot_ms: span('At the first reply of a human after a bot: since the bot gave it up'),
  kind_of_agent: word(words.agentKinds, 'Who replied: a human or a bot; null unanswered'),
  open_hours_ms: span('Of the response time, what lay in the opening hours of the skill'),
  first_reply_ms: span('First reply of an agent segment: since the first message, or the move'),
  effort_ms: span(
    'Estimated effort: since the turn, the assignment or the last message of whoever replied',
  ),
  due_by: word(words.targetKinds, 'What set the due that decided'),
  target_due_at: instant('The due that its target gave, before anybody moved it'),
  is_exempt: number('0 or 1', 'The reply is the first message after a takeover or a resume'),
} as const

export const segments = {
  conversation: key,
  segment: number('', 'Which segment of the conversation, from 0, in order of start'),
  kind: word(words.segmentKinds, 'Queue and agent segments tile its life; so do skill segments'),
  skill: queue('Skill; −1 without'),
  agent: place('Holder; null unless an agent segment'),
  started_at: instant('Start'),
  ended_at: instant('End, exclusive; null while running'),
  start_reason: word(words.segmentStarts, 'What began it; for an agent, what began its queue stay'),
  end_reason: word(words.segmentEnds, 'What ended it'),
  decided_by: label(
    'The rank that chose the agent, or how it came about; `onlyOne` without choice',
  ),
  entered_at: instant('Agent segments: when its queue stay began, or it did'),
  first_message_at: instant('First message of the holder in it'),
  messages: count('Messages of the holder in it', 'messages'),
  after: place('Agent segments: who held it before'),
} as const

export const messages = {
  conversation: key,
  at: instant('Written'),
  author: word(words.authors, 'Which side'),
  agent: place('Who wrote, if an agent'),
  skill: queue('Skill then'),
  gap_ms: span('First message of the consumer after an agent’s run: since the run began'),
} as const

export const moves = {
  conversation: key,
  at: instant('When'),
  kind: word(words.moveKinds, 'What kind of move'),
  agent: place('Who moved it or lost it; null for the system'),
  skill: queue('Skill of origin'),
  to_skill: queue('Skill afterwards'),
  to_agent: place('To whom, where it was to an agent'),
} as const

export const offers = {
  conversation: key,
  agent: place('Proposed to'),
  skill: queue('Its skill'),
  from_at: instant('Made'),
  to_at: instant('Ended; null while it is out'),
  end: word(offerEndNames, 'How it ended'),
  weight: number('thousandths of a slot', 'Reserved as long as it is out'),
} as const

export const suggestions = {
  conversation: key,
  agent: place('Kept for'),
  skill: queue('Its skill'),
  from_at: instant('Since when'),
  until_at: instant('At most until then; null without end'),
  to_at: instant('Ended, or it was assigned'),
  end: word(suggestionEndNames, 'How it ended; null if that agent got it or it lasts'),
} as const

export const waiting = {
  skill: queue('Skill of the queue'),
  from_at: instant('Start of the piece'),
  to_at: instant('Its end, exclusive'),
  reason: word(words.waitReasons, 'The nearest miss of all of them; null before any was told'),
  level: count('Conversations that waited for it throughout', 'conversations'),
} as const

export const actionable = {
  skill: queue('Skill of the queue'),
  from_at: instant('Start of the piece'),
  to_at: instant('Its end, exclusive'),
  reason: word(words.actionReasons, 'Why somebody must look at them; reasons overlap'),
  level: count('Conversations in the queue for which it held throughout', 'conversations'),
} as const

export const dues = {
  conversation: key,
  at: instant('Set'),
  skill: queue('Its skill'),
  agent: place('Who held it'),
  target: word(words.targetKinds, 'What set it; `queue` where it came with an entry'),
  due_at: instant('The due in force from then on; null for none'),
} as const

export const automatic = {
  conversation: key,
  at: instant('Sent'),
  skill: queue('Its skill'),
  agent: place('Who held it'),
  trigger: word(words.triggers, 'What made it'),
} as const

export const decisions = {
  seq: number('', 'Row of the trace'),
  at: instant('Dated'),
  kind: word(kindNames, 'What the router did'),
  conversation: number('', 'Which conversation; null where it concerns a whole queue'),
  agent: place('Which agent'),
  skill: queue('Which skill'),
  why: label('Why, by kind: entry, reason, deciding rank, loss, activity, target, cause, refusal'),
  value: number('by kind', 'Due (ms; null for none), wait (ms), weight, duration (ms), old skill'),
} as const
