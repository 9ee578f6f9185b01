import {
  activityNames,
  causeNames,
  type Effect,
  entryNames,
  Kind,
  lossNames,
  refusalNames,
  targetNames,
} from './effect.ts'
import { eventTypes } from './event.ts'
import { reasonNames } from './reason.ts'
import type { AgentId, ConversationKey, Duration, SkillId, Time, Weight } from './units.ts'

/**
 * Effects as columns: they are the tables that reports load. Row `i` of the trace lies at
 * `columns.x[i - base]`; `at(i)` gives it readable. What a column holds by kind:
 *
 * | kind | agent | skill | why | value |
 * |---|---|---|---|---|
 * | queued | who gave it up | entered | `Entry` | due, NEVER without |
 * | waiting | – | waited for | `Reason` | – |
 * | assigned | gets it | its skill | deciding rank, from 1; 0 nobody else was eligible | wait, ms |
 * | unassigned | loses it | its skill | `Loss` | – |
 * | transferred | who moved it | new | – | old skill |
 * | activity | holder | its skill | `Activity` | weight, thousandths |
 * | due | holder | its skill | `Target` | due, NEVER for none |
 * | overdue | holder | its skill | – | due |
 * | closed | last holder | last | `Cause` | duration, ms |
 * | refused | named by the event | – | `Refusal` | place in `eventTypes` |
 */
export interface TraceColumns {
  readonly at: Float64Array<ArrayBuffer>
  readonly kind: Uint8Array<ArrayBuffer>
  readonly conversation: Float64Array<ArrayBuffer>
  readonly agent: Int32Array<ArrayBuffer>
  readonly skill: Int32Array<ArrayBuffer>
  readonly why: Uint8Array<ArrayBuffer>
  readonly value: Float64Array<ArrayBuffer>
  /** How many events had been applied: row and event streams merge on it. */
  readonly cause: Float64Array<ArrayBuffer>
}

export class Trace {
  /** Names of the ranks that may decide, in order. */
  readonly ranks: readonly string[]
  /** Rows before this one are forgotten. */
  base = 0
  /** One past the last row. */
  length = 0
  columns: TraceColumns
  private capacity: number
  private hashed = 0
  private low = 0x9e3779b9
  private high = 0x243f6a88

  constructor(ranks: readonly string[], capacity = 1024) {
    this.ranks = ranks
    this.capacity = capacity
    this.columns = allocate(capacity)
  }

  /** A trace that crossed between threads: its data, without its methods. */
  static revived(data: Trace): Trace {
    return Object.assign(new Trace(data.ranks, 1), data)
  }

  push(
    at: Time,
    kind: Kind,
    conversation: ConversationKey,
    agent: AgentId,
    skill: SkillId,
    why: number,
    value: number,
    cause: number,
  ): void {
    const i = this.length - this.base
    if (i === this.capacity) this.grow()
    const columns = this.columns
    columns.at[i] = at
    columns.kind[i] = kind
    columns.conversation[i] = conversation
    columns.agent[i] = agent
    columns.skill[i] = skill
    columns.why[i] = why
    columns.value[i] = value
    columns.cause[i] = cause
    this.length++
  }

  /** Row `i`, readable. @throws RangeError if it is forgotten or not there yet. */
  at(i: number): Effect {
    if (i < this.base || i >= this.length)
      throw new RangeError(`trace row ${i} is not in ${this.base}..${this.length - 1}`)
    return this.readable(i - this.base)
  }

  /** Drops the rows before `i`; the room is used again. */
  forget(i: number): void {
    const keep = this.length - i
    for (const column of Object.values(this.columns) as Float64Array[])
      column.copyWithin(0, i - this.base, i - this.base + keep)
    this.base = i
  }

  /**
   * Sixteen hexadecimal digits that stand for every row so far. Call it before forgetting rows.
   * @throws RangeError if rows were forgotten unhashed.
   */
  hash(): string {
    if (this.hashed < this.base)
      throw new RangeError(`rows ${this.hashed}..${this.base - 1} were forgotten before hashing`)
    this.mixRows(this.hashed - this.base, this.length - this.base)
    this.hashed = this.length
    const digits = (n: number) => (n >>> 0).toString(16).padStart(8, '0')
    return digits(this.high) + digits(this.low)
  }

  /**
   * Rows into two lanes of MurmurHash3's mixing (Appleby, 2011), each word into one of them, crossed
   * once a row. Numbers are taken by their bits, two words each.
   */
  private mixRows(from: number, to: number): void {
    const { agent, kind, skill, why } = this.columns
    const at = new Int32Array(this.columns.at.buffer)
    const conversation = new Int32Array(this.columns.conversation.buffer)
    const value = new Int32Array(this.columns.value.buffer)
    let { high, low } = this
    for (let i = from; i < to; i++) {
      const k = 2 * i
      low = stirred(low, at[k])
      high = stirred(high, at[k + 1])
      low = stirred(low, conversation[k])
      high = stirred(high, conversation[k + 1])
      low = stirred(low, value[k])
      high = stirred(high, value[k + 1])
      low = stirred(low, agent[i])
      high = stirred(high, (skill[i] << 16) ^ (kind[i] << 8) ^ why[i])
      low = (low + high) | 0
      high = (high + (low << 7)) | 0
    }
    this.high = high
    this.low = low
  }

  private grow(): void {
    this.capacity *= 2
    const grown = allocate(this.capacity)
    for (const name of Object.keys(grown) as (keyof TraceColumns)[])
      grown[name].set(this.columns[name])
    this.columns = grown
  }

  private readable(i: number): Effect {
    const c = this.columns
    const at = c.at[i] as Time
    const conversation = c.conversation[i] as ConversationKey
    const agent = c.agent[i] as AgentId
    const skill = c.skill[i] as SkillId
    const why = c.why[i]
    const value = c.value[i]
    const due = value === Number.POSITIVE_INFINITY ? null : (value as Time)
    switch (c.kind[i] as Kind) {
      case Kind.queued:
        return { type: 'queued', at, conversation, skill, agent, entry: entryNames[why], due }
      case Kind.waiting:
        return { type: 'waiting', at, conversation, skill, reason: reasonNames[why] }
      case Kind.assigned: {
        const by = why === 0 ? 'onlyOne' : (this.ranks[why - 1] ?? 'id')
        return { type: 'assigned', at, conversation, agent, skill, by, wait: value as Duration }
      }
      case Kind.unassigned:
        return { type: 'unassigned', at, conversation, agent, skill, loss: lossNames[why] }
      case Kind.transferred:
        return { type: 'transferred', at, conversation, agent, from: value as SkillId, skill }
      case Kind.activity: {
        const [activity, weight] = [activityNames[why], value as Weight]
        return { type: 'activity', at, conversation, agent, skill, activity, weight }
      }
      case Kind.due:
        return { type: 'due', at, conversation, skill, target: targetNames[why], due }
      case Kind.overdue:
        return { type: 'overdue', at, conversation, agent, skill }
      case Kind.closed: {
        const [cause, duration] = [causeNames[why], value as Duration]
        return { type: 'closed', at, conversation, agent, skill, cause, duration }
      }
      case Kind.refused: {
        const [refusal, event] = [refusalNames[why], eventTypes[value]]
        return { type: 'refused', at, conversation, agent, refusal, event }
      }
    }
  }
}

/** The word for a row's `why`, whatever its kind; empty where the kind has none. */
export function whyName(kind: Kind, why: number, ranks: readonly string[]): string {
  switch (kind) {
    case Kind.queued:
      return entryNames[why]
    case Kind.waiting:
      return reasonNames[why]
    case Kind.assigned:
      return why === 0 ? 'onlyOne' : (ranks[why - 1] ?? 'id')
    case Kind.unassigned:
      return lossNames[why]
    case Kind.activity:
      return activityNames[why]
    case Kind.due:
      return targetNames[why]
    case Kind.closed:
      return causeNames[why]
    case Kind.refused:
      return refusalNames[why]
    case Kind.transferred:
    case Kind.overdue:
      return ''
  }
}

function stirred(lane: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = lane ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function allocate(capacity: number): TraceColumns {
  return {
    at: new Float64Array(capacity),
    kind: new Uint8Array(capacity),
    conversation: new Float64Array(capacity),
    agent: new Int32Array(capacity),
    skill: new Int32Array(capacity),
    why: new Uint8Array(capacity),
    value: new Float64Array(capacity),
    cause: new Float64Array(capacity),
  }
}
