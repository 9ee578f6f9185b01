import { type AgentId, Loss, NO_AGENT } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, moveKinds, segmentEnds, segmentKinds, segmentStarts } from '../tables.ts'
import { tables } from '../tables.ts'
import type { Life } from './life.ts'

const kindCode = { skill: 0, agent: 1, queue: 2 } satisfies Record<
  (typeof segmentKinds)[number],
  0 | 1 | 2
>
export type SegmentKind = keyof typeof kindCode
export const startCode = (start: (typeof segmentStarts)[number]): number =>
  segmentStarts.indexOf(start)
const moveCode = (kind: (typeof moveKinds)[number]) => moveKinds.indexOf(kind)
const endCode = (end: (typeof segmentEnds)[number]) => segmentEnds.indexOf(end)
/** Places in `segmentEnds`: after the assignment, the losses. */
const endOfLoss = (loss: number) => loss + 1
/** Losses that are moves of their own: nothing moves to another skill with them. */
const moveOfLoss: { readonly [loss: number]: number | undefined } = {
  [Loss.returned]: moveCode('returned'),
  [Loss.unanswered]: moveCode('unanswered'),
  [Loss.takenOver]: moveCode('takenOver'),
}

/** Where conversations are and how they got there: segments and moves. */
export class Places {
  private readonly segments: Builder<typeof tables.segments>
  private readonly moves = new Builder(tables.moves)

  /** `ways`: the words of `decided_by`. */
  constructor(ways: readonly string[]) {
    this.segments = new Builder(tables.segments, ways)
  }

  finish(): { readonly segments: DataOf<'segments'>; readonly moves: DataOf<'moves'> } {
    return { segments: this.segments.finish(), moves: this.moves.finish() }
  }

  /** Forgets the rows. */
  clear(): void {
    this.segments.clear()
    this.moves.clear()
  }

  /** It is with a skill from now on, and with no other. */
  enterSkill(life: Life, at: number, start: number): void {
    if (life.skillSegment >= 0) this.end(life.skillSegment, at, endCode('transferred'))
    life.skillSegment = this.begin(life, 'skill', at, start)
  }

  enterQueue(life: Life, at: number): void {
    life.placeSegment = this.begin(life, 'queue', at, life.entry)
  }

  /** `way`: a place in the ways. */
  enterHands(life: Life, at: number, agent: AgentId, way: number): void {
    this.leave(life, at, 'assigned')
    life.holder = agent
    life.heldSince = at
    life.isReplied = false
    const place = (life.placeSegment = this.begin(life, 'agent', at, life.entry))
    const s = this.segments.columns
    s.agent[place] = agent
    s.decided_by[place] = way
    s.entered_at[place] = life.enteredAt
    s.messages[place] = 0
    s.after[place] = life.before
    life.before = agent
  }

  /** Its holder loses it. */
  lose(life: Life, at: number, loss: number): void {
    const move = moveOfLoss[loss]
    if (move !== undefined) this.moved(life, at, move, life.holder, life.skill)
    this.leave(life, at, segmentEnds[endOfLoss(loss)])
  }

  /** The queue stay or the agent's hold is over, if there is one. */
  leave(life: Life, at: number, reason: (typeof segmentEnds)[number]): void {
    if (life.placeSegment >= 0) this.end(life.placeSegment, at, endCode(reason))
    life.placeSegment = -1
    life.holder = NO_AGENT
    life.heldSince = Number.NaN
  }

  close(life: Life, at: number): void {
    this.leave(life, at, 'closed')
    this.end(life.skillSegment, at, endCode('closed'))
  }

  /** Counts a message of the holder. Says whether it is the first after a takeover or a resume. */
  spoke(life: Life, at: number, agent: AgentId): boolean {
    if (agent !== life.holder) return false
    const s = this.segments.columns
    const place = life.placeSegment
    if (++s.messages[place] > 1) return false
    s.first_message_at[place] = at
    return life.entry >= startCode('takenOver')
  }

  /** Returns the row of the move. */
  moved(life: Life, at: number, kind: number, by: number, to: number): number {
    const row = this.moves.add()
    const m = this.moves.columns
    m.conversation[row] = life.key
    m.at[row] = at
    m.kind[row] = kind
    m.agent[row] = by
    m.skill[row] = life.skill
    m.to_skill[row] = to
    return row
  }

  /** The move that was told last is to an agent, or to another skill as well. */
  destined(to: { readonly agent?: number; readonly skill?: number }): void {
    const row = this.moves.length - 1
    if (to.agent !== undefined) this.moves.columns.to_agent[row] = to.agent
    if (to.skill !== undefined) this.moves.columns.to_skill[row] = to.skill
  }

  private begin(life: Life, kind: SegmentKind, at: number, reason: number): number {
    const row = this.segments.add()
    const s = this.segments.columns
    s.conversation[row] = life.key
    s.segment[row] = life.segments++
    s.kind[row] = kindCode[kind]
    s.skill[row] = life.skill
    s.started_at[row] = at
    s.start_reason[row] = reason
    return row
  }

  private end(segment: number, at: number, reason: number): void {
    this.segments.columns.ended_at[segment] = at
    this.segments.columns.end_reason[segment] = reason
  }
}
