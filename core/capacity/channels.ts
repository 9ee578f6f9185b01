import type { Config } from '../config/config.ts'
import type { AgentId, Weight, Writable } from '../units.ts'

/** What agents hold of one class of channels: a column each (SEMANTICS.md §26.8). */
export interface ChannelTally {
  /** Σ weight held. */
  readonly used: Writable<AgentId, Weight>
  readonly held: Writable<AgentId>
  /** Active or cooling. */
  readonly busy: Writable<AgentId>
  /** Σ weight that offers reserve, and how many do. */
  readonly reserved: Writable<AgentId, Weight>
  readonly ringing: Writable<AgentId>
}

/** By channel; none where no classes are stated. */
export function makeTallies({ agents, channels, hasChannels }: Config): ChannelTally[] {
  const column = () => new Int32Array(agents.length)
  const weights = () => column() as unknown as Writable<AgentId, Weight>
  return (hasChannels ? channels : []).map(() => ({
    ...{ used: weights(), held: column(), busy: column() },
    ...{ reserved: weights(), ringing: column() },
  }))
}
