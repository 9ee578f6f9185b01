import { widened } from './columns.ts'
import type { Ledger } from './ledger.ts'
import { type ConversationId, NO_CONVERSATION, type SkillId, type Time } from './units.ts'

/** When the places of a skill were last counted. */
interface Counted {
  readonly changes: number
  readonly at: Time
}
const never: Counted = { changes: -1, at: 0 as Time }

/** Places in line, counted for a whole skill when one is asked for and the line is not the same. */
export class Positions {
  private readonly counted: Counted[]
  private places = new Int32Array(64)

  constructor(skills: number) {
    this.counted = Array.from({ length: skills }, () => never)
  }

  /** From 1, in queue order, among all that may be assigned now, of whom it is one. */
  of(ledger: Ledger, row: ConversationId): number {
    const { conversations: c, line, now } = ledger
    const skill = c.skill[row]
    const changes = line.changesOf(skill)
    const { at, changes: before } = this.counted[skill]
    if (changes !== before || now !== at) this.count(ledger, skill)
    this.counted[skill] = { changes, at: now }
    return this.places[row]
  }

  private count(ledger: Ledger, skill: SkillId): void {
    const { conversations: c, overflow, queues } = ledger
    const { entries } = overflow
    const rows: ConversationId[] = []
    for (let row = entries.first(skill); row !== NO_CONVERSATION; row = entries.next(row))
      if (ledger.isLined(row)) rows.push(row)
    rows.sort((a, b) => (queues.before(a, b) ? -1 : 1))
    if (c.rows > this.places.length) this.places = widened(this.places, c.rows * 2)
    rows.forEach((row, i) => (this.places[row] = i + 1))
  }
}
