import { Kind, type Trace } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, tables } from '../tables.ts'
import { Levels } from './levels.ts'
import type { Weights } from './weight.ts'

/** A skill and a weight, below so much, as one number: nothing is made for each change. */
const WIDE = 2 ** 20
const codeOf = (skill: number, weight: number): number => (skill + 1) * WIDE + weight
const skillOf = (code: number): number => Math.floor(code / WIDE) - 1
/** Nothing open: what is open weighs something. */
const NOTHING = 0

/** Σ weight by skill of what is open, assigned or waiting (METRICS.md, `openLoad`). */
export class OpenLoad {
  private readonly pieces = new Builder(tables.open_load)
  private readonly levels = new Levels((place, from, to, used) => this.piece(place, from, to, used))
  /** By conversation, under which skill it counts and what it takes or would take of an agent. */
  private readonly loads = new Map<number, number>()
  private readonly trace: Trace
  private readonly weights: Weights
  private readonly from: number

  constructor(weights: Weights, trace: Trace, from: number) {
    this.weights = weights
    this.trace = trace
    this.from = from
  }

  /** Follows whatever configuration the weights do. */
  configured(): void {}

  /** Where nothing was ever open, one piece of nothing says that it was watched. */
  finish(until: number): { readonly open_load: DataOf<'open_load'> } {
    this.levels.finish(until)
    if (this.pieces.length === 0 && until > this.from) this.piece(-1, this.from, until, 0)
    return { open_load: this.pieces.finish() }
  }

  effect(row: number): void {
    const { agent, at, conversation, kind, skill, value } = this.trace.columns
    const key = conversation[row]
    const place = skill[row]
    switch (kind[row] as Kind) {
      case Kind.queued:
      case Kind.transferred:
        return this.weigh(key, codeOf(place, this.weights.waiting(key, place)), at[row])
      case Kind.assigned:
        return this.weigh(key, codeOf(place, this.weights.of(key, agent[row], place)), at[row])
      case Kind.activity:
        return this.weigh(key, codeOf(skillOf(this.loads.get(key)!), value[row]), at[row])
      case Kind.closed:
        return this.weigh(key, NOTHING, at[row])
      default:
    }
  }

  private weigh(key: number, is: number, at: number): void {
    const was = this.loads.get(key) ?? NOTHING
    if (was === is) return
    if (was !== NOTHING) this.levels.change(skillOf(was), -(was % WIDE), at)
    if (is === NOTHING) this.loads.delete(key)
    else {
      this.levels.change(skillOf(is), is % WIDE, at)
      this.loads.set(key, is)
    }
  }

  private piece(skill: number, from: number, to: number, used: number): void {
    const row = this.pieces.add()
    const p = this.pieces.columns
    p.skill[row] = skill
    p.from_at[row] = from
    p.to_at[row] = to
    p.used[row] = used
  }
}
