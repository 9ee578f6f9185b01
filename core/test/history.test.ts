import { expect, test } from 'vitest'
import { History, type RouterEvent } from '../index.ts'

/** Every kind that has columns, again and again, and one with more to say now and then. */
const events = Array.from({ length: 300 }, (_, i) => {
  const what = { at: i, conversation: 2 ** 33 + i, agent: i % 7, skill: (i % 5) - 1 }
  const { agent, at, conversation, skill } = what
  const forms = [
    { type: 'conversation.opened', at, conversation, skill },
    { type: 'consumer.wrote', at, conversation },
    { type: 'agent.wrote', at, conversation, agent },
    { type: 'conversation.transferred', at, conversation, agent, skill },
    { type: 'conversation.returned', at, conversation, agent },
    { type: 'conversation.closed', at, conversation, by: ['agent', 'consumer', 'system'][i % 3] },
    { type: 'agent.presenceSet', at, agent, presence: i % 4 },
    { type: 'clock.ticked', at },
    { type: 'conversation.opened', at, conversation, skill, tags: ['vip'] },
    { type: 'conversation.closed', at, conversation, by: 'agent', score: 4 },
    { type: 'bot.statusSet', at, agent, status: 2 },
  ]
  return forms[i % forms.length] as RouterEvent
})
const history = new History()
for (const event of events) history.push(event)

test('a history gives back every event as it was, one by one and in a row', () => {
  expect([...history]).toEqual(events)
  expect(history.at(0)).toEqual(events[0])
  expect(history.at(299)).toEqual(events[299])
})

test('what crossed between threads is the same history', () => {
  expect([...History.revived(structuredClone(history))]).toEqual(events)
})

test('only what has more to say than its columns is kept whole', () => {
  const whole = events.flatMap((_, i) => (i % 11 > 7 ? [i] : []))
  expect([...history.whole.keys()]).toEqual(whole)
})

test('an event that is not there is refused by its number', () => {
  expect(() => history.at(-1)).toThrow('event -1 is not in 0..299')
  expect(() => history.at(300)).toThrow('event 300 is not in 0..299')
})
