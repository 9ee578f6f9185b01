import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type AccountConfig, configure, describe as inWords, Presence, Router } from '../index.ts'
import type { RouterEvent, Time } from '../index.ts'

/**
 * A golden conversation: a sentence, a configuration between two lines of dashes, then what happens,
 * each line followed by what the router did and why. REWRITE=1 writes the answers anew.
 */
const folder = new URL('golden/', import.meta.url)

for (const file of readdirSync(folder)) {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const [title, settings, story] = text.split(/\n---\n/)
  test(title.trim(), () => {
    const told = [title, settings, retell(parse(settings) as AccountConfig, story)].join('\n---\n')
    if (process.env['REWRITE'] === '1') writeFileSync(new URL(file, folder), told)
    expect(told).toBe(text)
  })
}

function retell(account: AccountConfig, story: string): string {
  const config = configure(account)
  const router = new Router(config)
  const lines: string[] = []
  let read = 0
  for (const line of story.split('\n').filter((one) => /^\d/.test(one))) {
    router.apply(eventOf(line, account))
    lines.push(line)
    for (; read < router.trace.length; read++) {
      const effect = router.trace.at(read)
      lines.push(`    ${clock(effect.at)} ${inWords(effect, config)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

/** `10:00:05 ana replies 1` and the like. */
function eventOf(line: string, { agents, skills }: AccountConfig): RouterEvent {
  const [instant, ...words] = line.split(/\s+/)
  const at = instantOf(instant)
  const place = (table: readonly { readonly id: string }[], id: string) =>
    id === 'none' ? -1 : table.findIndex((row) => row.id === id)
  const agent = place(agents, words[0])
  const [subject, verb, object, , last] = words
  const conversation = Number(subject === 'consumer' || agent >= 0 ? object : subject)
  const forms: Record<string, object> = {
    opens: { type: 'conversation.opened', at, conversation, skill: place(skills, words[3] ?? '') },
    writes: { type: 'consumer.wrote', at, conversation },
    replies: { type: 'agent.wrote', at, conversation, agent },
    returns: { type: 'conversation.returned', at, conversation, agent },
    transfers: {
      ...{ type: 'conversation.transferred', at, conversation, agent },
      skill: place(skills, last),
    },
    closes: {
      type: 'conversation.closed',
      at,
      conversation,
      by: agent >= 0 ? 'agent' : 'consumer',
    },
    is: { type: 'agent.presenceSet', at, agent, presence: Presence[object as 'online'] },
    passes: { type: 'clock.ticked', at },
  }
  return forms[verb] as RouterEvent
}

function instantOf(text: string): Time {
  const [h, m, s = '0'] = text.split(':')
  return Math.round((Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000) as Time
}

function clock(ms: number): string {
  const pad = (n: number, size = 2) => String(n).padStart(size, '0')
  const seconds = Math.floor(ms / 1000)
  const rest = ms % 1000 === 0 ? '' : `.${pad(ms % 1000, 3)}`
  const minutes = Math.floor(seconds / 60)
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}${rest}`
}
