import { askAnew } from './asks.ts'
import { Entry, Kind, Move } from './codes.ts'
import type { Config, Overflow as Rule } from './config/config.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { moveTo, requeue } from './moving.ts'
import { withdraw } from './offers.ts'
import { unline } from './queueing.ts'
import { Stage } from './tables.ts'
import { type ConversationId, NEVER, NO_AGENT, NO_SKILL, type SkillId, type Time } from './units.ts'

/** How far rules look back, ms (SEMANTICS.md §26.4). */
const WINDOW = 1_800_000

/** What rules remember, as a snapshot has it: by skill. */
export interface KeptOverflow {
  readonly active: readonly (readonly boolean[])[]
  readonly assigned: readonly (readonly Time[])[]
  readonly replied: readonly (readonly Reply[])[]
}

/** A reply that had a due. */
interface Reply {
  readonly at: Time
  readonly onTime: boolean
}

/** What overflow rules measure and remember, by skill. Empty where no skill has any. */
export class Overflow {
  readonly isUsed: boolean
  /** By skill: instants of assignments from its queue, and of replies with whether they were on time. */
  private readonly assigned: Time[][]
  private readonly replied: Reply[][]
  /** By skill and rule: whether it is active. */
  readonly active: boolean[][]

  constructor(config: Config) {
    const { skills } = config
    this.isUsed = skills.some(({ overflow }) => overflow.length > 0)
    this.assigned = skills.map(() => [])
    this.replied = skills.map(() => [])
    this.active = skills.map(({ overflow }) => overflow.map(() => false))
  }

  noteAssigned(skill: SkillId, at: Time): void {
    if (skill === NO_SKILL || this.active[skill].length === 0) return
    this.assigned[skill].push(at)
    this.assignments(skill, at)
  }

  /** A reply that had a due. */
  noteReplied(skill: SkillId, at: Time, onTime: boolean): void {
    if (skill === NO_SKILL || this.active[skill].length === 0) return
    this.replied[skill].push({ at, onTime })
    this.replies(skill, at)
  }

  /** Assignments from the queue of a skill within the window; what is older is forgotten. */
  assignments(skill: SkillId, now: Time): number {
    const all = this.assigned[skill]
    while (all.length > 0 && all[0] <= now - WINDOW) all.shift()
    return all.length
  }

  private replies(skill: SkillId, now: Time): readonly Reply[] {
    const all = this.replied[skill]
    while (all.length > 0 && all[0].at <= now - WINDOW) all.shift()
    return all
  }

  /** Share of the replies within the window that were on time, null without any. */
  onTimeRate(skill: SkillId, now: Time): number | null {
    const all = this.replies(skill, now)
    return all.length === 0 ? null : all.filter(({ onTime }) => onTime).length / all.length
  }

  keep(): KeptOverflow {
    const { active, assigned, replied } = this
    return {
      active: active.map((list) => [...list]),
      assigned: assigned.map((list) => [...list]),
      replied: replied.map((list) => [...list]),
    }
  }

  /** A rule that the snapshot did not know is not active. */
  restore({ active, assigned, replied }: KeptOverflow): void {
    active.forEach((list, skill) =>
      this.active[skill].forEach((_, rule) => (this.active[skill][rule] = list[rule] ?? false)),
    )
    assigned.forEach((list, skill) => (this.assigned[skill] = [...list]))
    replied.forEach((list, skill) => (this.replied[skill] = [...list]))
  }
}

/** A part of the pass: what waits long enough, by key, goes where the first active rule says; whether any moved. */
export function overflow(ledger: Ledger): boolean {
  const { config, conversations: c } = ledger
  const rows: ConversationId[] = []
  for (let row = 0; row < c.rows; row++)
    if (c.stage[row] === Stage.queued && config.skills[c.skill[row]]?.overflow.length > 0)
      rows.push(row as ConversationId)
  rows.sort((a, b) => c.key[a] - c.key[b])
  return rows.filter((row) => apply(ledger, row)).length > 0
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
  const { conversations: c, exceptions, overflow } = ledger
  const skill = c.skill[row]
  const isOwn = rule.metric === 'estimatedWait'
  const was = isOwn
    ? (exceptions.overflowing.get(row)?.includes(i) ?? false)
    : overflow.active[skill][i]
  const value = measure(ledger, row, rule)
  const is = value === null ? rule.unknownFires : isBeyond(rule, value, was)
  if (!isOwn) overflow.active[skill][i] = is
  else if (is !== was) {
    const others = (exceptions.overflowing.get(row) ?? []).filter((one) => one !== i)
    exceptions.overflowing.set(row, is ? [...others, i] : others)
  }
  return is
}

function isBeyond({ off, on, op }: Rule, value: number, was: boolean): boolean {
  if (op === 'above') return was ? value >= off : value > on
  return was ? value <= off : value < on
}

/** In ms, a share, or conversations; null where nothing is known. */
function measure(ledger: Ledger, row: ConversationId, { metric }: Rule): number | null {
  const { conversations: c, now, overflow } = ledger
  const skill = c.skill[row]
  switch (metric) {
    case 'onTimeRate':
      return overflow.onTimeRate(skill, now)
    case 'estimatedWait': {
      const assignments = overflow.assignments(skill, now)
      const position = positionOf(ledger, row)
      return assignments === 0 || position === null ? null : (position * WINDOW) / assignments
    }
    case 'queueLength':
      return queued(ledger, skill).length
    case 'oldestWait':
      return Math.max(...queued(ledger, skill).map((one) => now - c.enteredAt[one]))
  }
}

function queued({ conversations: c }: Ledger, skill: SkillId): ConversationId[] {
  const rows: ConversationId[] = []
  for (let row = 0; row < c.rows; row++)
    if (c.stage[row] === Stage.queued && c.skill[row] === skill) rows.push(row as ConversationId)
  return rows
}

/** Place among the actionable of its skill, from 1; null if it is not. */
function positionOf(ledger: Ledger, row: ConversationId): number | null {
  const { conversations: c, queues } = ledger
  if (!ledger.isLined(row)) return null
  const ahead = queued(ledger, c.skill[row]).filter(
    (one) => one !== row && ledger.isLined(one) && queues.before(one, row),
  )
  return ahead.length + 1
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
  ledger.asks.added.delete(row)
  ledger.exceptions.overflowing.delete(row)
  arm(ledger, row, ledger.now)
}

/** The next moment at which a rule begins to look at it; the pass then does. */
export function armOverflow(ledger: Ledger, row: ConversationId): void {
  arm(ledger, row, (ledger.now + 1) as Time)
}

function arm(
  { config, conversations: c, deadlines }: Ledger,
  row: ConversationId,
  from: Time,
): void {
  const starts = (config.skills[c.skill[row]]?.overflow ?? [])
    .map(({ after }) => c.enteredAt[row] + after)
    .filter((at) => at >= from)
  const next = Math.min(NEVER, ...starts) as Time
  if (next === NEVER) deadlines.cancel(DeadlineKind.overflow, row)
  else deadlines.set(DeadlineKind.overflow, row, next, c.key[row])
}
