import type { Config, RouterEvent } from '../../core/index.ts'

/** What a conversation takes of an agent at full weight, thousandths (SEMANTICS.md §9, §12, §26.8). */
export class Weights {
  /** By conversation, where it came by another class of channels than the first. */
  private readonly channels = new Map<number, number>()
  config: Config

  constructor(config: Config) {
    this.config = config
  }

  happened(event: RouterEvent): void {
    const opens = event.type === 'conversation.opened' || event.type === 'conversation.resumed'
    if (opens && event.channel !== undefined) this.channels.set(event.conversation, event.channel)
  }

  of(conversation: number, agent: number, skill: number): number {
    return this.config.agents[agent].isCounted ? 1000 : this.waiting(conversation, skill)
  }

  /** The same of whoever may get it: no bot that is counted. */
  waiting(conversation: number, skill: number): number {
    const { weightActive } = this.config.skills[skill] ?? this.config.unskilled
    if (!this.config.hasChannels) return weightActive
    return Math.round((this.cost(conversation) * weightActive) / 1000)
  }

  /** What an offer keeps of an agent's room, if it keeps any: of a channel with a cost, all of it. */
  reserved(conversation: number, agent: number, skill: number): number {
    const { distributionMode, ringAllReservesSlot, ringReservesSlot } = this.config
    const reserves = distributionMode === 'ringAll' ? ringAllReservesSlot : ringReservesSlot
    return reserves ? this.offered(conversation, agent, skill) : 0
  }

  private offered(conversation: number, agent: number, skill: number): number {
    const { agents, hasChannels } = this.config
    const isCosted = hasChannels && !agents[agent].isCounted
    return isCosted ? this.cost(conversation) : this.of(conversation, agent, skill)
  }

  private cost(conversation: number): number {
    return this.config.channels[this.channels.get(conversation) ?? 0].cost
  }
}
