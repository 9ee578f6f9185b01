import type { ConversationKey, SkillId, Time } from '../core/index.ts'
import type { Demand, Mark } from '../scenarios/index.ts'
import type { Life } from './lives.ts'
import { drawFor, type Stage } from './stage.ts'

/** What conversations of one source bring along beside their skill: each is of one sort at most. */
export class Marks {
  private readonly stage: Stage
  private readonly marks: readonly Mark[]

  constructor(stage: Stage, marks: readonly Mark[]) {
    this.stage = stage
    this.marks = marks
  }

  /** Opens it as what it is; who is urgent says so at once. */
  open(life: Life, skill: SkillId): void {
    const { clock, host } = this.stage
    const mark = this.drawn(life)
    if (mark === undefined) return host.open(life, skill)
    const { channel, tags, urgent } = mark
    host.open(life, skill, { ...(channel !== undefined && { channel }), ...(tags && { tags }) })
    const conversation = life.key as ConversationKey
    if (urgent) host.tell({ type: 'urgent.set', at: clock.now as Time, conversation }, life)
  }

  private drawn(life: Life): Mark | undefined {
    let left = drawFor(this.stage.streams.mark, life, 0)
    return this.marks.find(({ share }) => (left -= share) < 0)
  }
}

/** Null where all are alike. */
export function marksOf(stage: Stage, { marks }: Demand): Marks | null {
  return marks ? new Marks(stage, marks) : null
}
