import type { Cause } from './codes.ts'
import {
  type AgentId,
  type ChannelId,
  type ConsumerKey,
  days,
  type Duration,
  hours,
  type SkillId,
  type Time,
} from './units.ts'
import type { Config } from './config/config.ts'

/** How a consumer's latest conversation ended. */
export interface LastClose {
  readonly at: Time
  readonly cause: Cause
  /** Who held it last, NO_AGENT if nobody ever did. */
  readonly agent: AgentId
  readonly skill: SkillId
  /** Connection score, −100…100; null without (§24.2). */
  readonly score: number | null
}

/** What is remembered of a consumer: the latest close, and when whoever wrote last had one closed. */
interface Past {
  readonly last: LastClose
  readonly helpers: ReadonlyMap<AgentId, Time>
}

/** Consumers as a snapshot has them: canonical plain data, ascending by key and by agent. */
export interface KeptConsumers {
  readonly counts: { readonly consumer: Float64Array; readonly count: Int32Array }
  readonly past: readonly {
    readonly consumer: ConsumerKey
    readonly last: LastClose
    readonly helpers: readonly (readonly [AgentId, Time])[]
  }[]
}

const BEFORE = Number.NEGATIVE_INFINITY as Time
const nobody: ReadonlyMap<AgentId, Time> = new Map()

/**
 * Consumers whom somebody knows again (SEMANTICS.md §23). How many conversations they had is kept for
 * good; how those ended only as long as anything configured looks back. The table is empty, and costs
 * nothing, where conversations say of no consumer whose they are.
 */
export class Consumers {
  private readonly counts = new Map<ConsumerKey, number>()
  /** By channel: who has a conversation open. */
  private readonly open: Set<ConsumerKey>[]
  /** In order of the latest close, the oldest first. */
  private readonly past = new Map<ConsumerKey, Past>()
  private readonly lookback: Duration

  constructor(config: Config) {
    this.open = config.channels.map(() => new Set())
    this.lookback = longestLookback(config)
  }

  hasOpen(consumer: ConsumerKey, channel: ChannelId): boolean {
    return this.open[channel].has(consumer)
  }

  /** Conversations so far, the open ones too. */
  count(consumer: ConsumerKey): number {
    return this.counts.get(consumer) ?? 0
  }

  /** The latest close within the longest look-back of the account. */
  last(consumer: ConsumerKey): LastClose | undefined {
    return this.past.get(consumer)?.last
  }

  /** Whether anybody wrote in a closed conversation of theirs. */
  hasHelpers(consumer: ConsumerKey): boolean {
    return (this.past.get(consumer)?.helpers.size ?? 0) > 0
  }

  helpersOf(consumer: ConsumerKey): Iterable<AgentId> {
    return this.past.get(consumer)?.helpers.keys() ?? []
  }

  /** When a conversation last closed in which `agent` wrote while holding it; −∞ for never. */
  lastClosedWith(consumer: ConsumerKey, agent: AgentId): Time {
    return this.past.get(consumer)?.helpers.get(agent) ?? BEFORE
  }

  opened(consumer: ConsumerKey, channel: ChannelId): void {
    this.counts.set(consumer, this.count(consumer) + 1)
    this.open[channel].add(consumer)
  }

  /** `helpers`: who wrote while holding it. */
  closed(
    consumer: ConsumerKey,
    channel: ChannelId,
    last: LastClose,
    helpers: readonly AgentId[],
  ): void {
    this.open[channel].delete(consumer)
    const known = this.past.get(consumer)?.helpers ?? nobody
    const forgotten = last.at - this.lookback
    const kept = [...known].filter(([, at]) => at >= forgotten)
    for (const agent of helpers) kept.push([agent, last.at])
    // Taken out first, so that the map's order is that of the latest close.
    this.past.delete(consumer)
    this.past.set(consumer, { last, helpers: kept.length > 0 ? new Map(kept) : nobody })
    for (const [other, { last: older }] of this.past) {
      if (older.at >= forgotten) break
      this.past.delete(other)
    }
  }

  keep(): KeptConsumers {
    const counts = [...this.counts].sort(([a], [b]) => a - b)
    const past = [...this.past].map(([consumer, { helpers, last }]) => ({
      ...{ consumer, last },
      helpers: [...helpers].sort(([a], [b]) => a - b),
    }))
    return {
      counts: {
        consumer: Float64Array.from(counts, ([consumer]) => consumer),
        count: Int32Array.from(counts, ([, count]) => count),
      },
      past: past.sort((a, b) => a.last.at - b.last.at || a.consumer - b.consumer),
    }
  }

  restore({ counts, past }: KeptConsumers): void {
    counts.consumer.forEach((consumer, i) =>
      this.counts.set(consumer as ConsumerKey, counts.count[i]),
    )
    for (const { consumer, helpers, last } of past)
      this.past.set(consumer, { last, helpers: helpers.length > 0 ? new Map(helpers) : nobody })
  }

  /** An open conversation that a snapshot brought along. */
  reopened(consumer: ConsumerKey, channel: ChannelId): void {
    this.open[channel].add(consumer)
  }
}

/** History (§3), the last agent (§8) and the welcome after a close by inactivity (§17) look back. */
function longestLookback({ historyLookback, lastAgent }: Config): Duration {
  const { closedWithin, lookback } = lastAgent ?? { closedWithin: null, lookback: days(0) }
  return Math.max(historyLookback, lookback, closedWithin ?? 0, hours(48)) as Duration
}
