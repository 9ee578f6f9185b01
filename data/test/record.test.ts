import { expect, test } from 'vitest'
import { record } from '../index.ts'
import { at, desk, events, rowsOf, tell } from './histories.ts'

const minute = 60_000
const opened = (clock: string, conversation: number, skill = 0) => ({
  type: 'conversation.opened' as const,
  at: at(clock),
  conversation,
  skill,
})
const asks = (clock: string, conversation = 1) => ({
  type: 'consumer.wrote' as const,
  at: at(clock),
  conversation,
})
const replies = (clock: string, conversation = 1, agent = 0) => ({
  type: 'agent.wrote' as const,
  at: at(clock),
  conversation,
  agent,
})
const online = (clock: string, agent = 0) => ({
  type: 'agent.presenceSet' as const,
  at: at(clock),
  agent,
  presence: 3,
})
const closes = (clock: string, by: string, conversation = 1) => ({
  type: 'conversation.closed' as const,
  at: at(clock),
  conversation,
  by,
})
const moves = (clock: string, skill: number, conversation = 1) => ({
  type: 'conversation.transferred' as const,
  at: at(clock),
  conversation,
  agent: 0,
  skill,
})

function recorded(...list: Parameters<typeof events>) {
  const { config, history, trace } = tell(desk, events(...list))
  return record(config, history, trace)
}

test('example 24.2: two responses of 6 and 4 minutes, first response 6, wait to assign 5', () => {
  const { conversations, turns } = recorded(
    opened('10:00', 1),
    asks('10:00'),
    asks('10:02'),
    online('10:05'),
    replies('10:06'),
    replies('10:07'),
    asks('10:20'),
    replies('10:24'),
    closes('10:30', 'agent'),
  )
  expect(rowsOf(conversations)).toMatchObject([
    {
      ...{ conversation: 1, skill: 0, agent: 0, close_cause: 0 },
      ...{ opened_at: at('10:00'), assigned_at: at('10:05'), closed_at: at('10:30') },
      ...{ consumer_messages: 3, agent_messages: 3, turns: 2, transfers: 0, returns: 0 },
      ...{ first_reply_at: at('10:06'), first_response_ms: 6 * minute },
      ...{ wait_ms: 5 * minute, worst_response_ms: 6 * minute },
    },
  ])
  const [first, second] = rowsOf(turns)
  expect([first.response_ms, second.response_ms]).toEqual([6 * minute, 4 * minute])
  // From assignment: the later of turn start and assignment.
  expect([first.assigned_at, second.assigned_at]).toEqual([at('10:05'), at('10:05')])
  expect([first.due_at, second.due_at]).toEqual([at('10:10'), at('10:30')])
  expect([first.outcome, second.outcome]).toEqual([0, 0])
})

test('queue and agent segments say what began and ended them and which rank chose', () => {
  const { segments } = recorded(
    online('09:00'),
    opened('10:00', 1),
    asks('10:00'),
    moves('10:05', 1),
    closes('10:09', 'consumer'),
  )
  const told = rowsOf(segments).map((s) => [s.kind, s.skill, s.agent, s.started_at, s.ended_at])
  expect(told).toEqual([
    [0, 0, -1, at('10:00'), at('10:05')],
    [2, 0, -1, at('10:00'), at('10:00')],
    [1, 0, 0, at('10:00'), at('10:05')],
    [0, 1, -1, at('10:05'), at('10:09')],
    [2, 1, -1, at('10:05'), at('10:05')],
    [1, 1, 0, at('10:05'), at('10:09')],
  ])
  const reasons = rowsOf(segments).map((s) => [s.start_reason, s.end_reason, s.decided_by])
  expect(reasons).toEqual([
    [0, 1, null],
    [0, 0, null],
    [0, 1, 'onlyOne'],
    [1, 3, null],
    [1, 0, null],
    [1, 3, 'onlyOne'],
  ])
})

test('a transfer while nothing is owed opens a transfer turn, which has a due and no response', () => {
  const { turns } = recorded(
    online('09:00'),
    opened('10:00', 1),
    asks('10:00'),
    replies('10:03'),
    moves('10:05', 1),
    replies('10:08'),
  )
  const [, transfer] = rowsOf(turns)
  expect(transfer).toMatchObject({
    ...{ kind: 1, skill: 1, opened_at: at('10:05'), answered_at: at('10:08') },
    ...{ due_at: at('10:09'), response_ms: null, outcome: 0, outcome_at: at('10:08') },
  })
})

test('a due that passed is missed at the due, once, though a reply follows', () => {
  const { turns } = recorded(online('09:00'), opened('10:00', 1), asks('10:00'), replies('10:11'))
  expect(rowsOf(turns)).toMatchObject([
    {
      ...{ answered_at: at('10:11'), response_ms: 11 * minute, due_at: at('10:10') },
      ...{ outcome: 1, outcome_at: at('10:10'), outcome_agent: 0, outcome_skill: 0 },
    },
  ])
})

test('answered exactly at the due is met', () => {
  const { turns } = recorded(online('09:00'), opened('10:00', 1), asks('10:00'), replies('10:10'))
  expect(rowsOf(turns)).toMatchObject([{ outcome: 0, outcome_at: at('10:10') }])
})

test('a transfer to a tighter target misses at once if the new due lies behind', () => {
  const { turns } = recorded(
    online('09:00'),
    opened('10:00', 1),
    asks('10:00'),
    moves('10:06', 1),
    replies('10:07'),
  )
  expect(rowsOf(turns)).toMatchObject([
    {
      ...{ due_at: at('10:04'), outcome: 1, outcome_at: at('10:06'), outcome_skill: 1 },
      ...{ opened_skill: 0, skill: 1, response_ms: 7 * minute },
    },
  ])
})

test('an agent who closes while a reply is owed misses it; a consumer who leaves decides nothing', () => {
  const by = (who: string) =>
    rowsOf(recorded(online('09:00'), opened('10:00', 1), asks('10:00'), closes('10:05', who)).turns)
  const closed = { withdrawn_at: at('10:05'), answered_at: null, response_ms: null }
  expect(by('agent')).toMatchObject([{ ...closed, outcome: 1, outcome_at: at('10:05') }])
  expect(by('system')).toMatchObject([{ ...closed, outcome: 1, outcome_at: at('10:05') }])
  expect(by('consumer')).toMatchObject([{ ...closed, outcome: 255, outcome_at: null }])
})

test('a turn without a target has no outcome', () => {
  const { turns } = recorded(
    online('09:00'),
    opened('10:00', 1, 2),
    asks('10:00'),
    replies('10:01'),
  )
  expect(rowsOf(turns)).toMatchObject([{ due_at: null, outcome: 255, response_ms: minute }])
})

test('an unfinished conversation has no ends', () => {
  const { conversations, segments, turns } = recorded(opened('10:00', 1), asks('10:01'))
  expect(rowsOf(conversations)).toMatchObject([{ closed_at: null, assigned_at: null, agent: -1 }])
  expect(rowsOf(turns)).toMatchObject([{ answered_at: null, withdrawn_at: null, outcome: 255 }])
  expect(rowsOf(segments).map(({ ended_at }) => ended_at)).toEqual([null, null])
})

test('agent time is cut where presence or load changes', () => {
  const { agent_time } = recorded(
    { type: 'clock.ticked', at: at('09:00') },
    online('09:30'),
    opened('10:00', 1),
    asks('10:00'),
    replies('10:01'),
    closes('10:05', 'agent'),
  )
  const ann = rowsOf(agent_time).filter(({ agent }) => agent === 0)
  expect(ann.map((p) => [p.from_at, p.to_at, p.presence, p.used, p.held, p.active])).toEqual([
    [at('09:00'), at('09:30'), 0, 0, 0, 0],
    [at('09:30'), at('10:00'), 3, 0, 0, 0],
    [at('10:00'), at('10:01'), 3, 1000, 1, 1],
    [at('10:01'), at('10:03'), 3, 1000, 1, 1],
    [at('10:03'), at('10:05'), 3, 100, 1, 0],
  ])
})

test('a refused event leaves no message', () => {
  const { messages, decisions } = recorded(asks('10:00', 7), opened('10:01', 1), asks('10:01'))
  expect(rowsOf(messages)).toMatchObject([
    { conversation: 1, at: at('10:01'), author: 0, agent: -1 },
  ])
  expect(rowsOf(decisions)[0]).toMatchObject({ why: 'unknownConversation', conversation: 7 })
})
