import { expect, test } from 'vitest'
import { addBusiness, type Calendar, isOpen } from './calendar.ts'
import { hasRoom, used } from './capacity.ts'
import { isActionable, score } from './queue-order.ts'
import { clock, conversation, dueOf, hour, min, play, tick, told } from './stories.ts'
import type { Model } from './model.ts'

/** The worked examples of SEMANTICS.md §11–§14 that are about time and room, told to the model alone. */
const online = '8:00 ana is online'

test('Example 11.2: freshness of messages one and fifteen minutes old is 0.909 and 0.400', () => {
  const story = `10:54 consumer opens 1 a
    10:55 time passes`
  const older = `10:40 consumer opens 1 a
    10:55 time passes`
  const fresh = (told_: string) => {
    const model = play({ prioritization: { entrance: 0 } }, told_)
    return Number(score(model.world, conversation(model)).toFixed(3))
  }
  expect([fresh(story), fresh(older)]).toEqual([0.909, 0.4])
})

test('Example 11.3: beyond the threshold a manual target suspends until ten minutes before', () => {
  const story = `${online}
    9:59 consumer opens 1 a
    10:00 ana postpones 1 to 11:00
    10:05 ana returns 1`
  const model = play({ manualTargetThreshold: 10 * min, avoidHold: 24 * hour }, story)
  const actionable = (when: string) => {
    tick(model, when)
    return isActionable(model.world, conversation(model))
  }
  expect(dueOf(model)).toBe('11:00:00')
  expect([actionable('10:49:59'), actionable('10:50')]).toEqual([false, true])
})

/** An agent who holds so many active and, since nobody answered, inactive conversations. */
function holding(part: object, active: number, inactive: number): Model {
  const keys = Array.from({ length: active + inactive }, (_, i) => i + 1)
  const lines = [
    ...keys.map((key) => `9:00 ana resumes ${key} a`),
    ...keys.slice(0, active).map((key) => `9:01 consumer writes ${key}`),
  ]
  return play(part, [online, ...lines, '10:00 time passes'].join('\n'))
}
const agentWith = (maxSlots: number) => ({ agents: [{ id: 'ana', skills: ['a'], maxSlots }] })
const usedBy = (model: Model) => used(model.world, model.world.agents[0])
const fits = ({ world }: Model) => hasRoom(world, world.agents[0], { ...world.open[0], skill: 0 })

test('Example 12.1: of 3 slots 2.1 are used: one more fits, and then none', () => {
  expect(usedBy(holding(agentWith(3), 2, 1))).toBe(2100)
  expect(fits(holding(agentWith(3), 2, 1))).toBe(true)
  expect(fits(holding(agentWith(3), 3, 1))).toBe(false)
})

test('Example 12.2: three active and ten inactive fill four slots', () => {
  const model = holding(agentWith(4), 3, 10)
  expect([usedBy(model), fits(model)]).toEqual([4000, false])
})

test('Example 12.3: four active of thirty slots are a load of 0.133', () => {
  expect((usedBy(holding(agentWith(30), 4, 0)) / 30_000).toFixed(3)).toBe('0.133')
})

test('Example 12.4: at 3.5 of 4 one more fits exactly, without extra capacity it does not', () => {
  expect(usedBy(holding(agentWith(4), 3, 5))).toBe(3500)
  expect(fits(holding(agentWith(4), 3, 5))).toBe(true)
  expect(fits(holding({ ...agentWith(4), extraCapacity: 0 }, 3, 5))).toBe(false)
})

test('Example 12.5: four minutes after the last agent message it rests, until the consumer writes', () => {
  const story = `${online}
    10:00 consumer opens 1 a
    10:01 ana replies 1
    10:03 ana replies 1
    10:09 consumer writes 1`
  const model = play({}, story)
  const changes = model.told.flatMap((row) =>
    row.type === 'activity' ? [`${clock(row.at)} ${row.activity}`] : [],
  )
  expect(changes).toEqual(['10:01:00 cooling', '10:07:00 inactive', '10:09:00 active'])
})

const opened = (from: number, to: number, when: string) =>
  Array.from({ length: to - from }, (_, i) => `${when} consumer opens ${from + i} a`).join('\n')

test('Example 13.1: one conversation at login and one more every ninety seconds', () => {
  const account = { ...agentWith(4), warmUp: {} }
  const fresh = play(account, `${opened(1, 9, '7:00')}\n08:00:00 ana is online\n8:05 time passes`)
  const times = ['08:00:00', '08:01:30', '08:03:00', '08:04:30'].map((when) => `${when} ana`)
  expect(told(fresh, 'assigned')).toEqual(times)
  const carried = `5:00 ana resumes 91 a\n5:00 ana resumes 92 a\n${opened(1, 9, '7:00')}`
  const story = `${carried}\n08:00:00 ana is online\n8:01:30 time passes`
  const second = play({ ...account, extraCapacity: 5000 }, story)
  expect(told(second, 'assigned').slice(2, 4)).toEqual(times.slice(0, 2))
  expect(second.world.agents[0].warming).toBe(false)
})

test('Example 13.2: unused allowance remains: three at once, the next half a minute later', () => {
  const story = `08:00:00 ana is online\n${opened(1, 7, '08:04:00')}\n08:04:30 time passes`
  const model = play({ ...agentWith(6), warmUp: {} }, story)
  const minutes = ['08:04:00', '08:04:00', '08:04:00', '08:04:30']
  expect(told(model, 'assigned')).toEqual(minutes.map((when) => `${when} ana`))
})

test('Example 14.1: ten minutes after 1544178732211 is 1544179332211', () => {
  const always: Calendar = { hours: null, occasions: null, manual: null, lastMinute: 'endOfDay' }
  expect(addBusiness(always, 1_544_178_732_211, 600_000)).toBe(1_544_179_332_211)
})

const daily = (start: string, end: string, zone = 'UTC', days = 'mon tue wed thu fri sat sun') => ({
  id: 'h',
  zone,
  events: days.split(' ').map((weekday) => ({ weekday, start, end })),
})
const calendar = (hours: object | null, occasions: object | null = null) =>
  ({ hours, occasions, manual: null, lastMinute: 'endOfDay' }) as Calendar
const utc = (text: string) => Date.parse(`${text}Z`)
const due = (hours: Calendar, from: string, minutes: number) =>
  new Date(addBusiness(hours, utc(from), minutes * min)).toISOString().slice(0, 16)

test('Example 14.2: twelve hours before the opening an hour is due in thirteen', () => {
  expect(due(calendar(daily('08:00', '20:00')), '2024-06-03T20:00', 60)).toBe('2024-06-04T09:00')
})

test('Example 14.3: what is left at closing time is carried into the next day', () => {
  expect(due(calendar(daily('08:00', '20:00')), '2024-06-03T19:50', 30)).toBe('2024-06-04T08:20')
})

test('Example 14.4: an exact fit is due at closing time', () => {
  expect(due(calendar(daily('08:00', '20:00')), '2024-06-03T19:30', 30)).toBe('2024-06-03T20:00')
})

test('Example 14.5: the first message of a run counts, with the reset setting the last', () => {
  const story = '10:00 consumer opens 1 a\n10:20 consumer writes 1'
  expect(dueOf(play({}, story))).toBe('11:00:00')
  expect(dueOf(play({ resetDueOnEveryConsumerMessage: true }, story))).toBe('11:20:00')
})

test('Example 14.6: another skill counts from the same start, after an answer from the transfer', () => {
  const skills = [{ id: 'A' }, { id: 'B', target: 15 * min }]
  const agents = [{ id: 'ana', skills: ['A'] }]
  const move = (story: string) =>
    play({ skills, agents }, `${online}\n10:00 consumer opens 1 A\n${story}`)
  expect(dueOf(move('10:05 ana transfers 1 to B'))).toBe('10:15:00')
  const late = move('10:20 ana transfers 1 to B')
  expect(dueOf(late)).toBe('10:15:00')
  expect(late.told.filter((row) => row.type === 'overdue').map((row) => clock(row.at))).toEqual([
    '10:20:00',
  ])
  expect(dueOf(move('10:03 ana replies 1\n10:05 ana transfers 1 to B'))).toBe('10:20:00')
})

test('Example 14.7: urgency counts from its mark and is never later than the default', () => {
  const story = `8:00 consumer opens 9 a as 7
    8:01 consumer closes 9
    10:00 consumer opens 1 a as 7`
  expect(dueOf(play({}, `${story}\n10:20 consumer hastens 1`))).toBe('10:25:00')
  const late = play({}, `${story}\n10:58 consumer hastens 1`)
  expect(dueOf(late)).toBe('11:00:00')
  expect(dueOf(play({}, `${story}\n10:20 consumer hastens 1\n10:21 consumer relents 1`))).toBe(
    '11:00:00',
  )
})

test('Example 15.1: hours that overlap are one', () => {
  const hours = daily('10:00', '15:00', 'UTC', 'mon')
  hours.events.push({ weekday: 'mon', start: '12:00', end: '18:00' })
  expect(due(calendar(hours), '2024-06-03T09:00', 480)).toBe('2024-06-03T18:00')
})

test('Example 15.2: a night split at 23:59 and 00:00 has no hole', () => {
  const hours = daily('22:00', '23:59', 'UTC', 'mon')
  hours.events.push({ weekday: 'tue', start: '00:00', end: '06:00' })
  expect(due(calendar(hours), '2024-06-03T23:50', 30)).toBe('2024-06-04T00:20')
  expect(due(calendar(hours), '2024-06-03T22:00', 480)).toBe('2024-06-04T06:00')
})

test('Example 15.3: an occasion replaces the hours of its days, and not working wins', () => {
  const one = (working: boolean, start: string, end: string) => {
    const day = (time: string) => `2024-06-03T${time}`
    return { name: 'x', working, start: day(start), end: day(end) }
  }
  const lunch = one(false, '12:00', '13:00')
  const open = (occasions: object[]) => {
    const all = calendar(daily('09:00', '17:00'), { id: 'o', occasions })
    const hours = Array.from({ length: 24 }, (_, h) => h)
    return hours.filter((h) => isOpen(all, utc('2024-06-03T00:00') + h * hour))
  }
  expect(open([one(true, '10:00', '18:00'), lunch])).toEqual([10, 11, 13, 14, 15, 16, 17])
  expect(open([lunch])).toEqual([])
})

test('Example 15.4: four hours of a Sunday in Berlin are three when the clock goes forward', () => {
  const hours = calendar(daily('01:00', '05:00', 'Europe/Berlin', 'sun'))
  const from = '2024-03-30T23:00'
  expect(due(hours, from, 150)).toBe('2024-03-31T02:30')
  expect(due(hours, from, 180)).toBe('2024-03-31T03:00')
  expect(due(hours, from, 195)).toBe('2024-04-06T23:15')
})

test('Example 15.5: half past two on that Sunday means half past three', () => {
  const hours = calendar(daily('02:30', '05:00', 'Europe/Berlin', 'sun'))
  expect(due(hours, '2024-03-30T23:00', 90)).toBe('2024-03-31T03:00')
})
