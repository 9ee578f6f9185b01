import type { AccountConfig, Config, Policy } from '../../core/index.ts'
import type { Arrivals, ConversationModel } from '../../scenarios/index.ts'

/** A case as a scenario in the making. Times in simulated ms unless said. */
export interface Setup {
  /** Simulated ms of the case's unit of time: so many that whole ms do not show. */
  readonly unit: number
  /** One class of conversations each, its rate in arrivals a simulated ms in the long run. */
  readonly classes: readonly {
    readonly arrivals: Arrivals
    readonly conversation: ConversationModel
    readonly perMs: number
  }[]
  /** Agents by pool. */
  readonly pools: readonly number[]
  /** Which pools serve a class; missing: all. */
  readonly serves?: (one: number, pool: number) => boolean
  /** Most conversations with one agent. */
  readonly slots: number
  /** Rules of the account beyond what all cases have. */
  readonly account?: Partial<AccountConfig>
  /** Routing that no account has a name for. */
  readonly policy?: (config: Config) => Policy
  /** Most conversations at once. */
  readonly lines?: number
  /** How long arrivals remember how they began, where they do. */
  readonly remembers?: number
  /** Share that the load is of what can be carried, where it is not work over agents. */
  readonly load?: number
  /** Bounds of waits in the case's unit; the first is the service level's, NaN without one. */
  readonly bounds: readonly number[]
  /** How much work is looked at by itself: from, to. */
  readonly nearWork?: readonly [number, number]
  readonly keepsWaits?: boolean
  readonly followsGhosts?: boolean
  readonly day?: Day
}

/** A day that starts empty and ends empty, again and again; in the case's unit of time. */
export interface Day {
  readonly horizon: number
  /** From when how many are wanted. */
  readonly steps: readonly (readonly [number, number])[]
  /** When the state is looked at, ascending. */
  readonly instants: readonly number[]
}
