import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { AccountConfig, RouterEvent } from '../index.ts'
import { disagreement } from './agreement.ts'
import { eventsOf, readAccount } from './tell.ts'

test('model and router refuse alike what is no instant, no key, no agent and no skill', () => {
  const account: AccountConfig = {
    skills: [{ id: 'a' }],
    agents: [{ id: 'ana', skills: ['a'] }],
  }
  const key = { conversation: 1 }
  const events = [
    { type: 'conversation.opened', at: 0.5, ...key, skill: 0 },
    { type: 'conversation.opened', at: 1, conversation: 0.5, skill: 0 },
    { type: 'conversation.opened', at: 1, ...key, skill: 7 },
    { type: 'conversation.opened', at: 1, ...key, skill: 0 },
    { type: 'agent.wrote', at: 1, ...key, agent: 7 },
    { type: 'conversation.transferred', at: 1, ...key, agent: 7, skill: 0 },
    { type: 'conversation.transferred', at: 1, ...key, agent: 0, skill: -2 },
    { type: 'agent.presenceSet', at: 1, agent: -1, presence: 3 },
  ]
  expect(disagreement(account, events as unknown as RouterEvent[])).toBeUndefined()
})

const folder = new URL('golden/', import.meta.url)

for (const file of readdirSync(folder)) {
  const [title, settings, story] = readFileSync(new URL(file, folder), 'utf8').split(/\n---\n/)
  test(`the model tells what the router tells of ${file}: ${title.trim()}`, () => {
    const account = readAccount(parse(settings))
    expect(disagreement(account, eventsOf(account, story))).toBeUndefined()
  })
}
