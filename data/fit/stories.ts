import { Role } from '../import/index.ts'
import type { RecordedLog } from './log.ts'
import type { Waited } from './silent.ts'
import type { Seen } from './survival.ts'

/** What a log shows of consumers: one entry a conversation that a consumer opened, or a turn. Ms. */
export interface Stories {
  readonly openings: readonly number[]
  /** How each wait for the first reply went. */
  readonly waits: readonly Waited[]
  /** Each answered turn but the first: whether another one followed. */
  readonly goesOn: { another: number; over: number }
  /** Each message of a consumer: until the next of the same burst, or cut short by the reply. */
  readonly spacings: readonly Seen[]
  /** Reply → the consumer's next message. */
  readonly gaps: readonly number[]
  /** Replies to a turn that was waiting while its agent answered another one: the time between. */
  readonly attention: readonly number[]
  /** Each reply: after the consumer's last line, and whom its agent served within five minutes. */
  readonly replies: readonly { readonly time: number; readonly served: number }[]
}

interface Reply {
  readonly at: number
  readonly agent: number
  readonly thread: number
  readonly owedSince: number
  readonly lastLine: number
}

/** An agent who let so much pass was away: what a pause hides is no attention. */
const AWAY = 30 * 60_000
/** Who was addressed so recently is served at the same time. */
const RECENT = 5 * 60_000

/** Reads each conversation once, then each agent's replies in order of time. */
export function storiesOf(log: RecordedLog): Stories {
  const found = {
    ...{ openings: [] as number[], waits: [] as Waited[], goesOn: { another: 0, over: 0 } },
    ...{ spacings: [] as Seen[], gaps: [] as number[] },
  }
  const replies: Reply[] = []
  const { thread } = log.messages
  for (let first = 0, next = 0; first < thread.length; first = next) {
    while (next < thread.length && thread[next] === thread[first]) next++
    read(log, first, next, found, replies)
  }
  return { ...found, ...byAgent(log, replies) }
}

/** One conversation, the rows [first, next). */
function read(
  log: RecordedLog,
  first: number,
  next: number,
  found: { openings: number[]; waits: Waited[]; spacings: Seen[]; gaps: number[] } & Pick<
    Stories,
    'goesOn'
  >,
  replies: Reply[],
): void {
  const { at, author, role, thread } = log.messages
  const end = log.ends.get(thread[first])
  const isTheirs = role[first] === Role.consumer
  if (isTheirs) found.openings.push(at[first])
  let [owedSince, lastLine, lastReply, answered] = [-1, -1, -1, 0]
  for (let i = first; i < next; i++)
    if (role[i] === Role.consumer) {
      if (owedSince >= 0) found.spacings.push({ time: at[i] - lastLine, isEvent: true })
      else {
        if (lastReply >= 0) found.gaps.push(at[i] - lastReply)
        if (answered > 1) found.goesOn.another++
        owedSince = at[i]
      }
      lastLine = at[i]
    } else {
      if (owedSince >= 0) {
        found.spacings.push({ time: at[i] - lastLine, isEvent: false })
        replies.push({ at: at[i], agent: author[i], thread: thread[i], owedSince, lastLine })
        if (answered++ === 0 && isTheirs) found.waits.push(waited(at[i] - at[first], i, next, role))
      }
      owedSince = -1
      lastReply = at[i]
    }
  if (owedSince < 0 && answered > 1 && end) found.goesOn.over++
  if (answered > 0 || !isTheirs) return
  const time = (end?.at ?? log.until) - at[first]
  found.waits.push({ how: end?.hasLeft ? 'left' : 'unanswered', time })
}

/** A first reply at row `i`, and whether its consumer wrote after it. */
function waited(time: number, i: number, next: number, role: Uint8Array): Waited {
  const hasMore = role.subarray(i + 1, next).includes(Role.consumer)
  return { how: hasMore ? 'stayed' : 'quiet', time }
}

/** What only all conversations of an agent show together. */
function byAgent(log: RecordedLog, replies: Reply[]): Pick<Stories, 'attention' | 'replies'> {
  const sorted = replies.filter(({ agent }) => agent >= 0).sort((a, b) => a.at - b.at)
  const written = addressed(log)
  const before = new Map<number, number>()
  const attention: number[] = []
  const told = sorted.map(({ agent, at, lastLine, owedSince }) => {
    const since = before.get(agent) ?? -Infinity
    // It was waiting already: from the reply before on it had the agent to itself.
    if (since >= owedSince && at - since <= AWAY) attention.push(at - since)
    before.set(agent, at)
    return { time: at - lastLine, served: servedBy(written.get(agent)!, at) }
  })
  return { attention, replies: told }
}

/** By agent: every message, in order of time, and to whom. */
function addressed({ messages: { at, author, role, thread } }: RecordedLog) {
  const byAgent = new Map<number, { at: number; thread: number }[]>()
  at.forEach((instant, i) => {
    if (role[i] !== Role.agent) return
    const own = byAgent.get(author[i])
    if (own) own.push({ at: instant, thread: thread[i] })
    else byAgent.set(author[i], [{ at: instant, thread: thread[i] }])
  })
  for (const own of byAgent.values()) own.sort((a, b) => a.at - b.at)
  return byAgent
}

/** Conversations that an agent wrote in within the last minutes, this one included. */
function servedBy(written: readonly { at: number; thread: number }[], at: number): number {
  let [low, high] = [0, written.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (written[middle].at <= at) low = middle + 1
    else high = middle
  }
  const found = new Set<number>()
  for (let i = low - 1; i >= 0 && written[i].at >= at - RECENT; i--) found.add(written[i].thread)
  return found.size
}
