import { expect, test } from 'vitest'
import { configure, hours, play } from '../index.ts'
import { eventsOf } from './tell.ts'

test('example 25.1: one who left without a word takes 2.46 slot-hours until the auto-close', () => {
  const account = {
    skills: [{ id: 'care', autoCloseAfter: hours(24) }],
    agents: [{ id: 'ana', skills: ['care'] }],
  }
  const story =
    '00:00 ana is online\n00:00 consumer opens 1 care\n00:00 ana replies 1\n+1 00:00 time passes'
  const trace = play(configure(account), eventsOf(account, story))
  let [slotTime, weight, since] = [0, 0, 0]
  for (let i = 0; i < trace.length; i++) {
    const row = trace.at(i)
    slotTime += weight * (row.at - since)
    since = row.at
    if (row.type === 'assigned') weight = 1
    if (row.type === 'activity') weight = row.weight / 1000
    if (row.type === 'unassigned') weight = 0
  }
  expect(trace.at(trace.length - 1)).toMatchObject({ type: 'closed', cause: 'inactivity' })
  expect(slotTime / 3_600_000).toBeCloseTo(2.46, 10)
})
