import { How, type Kind } from './codes.ts'
import type { Effect } from './effect.ts'
import { stirred } from './hash.ts'
import { readRow } from './row.ts'
import type { AgentId, ConversationKey, SkillId, Time } from './units.ts'

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
 * | transferred | who moved it | new | `Move` | old skill |
 * | activity | holder | its skill | `Activity` | weight, thousandths |
 * | due | holder | its skill | `Target` | due, NEVER for none |
 * | overdue | holder | its skill | – | due |
 * | closed | last holder | last | `Cause` | duration, ms |
 * | refused | named by the event | – | `Refusal` | place in `eventTypes` |
 * | offered | proposed to | its skill | deciding rank | expires at |
 * | offerEnded | was proposed to | its skill | `OfferEnd` | – |
 * | suggested | kept for | its skill | – | until, NEVER without end |
 * | suggestionEnded | was kept for | its skill | `SuggestionEnd` | – |
 * | allocated | – | its skill | – | group, −1 none |
 * | sent | holder | its skill | `Trigger` | expected response, ms; −1 none |
 * | surveyOpened | last holder | last | – | – |
 * | surveyClosed | last holder | last | `SurveyEnd` | – |
 * | presence | whose | – | `Presence` | – |
 * | relaxed | – | its skill | – | step from 0, −1 none |
 * | widened | – | its skill | – | added skill, −1 none |
 * | configured | – | – | – | – |
 *
 * `assigned` says by `How` (above every rank) where no rank decided.
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
  /** Names of the ranks that may decide: a code from 1 each. A new configuration adds its own. */
  ranks: readonly string[]
  /** By place in the order of ranks: its code. */
  private codes: readonly number[] = []
  /** Rows before this one are forgotten. */
  base = 0
  /** One past the last row. */
  length = 0
  columns: TraceColumns
  private capacity: number
  private hashed = 0
  private low = 0x9e3779b9
  private high = 0x243f6a88

  constructor(ranks: readonly string[], capacity = 64) {
    this.ranks = []
    this.rename(ranks)
    this.capacity = capacity
    this.columns = allocate(capacity)
  }

  /** These are the ranks from now on, in order. */
  rename(ranks: readonly string[]): void {
    this.ranks = [...new Set([...this.ranks, ...ranks])]
    this.codes = ranks.map((name) => this.ranks.indexOf(name) + 1)
  }

  /** The code of what decided: from 1 in the order of ranks, past the last for the id; 0 for none. */
  codeOf(decidedBy: number): number {
    return decidedBy === 0 ? 0 : (this.codes[decidedBy - 1] ?? How.id)
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
    const i = this.claim()
    const columns = this.columns
    columns.at[i] = at
    columns.kind[i] = kind
    columns.conversation[i] = conversation
    columns.agent[i] = agent
    columns.skill[i] = skill
    columns.why[i] = why
    columns.value[i] = value
    columns.cause[i] = cause
  }

  /** Room for one more row, to be filled at once: its place in the columns. */
  claim(): number {
    const i = this.length++ - this.base
    if (i === this.capacity) this.grow()
    return i
  }

  /** When the last row is dated, −∞ if there is none to be seen. */
  get latest(): Time {
    const i = this.length - this.base - 1
    return (i < 0 ? Number.NEGATIVE_INFINITY : this.columns.at[i]) as Time
  }

  /** Row `i`, readable. @throws RangeError if it is forgotten or not there yet. */
  at(i: number): Effect {
    if (i < this.base || i >= this.length)
      throw new RangeError(`trace row ${i} is not in ${this.base}..${this.length - 1}`)
    return readRow(this.columns, i - this.base, this.ranks)
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
