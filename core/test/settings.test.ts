import { expect, test } from 'vitest'
import { type AccountConfig, configure, type Duration, minutes, Router } from '../index.ts'
import type { RouterEvent } from '../index.ts'

const account = (more: object, skill: object = {}) =>
  ({ skills: [{ id: 'a', ...skill }], agents: [], ...more }) as unknown as AccountConfig

test.each([
  ['a timer without its length', { messages: { queueWait: {} } }, /queueWait: after NaN/],
  ['a length where there is no timer', { messages: { open: { after: 5 } } }, /open: after 5/],
  ['a message that there is not', { messages: { hello: {} } }, /"hello" is none of openFirst/],
  ['a policy that there is not', { offHoursTimerPolicy: 'wait' }, /"wait" is none of suppress/],
  ['hours that there are not', { hours: { mode: 'automatic', workingHoursId: 'x' } }, /hours "x"/],
])('refuses %s', (_, more, message) => {
  expect(() => configure(account(more))).toThrow(message)
})

test.each([
  ['a survey without questions', { questions: [] }, /no question/],
  ['a score asked for twice', { questions: ['csat', 'csat'] }, /csat is asked more than once/],
  ['a timeout beyond a day', { questions: ['nps'], timeout: 86_400_001 }, /timeout 86400001/],
  ['patience without end', { questions: ['nps'], maxUnrecognised: 0 }, /maxUnrecognised 0/],
])('refuses %s', (_, survey, message) => {
  expect(() => configure(account({}, { survey }))).toThrow(message)
})

test('a conversation keeps the targets that it came under, another one has the new ones', () => {
  const play = (router: Router, ...events: object[]) => {
    for (const event of events) router.apply(event as RouterEvent)
    const rows = Array.from({ length: router.trace.length - router.trace.base }, (_, i) =>
      router.trace.at(router.trace.base + i),
    )
    return rows.flatMap((row) => ('due' in row && row.due !== null ? [row.due - row.at] : []))
  }
  const targets = (target: Duration) => configure(account({ target }))
  const open = { type: 'conversation.opened', skill: 0 }
  const first = new Router(targets(minutes(30)))
  play(first, { ...open, at: 1, conversation: 1 })
  const second = new Router(targets(minutes(5)), undefined, first.snapshot())
  const dues = play(
    second,
    { ...open, at: 2, conversation: 2 },
    { type: 'conversation.transferred', at: 3, conversation: 1, agent: -1, skill: 0 },
  )
  expect(dues).toEqual([minutes(5), minutes(30) - 2])
  const third = new Router(targets(minutes(1)), undefined, second.snapshot())
  expect(third.snapshot().triples).toHaveLength(3)
  expect(third.snapshot().conversations['targets']).toEqual(
    second.snapshot().conversations['targets'],
  )
})
