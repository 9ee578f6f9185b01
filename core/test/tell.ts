import { type AccountConfig, Answer, BotStatus, configure, describe as inWords } from '../index.ts'
import { Presence, Router, type RouterEvent, type SkillRequirement, type Time } from '../index.ts'
import { parse } from 'yaml'

const MS: Readonly<Record<string, number>> = {
  ...{ ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 },
}
const DAY = 86_400_000

/** An account as parsed, with durations such as '10 min' in milliseconds. */
export function readAccount(value: unknown): AccountConfig {
  return inMs(value) as AccountConfig
}

function inMs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inMs)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inMs(one)]))
  const [, n, unit] = /^(\d+) (ms|s|min|h|d)$/.exec(String(value)) ?? []
  return unit === undefined ? value : Number(n) * MS[unit]
}

/**
 * A story with the answers of the router: lines of what happens, each followed by what it did and why.
 * A line `on 2024-06-03` says from which day, UTC, the times of day count; `+1 08:20` is a day later.
 */
export function retell(written: AccountConfig, story: string): string {
  let account = written
  let config = configure(account)
  const router = new Router(config)
  const lines: string[] = []
  let read = 0
  let day = 0
  for (const line of story.split('\n').filter((one) => /^(\d|\+|on )/.test(one))) {
    lines.push(line)
    if (line.startsWith('on ')) {
      day = Date.parse(line.slice(3))
      continue
    }
    const event = eventOf(line, account, day)
    const known = router.trace.length
    router.apply(event)
    // Who is new has a name from now on.
    if (event.type === 'account.configured' && router.trace.at(known).type !== 'refused')
      config = configure((account = event.account))
    for (; read < router.trace.length; read++) {
      const effect = router.trace.at(read)
      lines.push(`    ${clock(effect.at - day)} ${inWords(effect, config)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

/** What happens in a story. */
export function eventsOf(written: AccountConfig, story: string): RouterEvent[] {
  let account = written
  let day = 0
  return story.split('\n').flatMap((line) => {
    if (line.startsWith('on ')) day = Date.parse(line.slice(3))
    if (!/^(\d|\+)/.test(line)) return []
    const event = eventOf(line, account, day)
    if (event.type === 'account.configured') account = event.account
    return [event]
  })
}

/** `10:00:05 ana replies 1` and the like. */
function eventOf(line: string, account: AccountConfig, day: number) {
  const { agents, channels, skills } = account
  const [, days, instant, said] = /^(?:\+(\d+) )?(\S+) (.*)$/.exec(line)!
  const at = day + Number(days ?? 0) * DAY + instantOf(instant)
  const words = said.split(/\s+/)
  const place = (table: readonly { readonly id: string }[], id: string) =>
    id === 'none' ? -1 : table.findIndex((row) => row.id === id)
  const agent = place(agents, words[0])
  const [subject, verb, object, third, last] = words
  const isNamed = subject === 'consumer' || subject === 'system' || agent >= 0
  const conversation = Number(isNamed ? object : subject)
  const what = { at, conversation }
  /** What stands after a word: `as 7`, `on web`. */
  const named = (word: string) => words[words.indexOf(word) + 1]
  const forms: Record<string, () => object> = {
    opens: () => ({
      ...{ ...what, type: 'conversation.opened', skill: place(skills, third ?? '') },
      ...(words.includes('as') && { consumer: Number(named('as')) }),
      ...(words.includes('on') && { channel: place(channels ?? [], named('on')) }),
      ...(words.includes('requiring') && { requires: required(named('requiring')) }),
    }),
    writes: () => ({ ...what, type: 'consumer.wrote' }),
    replies: () => ({ ...what, type: 'agent.wrote', agent }),
    returns: () => ({ ...what, type: 'conversation.returned', agent }),
    transfers: () => ({
      ...{ ...what, type: 'conversation.transferred', agent },
      skill: place(skills, last),
    }),
    closes: () => ({
      ...{ ...what, type: 'conversation.closed' },
      by: agent >= 0 ? 'agent' : subject,
      ...(third === 'unasked' && { skipsSurvey: true }),
      ...(third === 'score' && { score: Number(last) }),
    }),
    is: () => ({ type: 'agent.presenceSet', at, agent, presence: Presence[object as 'online'] }),
    reports: () => ({ type: 'bot.statusSet', at, agent, status: BotStatus[object as 'online'] }),
    passes: () => ({ type: 'clock.ticked', at }),
    suggests: () => ({ ...what, type: 'conversation.suggested', agent, to: place(agents, last) }),
    takes: () => ({ ...what, type: 'conversation.taken', agent }),
    seizes: () => ({ ...what, type: 'conversation.takenOver', agent }),
    receives: () => ({ ...what, type: 'conversation.placed', agent }),
    must: () => ({
      ...{ at, conversation: Number(third), type: 'conversation.placed', agent },
      overrides: true,
    }),
    resumes: () => ({
      ...{ ...what, type: 'conversation.resumed', agent, skill: place(skills, third ?? '') },
      ...(words.includes('as') && { consumer: Number(named('as')) }),
    }),
    accepts: () => ({ ...what, type: 'offer.accepted', agent }),
    declines: () => ({ ...what, type: 'offer.declined', agent }),
    vanishes: () => ({ type: 'agent.leaseExpired', at, agent }),
    changes: () => ({
      ...{ type: 'account.configured', at },
      account: { ...account, ...readAccount(parse(said.replace(/^account changes /, ''))) },
    }),
    hastens: () => ({ ...what, type: 'urgent.set' }),
    relents: () => ({ ...what, type: 'urgent.cleared' }),
    postpones: () => ({ ...what, type: 'target.set', agent, due: day + instantOf(last) }),
    cancels: () => ({ ...what, type: 'target.cancelled', agent }),
    joins: () => ({ ...what, type: 'participant.joined', agent }),
    leaves: () => ({ ...what, type: 'participant.left', agent }),
    views: () => ({ ...what, type: 'agent.focused', agent }),
    authenticates: () => ({ ...what, type: 'consumer.authenticated' }),
    answers: () => ({ ...what, ...answerOf(third, last) }),
    ends: () => ({ ...what, type: 'survey.ended', by: third ?? 'consumer' }),
  }
  return forms[verb]() as RouterEvent
}

/** `billing:6,care`: skills, with the least level where one is asked for. */
function required(list: string): SkillRequirement[] {
  return list.split(',').map((one) => {
    const [skill, level] = one.split(':')
    return level === undefined ? { skill } : { skill, minLevel: Number(level) }
  })
}

/** `2 5`: the second question's answer; `2 skipped`, `2 unrecognised`. */
function answerOf(question: string, said: string) {
  const answer = said in Answer ? Answer[said as keyof typeof Answer] : Answer.valid
  const value = Number.isNaN(Number(said)) ? 0 : Number(said)
  return { type: 'survey.answered', question: Number(question) - 1, answer, value }
}

function instantOf(text: string): Time {
  const [h, m, s = '0'] = text.split(':')
  return Math.round((Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000) as Time
}

function clock(ms: number): string {
  if (ms >= DAY) return `+${Math.floor(ms / DAY)} ${clock(ms % DAY)}`
  const pad = (n: number, size = 2) => String(n).padStart(size, '0')
  const seconds = Math.floor(ms / 1000)
  const rest = ms % 1000 === 0 ? '' : `.${pad(ms % 1000, 3)}`
  const minutes = Math.floor(seconds / 60)
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}${rest}`
}
