import { How } from './codes.ts'
import type { Config } from './config/config.ts'
import type { Effect } from './effect.ts'
import type { RouterEvent } from './event.ts'
import type { Ledger } from './ledger.ts'
import { policyRanks, reasonNow } from './explain-standing.ts'
import { rankNames } from './policy/rank-names.ts'
import { Reason, reasonNames } from './reason.ts'
import { Router } from './router.ts'
import { Stage } from './tables.ts'
import { Trace } from './trace.ts'
import {
  type AgentId,
  type ConversationId,
  type ConversationKey,
  NEVER,
  NO_CONVERSATION,
  NO_KEY,
  type NeedId,
  type Time,
} from './units.ts'

type ReasonName = keyof typeof Reason

/** Where one agent stood when something was decided. */
export interface Candidate {
  readonly agent: AgentId
  /** All that stood in the way, in climbing order; none: eligible. */
  readonly reasons: readonly ReasonName[]
  /** When the first of them ends by itself; null: never. */
  readonly until: Time | null
  /** The ranks in order, lower first, before the id; of who was eligible only. */
  readonly ranks: readonly { readonly name: string; readonly value: number }[]
}

/** The smallest change after which this agent would have got it. */
export interface Flip {
  readonly agent: AgentId
  /** It was eligible and lost by this rank; null: it was not eligible, or all ranks tied. */
  readonly rank: { readonly name: string; readonly value: number; readonly winner: number } | null
  /** What should not have been in the way. */
  readonly reasons: readonly ReasonName[]
}

export interface Explanation {
  /** The row that is explained: of an entry into a queue what was decided at that instant. */
  readonly row: Effect
  readonly conversation: ConversationKey
  /** Everybody: the eligible by rank, the best first, then the others, the nearest first. */
  readonly candidates: readonly Candidate[]
  readonly flip: Flip | null
}

/**
 * Why a row of the trace is as it is: replays the events to it and shows every agent as they were
 * then. It costs two replays and the hot path nothing.
 * @param row one that is `queued`, `waiting`, `assigned` or `offered`; where no rank chose, such as of
 *   what was taken or suggested, there are no candidates.
 * @throws RangeError if the events tell no such row, or it tells of no choice among agents.
 */
export function explain(config: Config, events: Iterable<RouterEvent>, row: number): Explanation {
  const history = [...events]
  const target = decisionOf(config, history, row)
  const { conversation, effect } = target
  if (isOthers(effect)) return { row: effect, conversation, candidates: [], flip: null }
  const watch = new Watch(config, target)
  for (const router of instants(config, history, watch)) {
    if (watch.length <= target.row) continue
    if (watch.found === undefined) watch.look(router.view as Ledger)
    break
  }
  const { candidates } = watch.found!
  const whose = watch.found!.conversation
  return { row: effect, conversation: whose, candidates, flip: flipOf(effect, candidates) }
}

/** Somebody's doing, or to everybody: no rank chose among agents. */
function isOthers(effect: Effect): boolean {
  const isGiven = effect.type === 'assigned' || effect.type === 'offered'
  return isGiven && effect.by !== 'id' && effect.by in How
}

/** A row that says what was decided, and whose. */
interface Target {
  readonly row: number
  readonly effect: Effect
  /** NO_KEY for all that wait alike. */
  readonly conversation: ConversationKey
}

/** The row itself, or what followed an entry into a queue at the same instant. */
function decisionOf(config: Config, events: readonly RouterEvent[], row: number): Target {
  const trace = new Trace(rankNames(config.policy))
  for (const _ of instants(config, events, trace)) if (trace.length > row) break
  if (!Number.isInteger(row) || row < 0 || row >= trace.length)
    throw new RangeError(`trace row ${row} is not in 0..${trace.length - 1}`)
  const effect = trace.at(row)
  if (effect.type === 'queued')
    for (let i = trace.length - 1; i > row; i--) {
      const other = trace.at(i)
      const isChoice = other.type === 'assigned' || other.type === 'offered'
      if (isChoice && other.conversation === effect.conversation) return checked(i, other)
    }
  return checked(row, effect)
}

function checked(row: number, effect: Effect): Target {
  if (effect.type === 'queued' || effect.type === 'waiting')
    return { row, effect, conversation: effect.conversation }
  if (effect.type !== 'assigned' && effect.type !== 'offered')
    throw new RangeError(`trace row ${row} is "${effect.type}": no choice among agents`)
  return { row, effect, conversation: effect.conversation }
}

/** A router after each instant at which anything happened. */
function* instants(
  config: Config,
  events: readonly RouterEvent[],
  trace: Trace & { router?: Router },
): Generator<Router> {
  const router = new Router(config, trace)
  trace.router = router
  for (const event of events) {
    for (; router.deadline < event.at; yield router) router.advance(router.deadline)
    router.apply(event)
    yield router
  }
  for (; router.deadline < NEVER; yield router) router.advance(router.deadline)
}

/** A trace that looks at the tables when the row is about to be decided. */
class Watch extends Trace {
  router?: Router
  found?: Pick<Explanation, 'candidates' | 'conversation'>
  private readonly target: Target

  constructor(config: Config, target: Target) {
    super(rankNames(config.policy))
    this.target = target
  }

  /** A choice was just made, and nothing has changed yet. Leaving a group may be told between. */
  override codeOf(decidedBy: number): number {
    const { row } = this.target
    if (this.length === row || this.length === row - 1) this.look(this.router!.view as Ledger)
    return super.codeOf(decidedBy)
  }

  /** What waits has changed nothing by being told. */
  override claim(): number {
    const isWait = this.target.effect.type === 'waiting'
    if (isWait && this.length === this.target.row) this.look(this.router!.view as Ledger)
    return super.claim()
  }

  look(ledger: Ledger): void {
    const row = this.rowOf(ledger)
    if (row === NO_CONVERSATION) {
      this.found ??= { candidates: [], conversation: this.target.conversation }
      return
    }
    const { conversations: c } = ledger
    if (c.stage[row] !== Stage.queued && this.found !== undefined) return
    const isQueued = c.stage[row] === Stage.queued
    const candidates = isQueued ? candidatesFor(ledger, row) : []
    this.found = { candidates, conversation: c.key[row] }
  }

  /** The conversation; of all that wait alike the first in line. */
  private rowOf(ledger: Ledger): ConversationId {
    const { conversation, effect } = this.target
    if (conversation !== NO_KEY) return ledger.conversations.find(conversation)
    if (effect.type !== 'waiting') return NO_CONVERSATION
    const { needs, queues, ready } = ledger
    for (let n = 0; n < needs.count; n++) {
      const need = n as NeedId
      const isIt = needs.skill[need] === effect.skill && queues.size(need) > 0
      const nearest = ledger.isShut(need) ? Reason.offShift : ready.nearest(need)
      if (isIt && reasonNames[nearest] === effect.reason) return queues.head(need)
    }
    return NO_CONVERSATION
  }
}

function candidatesFor(ledger: Ledger, row: ConversationId): Candidate[] {
  const ranks = policyRanks(ledger, row)
  const { place } = ledger.agents
  const all = Array.from({ length: ledger.agents.count }, (_, a): Candidate => {
    const agent = a as AgentId
    const { reasons, until } = reasonNow(ledger, row, agent)
    const own = ranks.map(({ name, of }) => ({ name, value: of(agent) }))
    const names = reasons.map((reason) => reasonNames[reason])
    return { agent, reasons: names, until, ranks: reasons.length === 0 ? own : [] }
  })
  return all.sort((a, b) => before(a, b) || place[a.agent] - place[b.agent])
}

function before(a: Candidate, b: Candidate): number {
  if (a.reasons.length > 0 || b.reasons.length > 0) return far(a) - far(b)
  const i = a.ranks.findIndex(({ value }, rank) => value !== b.ranks[rank].value)
  return i < 0 ? 0 : a.ranks[i].value - b.ranks[i].value
}

/** The fewer things stand in the way, and the more fleeting they are, the nearer. */
function far({ reasons }: Candidate): number {
  if (reasons.length === 0) return 0
  return 100 * reasons.length - reasonNames.indexOf(reasons[0])
}

function flipOf(effect: Effect, candidates: readonly Candidate[]): Flip | null {
  const chosen = effect.type === 'assigned' || effect.type === 'offered' ? effect.agent : undefined
  const winner = candidates.find(({ agent }) => agent === chosen)
  const other = candidates.find(({ agent }) => agent !== chosen)
  if (other === undefined) return null
  const { agent, ranks, reasons } = other
  const lost = ranks.findIndex(({ value }, i) => winner && value !== winner.ranks[i]?.value)
  const rank = lost < 0 ? null : { ...ranks[lost], winner: winner!.ranks[lost].value }
  return { agent, reasons, rank }
}
