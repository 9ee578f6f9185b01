import type { Cause } from '../../core/index.ts'
import type { Growing, Life, Opening } from '../index.ts'
import { type Assumptions, Teller } from './teller.ts'

/** Rows told before they are written: what bounds the memory. */
const BATCH = 200_000

/** Conversations, one after another, written batch by batch. */
export class Telling {
  readonly teller: Teller
  life: Life | undefined
  private readonly growing: Growing
  private lastAt = 0
  private close: (() => void) | undefined
  private told = 0

  constructor(growing: Growing, assumed: Assumptions) {
    this.growing = growing
    this.teller = new Teller(assumed)
  }

  /** The conversation before is over, and another begins. */
  async next(opening: Opening): Promise<Life> {
    const { teller } = this
    this.over()
    if (this.told >= BATCH) {
      await this.growing.append(teller.lives.finish())
      teller.lives.clear()
      this.told = 0
    }
    return (this.life = teller.begin(opening))
  }

  /** Something happened in it then. */
  lasts(at: number): void {
    this.lastAt = at
    this.told++
  }

  /** It is known when it closed, and why. */
  ends(at: number, cause: Cause): void {
    const life = this.life!
    this.close = () => this.teller.end(life, at, cause)
    this.told++
  }

  async finish(): Promise<void> {
    this.over()
    await this.growing.append(this.teller.lives.finish())
  }

  private over(): void {
    if (this.close) this.close()
    else if (this.life) this.teller.quiet(this.life, this.lastAt)
    this.close = undefined
  }
}
