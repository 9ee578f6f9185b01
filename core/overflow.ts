import { askAnew } from './asks.ts'
import { Entry, Kind, Move } from './codes.ts'
import type { Config, Overflow as Rule } from './config/config.ts'
import { DeadlineKind } from './deadlines.ts'
import { Entries } from './entries.ts'
import type { Ledger } from './ledger.ts'
import { moveTo, requeue } from './moving.ts'
import { withdraw } from './offers.ts'
import { mayDiffer, measure } from './overflow-measures.ts'
import { Positions } from './positions.ts'
import { unline } from './queueing.ts'
import { type Happened, Recent } from './recent.ts'
import { Stage } from './tables.ts'
import {
  type ConversationId,
  NEVER,
  NO_AGENT,
  NO_CONVERSATION,
  NO_SKILL,
  type SkillId,
  type Time,
} from './units.ts'

/** What rules remember, as a snapshot has it: by skill. */
export interface KeptOverflow {
  readonly active: readonly (readonly boolean[])[]
  readonly assigned: readonly (readonly Time[])[]
  readonly replied: readonly (readonly Happened[])[]
}

/** What overflow rules measure and remember, by skill. Empty where no skill has any. */
export class Overflow {
  isUsed: boolean
  /** Skills with rules. */
  readonly ruled: readonly SkillId[]
  /** By skill: whether passes look at what waits for it. */
  private readonly looksAt: boolean[]
  /** By skill and rule: whether it is active. */
  readonly active: boolean[][]
  /** Who waits for a skill with rules. */
  readonly entries: Entries
  readonly positions: Positions
  /** By skill: assignments from its queue, and replies that had a due. */
  readonly assigned: readonly Recent[]
  readonly replied: readonly Recent[]
  /** Conversations to look at in the next pass, whatever became of them. */
  readonly fresh: ConversationId[] = []
  /** By skill: whether the next pass looks at all that wait for it. */
  readonly unsettled: boolean[]
  /** Conversations that a pass still has to look at. */
  readonly work: ConversationId[] = []

  constructor({ skills }: Config) {
    this.ruled = skills.flatMap(({ overflow }, i) => (overflow.length > 0 ? [i as SkillId] : []))
    this.isUsed = this.ruled.length > 0
    this.looksAt = skills.map(({ overflow }) => overflow.length > 0)
    this.active = skills.map(({ overflow }) => overflow.map(() => false))
    this.entries = new Entries(skills.length)
    this.positions = new Positions(skills.length)
    this.assigned = skills.map(() => new Recent())
    this.replied = skills.map(() => new Recent())
    this.unsettled = skills.map(() => true)
  }

  isRuled(skill: SkillId): boolean {
    return skill !== NO_SKILL && this.looksAt[skill]
  }

  /** Rules of an earlier configuration added a skill: the next pass takes back what no rule adds now. */
  lookBack(skill: SkillId): void {
    this.isUsed = true
    this.looksAt[skill] = true
  }

  private counts(skill: SkillId): boolean {
    return skill !== NO_SKILL && this.active[skill].length > 0
  }

  noteAssigned(skill: SkillId, at: Time): void {
    if (this.counts(skill)) this.assigned[skill].add(at, true)
  }

  noteReplied(skill: SkillId, at: Time, onTime: boolean): void {
    if (this.counts(skill)) this.replied[skill].add(at, onTime)
  }

  keep(now: Time): KeptOverflow {
    const { active, assigned, replied } = this
    return {
      active: active.map((list) => [...list]),
      assigned: assigned.map((recent) => recent.keep(now).map(({ at }) => at)),
      replied: replied.map((recent) => recent.keep(now)),
    }
  }

  /** A rule that the snapshot did not know is not active. */
  restore({ active, assigned, replied }: KeptOverflow): void {
    active.forEach((list, skill) =>
      this.active[skill].forEach((_, rule) => (this.active[skill][rule] = list[rule] ?? false)),
    )
    assigned.forEach((list, skill) =>
      this.assigned[skill].restore(list.map((at) => ({ at, onTime: true }))),
    )
    replied.forEach((list, skill) => this.replied[skill].restore(list))
  }
}

/**
 * A part of the pass: what waits long enough, by key, goes where the first active rule says; whether
 * any moved. Only those are looked at for whom a rule may say something else than in the last pass.
 */
export function overflow(ledger: Ledger): boolean {
  const { conversations: c, overflow: all } = ledger
  const { fresh, work } = all
  while (fresh.length > 0) work.push(fresh.pop()!)
  for (const skill of all.ruled)
    if (mayDiffer(ledger, skill)) lookAt(ledger, skill, NO_CONVERSATION)
  let moved = false
  let last = NO_CONVERSATION
  if (work.length > 1) sort(ledger)
  while (work.length > 0) {
    const row = work.pop()!
    if (row === last || c.stage[row] !== Stage.queued || !all.isRuled(c.skill[row])) continue
    last = row
    const from = c.skill[row]
    if (!apply(ledger, row)) continue
    moved = true
    // One more waits here, one less there: whoever comes later sees it now, the others next time.
    lookAt(ledger, from, row)
    lookAt(ledger, c.skill[row], row)
    sort(ledger)
  }
  return moved
}

/** All that wait for a skill, or those whose key is above that of `after`; the others next time. */
function lookAt(
  { conversations: c, overflow: all }: Ledger,
  skill: SkillId,
  after: ConversationId,
) {
  if (!all.isRuled(skill)) return
  const { entries, unsettled, work } = all
  unsettled[skill] = after !== NO_CONVERSATION
  for (let row = entries.first(skill); row !== NO_CONVERSATION; row = entries.next(row))
    if (after === NO_CONVERSATION || c.key[row] > c.key[after]) work.push(row)
}

/** The last one first, for they are taken from the end. */
function sort({ conversations: c, overflow: { work } }: Ledger): void {
  work.sort((a, b) => c.key[b] - c.key[a])
}

function apply(ledger: Ledger, row: ConversationId): boolean {
  const { conversations: c, exceptions } = ledger
  if (exceptions.suggestions.has(row) || exceptions.offers.has(row)) return false
  const skill = c.skill[row]
  const waited = ledger.now - c.enteredAt[row]
  const rules = ledger.config.skills[skill].overflow
  const active = rules.filter((rule, i) => waited >= rule.after && isActive(ledger, row, rule, i))
  const rule = active.find((one) => one.mode === 'add' || mayMove(ledger, row, one.skill))
  widen(ledger, row, rule?.mode === 'add' ? rule.skill : NO_SKILL)
  if (rule?.mode !== 'move') return false
  exceptions.visits.set(row, [...(exceptions.visits.get(row) ?? [skill]), rule.skill])
  withdraw(ledger, row)
  unline(ledger, row)
  moveTo(ledger, row, rule.skill, Move.overflow, NO_AGENT)
  requeue(ledger, row, Entry.overflow, NO_AGENT, skill)
  return true
}

/** A conversation visits a skill at most once by way of fallback or overflow. */
function mayMove(
  { conversations: c, exceptions }: Ledger,
  row: ConversationId,
  to: SkillId,
): boolean {
  return to !== c.skill[row] && !(exceptions.visits.get(row) ?? []).includes(to)
}

/** Active beyond `on`, and from then on until beyond `off`. */
function isActive(ledger: Ledger, row: ConversationId, rule: Rule, i: number): boolean {
  const { conversations: c, exceptions, overflow: all } = ledger
  const skill = c.skill[row]
  const isOwn = rule.metric === 'estimatedWait'
  const was = isOwn ? (exceptions.overflowing.get(row)?.includes(i) ?? false) : all.active[skill][i]
  const is = measure(ledger, row, rule, was)
  if (!isOwn) all.active[skill][i] = is
  else if (is !== was) {
    const others = (exceptions.overflowing.get(row) ?? []).filter((one) => one !== i)
    const own = is ? [...others, i] : others
    if (own.length > 0) exceptions.overflowing.set(row, own)
    else exceptions.overflowing.delete(row)
  }
  return is
}

/** Agents of `added` may take it too, after the skill's own; NO_SKILL: not any more. */
function widen(ledger: Ledger, row: ConversationId, added: SkillId): void {
  const { asks } = ledger
  if ((asks.added.get(row) ?? NO_SKILL) === added) return
  if (added === NO_SKILL) asks.added.delete(row)
  else asks.added.set(row, added)
  ledger.tell(row, Kind.widened, NO_AGENT, 0, added)
  askAnew(ledger, row)
}

/** It enters a queue: no rule has looked at it yet; one without delay looks in a pass of its own. */
export function enterOverflow(ledger: Ledger, row: ConversationId): void {
  const { conversations: c, overflow: all } = ledger
  ledger.asks.added.delete(row)
  ledger.exceptions.overflowing.delete(row)
  if (all.isRuled(c.skill[row])) all.entries.enter(c.skill[row], row)
  else all.entries.leave(row)
  arm(ledger, row, ledger.now)
}

/** The next moment at which a rule begins to look at it; the pass then does. */
export function armOverflow(ledger: Ledger, row: ConversationId): void {
  arm(ledger, row, (ledger.now + 1) as Time)
}

function arm(
  { config, conversations: c, deadlines, overflow: all }: Ledger,
  row: ConversationId,
  from: Time,
): void {
  const starts = (config.skills[c.skill[row]]?.overflow ?? [])
    .map(({ after }) => c.enteredAt[row] + after)
    .filter((at) => at >= from)
  const next = Math.min(NEVER, ...starts) as Time
  if (next === NEVER) deadlines.cancel(DeadlineKind.overflow, row)
  else deadlines.set(DeadlineKind.overflow, row, next, c.key[row])
  if (all.isRuled(c.skill[row])) all.fresh.push(row)
}

/** After a restore: who waits, in the order of entering. */
export function restoreEntries({ conversations: c, overflow: all }: Ledger): void {
  const rows: ConversationId[] = []
  for (let row = 0 as ConversationId; row < c.rows; row++)
    if (c.stage[row] === Stage.queued && all.isRuled(c.skill[row])) rows.push(row)
  rows.sort((a, b) => c.enteredAt[a] - c.enteredAt[b])
  for (const row of rows) all.entries.enter(c.skill[row], row)
}
