import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { Kind, Router, type RouterEvent, time } from '../../core/index.ts'
import { record } from '../index.ts'
import { desk, histories, rowsOf, tell } from './histories.ts'

type Row = Record<string, number | string | null>
const until = time(Date.parse('2026-03-03T09:00Z'))

function recorded(events: readonly RouterEvent[]) {
  const { config, history, trace } = tell(desk, events)
  const tables = record(config, history, trace, until)
  const rows = Object.fromEntries(
    Object.entries(tables).map(([name, data]) => [name, rowsOf(data)]),
  )
  return { history, trace, rows: rows as Record<keyof typeof tables, Row[]> }
}

function byConversation(rows: readonly Row[]): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.conversation)
    if (group) group.push(row)
    else groups.set(row.conversation, [row])
  }
  return groups
}

/** Each piece starts where the one before ended; the first and the last are the ends. */
function expectTiled(
  pieces: readonly Row[],
  from: string,
  to: string,
  start: unknown,
  end: unknown,
) {
  expect(pieces[0][from]).toBe(start)
  pieces.forEach((piece, i) => {
    if (i > 0) expect(piece[from]).toBe(pieces[i - 1][to])
  })
  expect(pieces.at(-1)![to]).toBe(end)
}

test.prop([histories])('segments tile each life without gap or overlap', (events) => {
  const { rows } = recorded(events)
  const segments = byConversation(rows.segments)
  expect(segments.size).toBe(rows.conversations.length)
  for (const { conversation, opened_at, closed_at } of rows.conversations) {
    const own = segments.get(conversation)!
    const skills = own.filter(({ kind }) => kind === 0)
    const places = own.filter(({ kind }) => kind !== 0)
    expectTiled(skills, 'started_at', 'ended_at', opened_at, closed_at)
    expectTiled(places, 'started_at', 'ended_at', opened_at, closed_at)
  }
})

test.prop([histories])(
  'an agent segment has an agent and a rank; a queue segment neither',
  (events) => {
    for (const { agent, decided_by, kind } of recorded(events).rows.segments) {
      expect(agent !== -1).toBe(kind === 1)
      expect(decided_by !== null).toBe(kind === 1)
    }
  },
)

test.prop([histories])('turns answered, withdrawn and owed reconcile with opened', (events) => {
  const { rows } = recorded(events)
  const turns = byConversation(rows.turns)
  for (const { closed_at, conversation, turns: opened } of rows.conversations) {
    const own = turns.get(conversation) ?? []
    expect(own.length).toBe(opened)
    own.forEach((turn, i) => {
      const fates = [turn.answered_at, turn.withdrawn_at].filter((at) => at !== null)
      const isOwed = closed_at === null && i === own.length - 1 && fates.length === 0
      expect(fates.length).toBe(isOwed ? 0 : 1)
    })
  }
})

test.prop([histories])('a met turn was answered by its due; a missed one was not', (events) => {
  for (const t of recorded(events).rows.turns) {
    if (t.outcome === 0) {
      expect(t.outcome_at).toBe(t.answered_at)
      expect(t.answered_at).toBeLessThanOrEqual(t.due_at as number)
    } else if (t.outcome === 1) {
      const closedOn = t.outcome_at === t.withdrawn_at
      if (!closedOn) expect(t.outcome_at).toBeGreaterThanOrEqual(t.due_at as number)
      if (t.answered_at !== null) expect(t.answered_at).toBeGreaterThan(t.due_at as number)
    } else expect(t.outcome_at).toBe(null)
  }
})

test.prop([histories])(
  'agent time tiles the day, and its held time is that of the segments',
  (events) => {
    fc.pre(events.length > 0)
    const { rows } = recorded(events)
    let held = 0
    for (const agent of [0, 1]) {
      const pieces = rows.agent_time.filter((piece) => piece.agent === agent)
      expectTiled(pieces, 'from_at', 'to_at', events[0].at, until)
      for (const { active, from_at, held: count, to_at, used } of pieces as Record<
        string,
        number
      >[]) {
        held += count * (to_at - from_at)
        expect(active).toBeLessThanOrEqual(count)
        expect(used).toBeGreaterThanOrEqual(active * 1000)
      }
    }
    const inHands = rows.segments.filter(({ kind }) => kind === 1) as Record<string, number>[]
    const spent = inHands.reduce((sum, s) => sum + (s.ended_at ?? until) - s.started_at, 0)
    expect(held).toBe(spent)
  },
)

test.prop([histories])('the last piece of agent time agrees with the router', (events) => {
  fc.pre(events.length > 0)
  const { config, history, trace } = tell(desk, events)
  const last = events.at(-1)!.at
  const router = new Router(config)
  for (const event of events) router.apply(event)
  const pieces = rowsOf(record(config, history, trace, time(last + 1)).agent_time)
  for (const agent of [0, 1]) {
    const piece = pieces.filter((p) => p.agent === agent).at(-1)!
    const { held, presence, used } = router.view.agents
    const row = agent as never
    expect([piece.used, piece.held, piece.presence]).toEqual([used[row], held[row], presence[row]])
  }
})

test.prop([histories])('every applied message is one row, every effect one decision', (events) => {
  const { history, rows, trace } = recorded(events)
  let refused = 0
  for (let i = 0; i < trace.length; i++) {
    const effect = trace.at(i)
    if (effect.type === 'refused' && effect.event.endsWith('.wrote')) refused++
  }
  const wrote = [...history].filter(({ type }) => type.endsWith('.wrote'))
  expect(rows.messages.length).toBe(wrote.length - refused)
  expect(rows.decisions.length).toBe(trace.length)
  for (const { kind, why } of rows.decisions)
    if (kind !== Kind.transferred && kind !== Kind.overdue) expect(why).toBeTruthy()
})
