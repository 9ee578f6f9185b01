import { type ConversationKey, KeyIndex } from '../core/index.ts'

/** A row of the open conversations. Recycled after the close. */
export type LifeId = number

/** No open conversation has this key. */
export const NO_LIFE: LifeId = -1

const FIRST_ROOM = 256

/**
 * Open conversations as the simulator knows them, one column a fact: what the consumer is about to
 * do, and what the measures must remember. Rows are recycled, keys are not.
 */
export class Lives {
  key = new Float64Array(FIRST_ROOM)
  /** Its source: a place in the scenario's demand. */
  demand = new Int32Array(FIRST_ROOM)
  /** Turns until it is over. */
  turns = new Int32Array(FIRST_ROOM)
  /** Turns answered so far. */
  answered = new Int32Array(FIRST_ROOM)
  /** Messages still to come of this burst. */
  burst = new Int32Array(FIRST_ROOM)
  /** When the consumer writes next; −1 while nothing is planned. */
  nextAt = new Float64Array(FIRST_ROOM)
  /** Whose it is, −1 nobody's. */
  agent = new Int32Array(FIRST_ROOM)
  /** 1 once the consumer left without a word: will not write again. */
  gone = new Uint8Array(FIRST_ROOM)
  skill = new Int32Array(FIRST_ROOM)
  openedAt = new Float64Array(FIRST_ROOM)
  /** Start of the turn that is owed, −1 while none is. */
  owedSince = new Float64Array(FIRST_ROOM)
  due = new Float64Array(FIRST_ROOM)
  /** 1 if the due of the owed turn has passed. */
  missed = new Uint8Array(FIRST_ROOM)
  /** First message of the consumer, −1 before it. */
  firstAt = new Float64Array(FIRST_ROOM)
  /** 1 once an agent has replied. */
  replied = new Uint8Array(FIRST_ROOM)
  /** 1 once an agent got it. */
  assigned = new Uint8Array(FIRST_ROOM)
  private readonly index = new KeyIndex()
  private readonly free: LifeId[] = []
  private rows = 0
  private room = FIRST_ROOM

  /** The row of an open conversation, or NO_LIFE. */
  find(key: number): LifeId {
    return this.index.find(this.key, key as ConversationKey)
  }

  /** A row for a conversation that opens. */
  open(key: number, demand: number, turns: number, skill: number, at: number): LifeId {
    const row = this.free.pop() ?? this.rows++
    if (row === this.room) this.widen()
    this.key[row] = key
    this.demand[row] = demand
    this.turns[row] = turns
    this.answered[row] = 0
    this.burst[row] = 0
    this.nextAt[row] = -1
    this.agent[row] = -1
    this.gone[row] = 0
    this.skill[row] = skill
    this.openedAt[row] = at
    this.owedSince[row] = -1
    this.due[row] = Number.POSITIVE_INFINITY
    this.missed[row] = 0
    this.firstAt[row] = -1
    this.replied[row] = 0
    this.assigned[row] = 0
    this.index.add(this.key, row as never)
    return row
  }

  close(row: LifeId): void {
    this.index.remove(this.key, this.key[row] as ConversationKey)
    this.free.push(row)
  }

  private widen(): void {
    this.room *= 2
    for (const [name, column] of Object.entries(this)) {
      if (!ArrayBuffer.isView(column)) continue
      const old = column as Float64Array
      const wide = new (old.constructor as new (rows: number) => Float64Array)(this.room)
      wide.set(old)
      ;(this as Record<string, unknown>)[name] = wide
    }
  }
}
