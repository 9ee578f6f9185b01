import { widened } from './columns.ts'
import { Reason } from './reason.ts'
import type { AgentId, NeedId, Writable } from './units.ts'
import type { Likeness, View } from './view.ts'

/** An agent with all the needs for which it answers alike. */
export type StanceId = number

/**
 * Where agents stand, by agent and by what the conditions look at of a need: whoever serves many needs
 * alike is asked once for all of them.
 */
export class Stances {
  /** One of its needs: for the others the agent says the same. */
  need = new Int32Array(64) as Int32Array & Writable<StanceId, NeedId>
  /** Where the agent stands. */
  reason = new Uint8Array(64) as Uint8Array & Writable<StanceId, Reason>
  /** By agent: its stances. */
  readonly of: StanceId[][]
  private readonly view: View
  /** What the conditions look at of a need. */
  private readonly looks: readonly Likeness[]
  /** By agent and what was looked at. */
  private readonly known: Map<string, StanceId>[]
  private count = 0

  constructor(view: View, looks: readonly Likeness[]) {
    this.view = view
    this.looks = looks
    this.of = view.config.agents.map(() => [])
    this.known = view.config.agents.map(() => new Map())
  }

  /** The stance of an agent with a need; one that is new has yet to be asked. */
  with(agent: AgentId, need: NeedId): StanceId {
    const look = this.looks.map((of) => of(this.view, need, agent)).join()
    const known = this.known[agent].get(look)
    if (known !== undefined) return known
    if (this.count === this.need.length) this.widen()
    const stance = this.count++
    this.need[stance] = need
    this.reason[stance] = Reason.noPermission
    this.known[agent].set(look, stance)
    this.of[agent].push(stance)
    return stance
  }

  private widen(): void {
    const room = this.need.length * 2
    this.need = widened(this.need, room)
    this.reason = widened(this.reason, room)
  }
}
