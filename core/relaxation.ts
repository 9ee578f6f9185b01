import { askAnew, stepOf } from './asks.ts'
import { Kind } from './codes.ts'
import type { Step } from './config/config.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { Reason } from './reason.ts'
import { Stage } from './tables.ts'
import {
  after,
  type ConversationId,
  type Duration,
  type NeedId,
  NEVER,
  NO_AGENT,
  since,
  type Time,
} from './units.ts'

/**
 * A skill's conversations ask for more at first, and for less step by step the longer they wait
 * (SEMANTICS.md §26.3). Only time in the queue counts, for as long as the skill stays.
 */

/** Entering a queue: the chain of another skill begins, that of the same one goes on. */
export function enterSteps(ledger: Ledger, conversation: ConversationId): void {
  const { asks, conversations, now } = ledger
  const skill = conversations.skill[conversation]
  const was = asks.steps.get(conversation)
  if (was?.skill === skill) {
    if (was.until === NEVER && was.left > 0) run(ledger, conversation, after(now, was.left))
  } else if (chainOf(ledger, conversation).length > 0) begin(ledger, conversation, 0)
  else if (was !== undefined) leaveChain(ledger, conversation)
}

/** To a skill without steps. */
function leaveChain(ledger: Ledger, conversation: ConversationId): void {
  const { asks } = ledger
  const { left, until } = asks.steps.get(conversation)!
  asks.steps.delete(conversation)
  stop(ledger, conversation)
  // Once the last step is over there is nothing to leave.
  if (until < NEVER || left > 0) tell(ledger, conversation, NO_STEP)
}

/** In an agent's hands: the clock stands. */
export function pauseSteps(ledger: Ledger, conversation: ConversationId): void {
  const { asks, now } = ledger
  const step = asks.steps.get(conversation)
  if (step === undefined || step.until === NEVER) return
  stop(ledger, conversation)
  asks.steps.set(conversation, { ...step, until: NEVER, left: since(step.until, now) })
}

/** The step in force expired; another configuration may have moved it out of the skill meanwhile. */
export function stepExpired(ledger: Ledger, conversation: ConversationId): void {
  const { asks, conversations } = ledger
  if (asks.steps.get(conversation)!.skill !== conversations.skill[conversation])
    return leaveChain(ledger, conversation)
  begin(ledger, conversation, ledger.asks.steps.get(conversation)!.step + 1)
  askAnew(ledger, conversation)
}

/** Steps to be looked at in the next pass: they end at once if nobody could ever meet them. */
export class Haste {
  private readonly entered = new Set<ConversationId>()
  private readonly needs = new Set<NeedId>()

  get isEmpty(): boolean {
    return this.entered.size === 0 && this.needs.size === 0
  }

  /** An expedited step came into force. */
  enter(conversation: ConversationId): void {
    this.entered.add(conversation)
  }

  /** Nobody is logged in any more who meets what `need` asks. */
  lost(need: NeedId): void {
    this.needs.add(need)
  }

  leave(conversation: ConversationId): void {
    if (this.entered.size > 0) this.entered.delete(conversation)
  }

  /** Whom to look at, by key; the list is empty afterwards. */
  take({ asks, conversations: c }: Ledger): ConversationId[] {
    for (const row of this.needs.size > 0 ? asks.steps.keys() : [])
      if (c.stage[row] === Stage.queued && this.needs.has(c.need[row])) this.entered.add(row)
    const all = [...this.entered].sort((a, b) => c.key[a] - c.key[b])
    this.entered.clear()
    this.needs.clear()
    return all
  }
}

/** In a pass: expedited steps that no logged-in agent meets end, one after another. */
export function expedite(ledger: Ledger): void {
  const { asks, conversations: c, haste } = ledger
  if (haste.isEmpty) return
  for (const conversation of haste.take(ledger)) {
    if (c.stage[conversation] !== Stage.queued) continue
    while (isHopeless(ledger, conversation)) {
      begin(ledger, conversation, asks.steps.get(conversation)!.step + 1)
      askAnew(ledger, conversation)
    }
    haste.leave(conversation)
  }
}

/** Its step is expedited, and no agent who is logged in meets it, full or not. */
function isHopeless(ledger: Ledger, conversation: ConversationId): boolean {
  const { conversations: c, ready } = ledger
  if (!stepOf(ledger, conversation)?.expedite) return false
  return ready.nearest(c.need[conversation]) <= Reason.notLoggedIn
}

function begin(ledger: Ledger, conversation: ConversationId, step: number): void {
  const { asks, conversations, now } = ledger
  const skill = conversations.skill[conversation]
  const next: Step | undefined = chainOf(ledger, conversation)[step]
  // A chain that is over stays so, even if another configuration has more steps.
  const place = next === undefined ? NO_STEP : step
  asks.steps.set(conversation, { skill, step: place, until: NEVER, left: 0 as Duration })
  tell(ledger, conversation, place)
  if (next === undefined) return stop(ledger, conversation)
  run(ledger, conversation, after(now, next.expiresAfter))
}

function run(ledger: Ledger, conversation: ConversationId, until: Time): void {
  const { asks, conversations, deadlines, haste } = ledger
  asks.steps.set(conversation, { ...asks.steps.get(conversation)!, until, left: 0 as Duration })
  deadlines.set(DeadlineKind.step, conversation, until, conversations.key[conversation])
  if (stepOf(ledger, conversation)?.expedite) haste.enter(conversation)
}

function stop({ deadlines }: Ledger, conversation: ConversationId): void {
  deadlines.cancel(DeadlineKind.step, conversation)
}

function tell(ledger: Ledger, conversation: ConversationId, step: number): void {
  ledger.tell(conversation, Kind.relaxed, NO_AGENT, 0, step)
}

/** Only the skill is asked. */
const NO_STEP = -1

const chainOf = (ledger: Ledger, conversation: ConversationId): readonly Step[] =>
  ledger.skill(conversation).relaxation

/** After a restore: the clock of the step in force runs where it ran. */
export function resumeSteps(ledger: Ledger, conversation: ConversationId): void {
  const step = ledger.asks.steps.get(conversation)
  if (step !== undefined && step.until < NEVER) run(ledger, conversation, step.until)
}
