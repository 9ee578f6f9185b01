import type { AgentId, ConversationKey, SkillId, Time } from '../core/index.ts'
import type { BotModel, Scenario } from '../scenarios/index.ts'
import { type Quantile, quantile } from './distributions.ts'
import type { Life } from './lives.ts'
import { plotOutages } from './outages.ts'
import { drawFor, type Stage } from './stage.ts'

/** A bot's part, ready to be drawn from. */
interface Part {
  readonly intents: readonly {
    readonly share: number
    readonly contained: number
    readonly skill: SkillId
    readonly time: Quantile
  }[]
}

/**
 * What bots do with conversations that have a part for them. How many each may have, and where those
 * go that find all of them full, is the router's business.
 */
export class Bots {
  private readonly stage: Stage
  private readonly waits: (life: Life) => void
  /** By agent. */
  private readonly isBot: readonly boolean[]
  /** By source. */
  private readonly parts: readonly (Part | null)[]

  /** @param waits told that somebody's patience begins anew: people are waited for. */
  constructor(stage: Stage, { account, demand }: Scenario, waits: (life: Life) => void) {
    this.stage = stage
    this.waits = waits
    this.isBot = account.agents.map(({ kind }) => kind === 'bot')
    this.parts = demand.map(({ conversation: { bot } }) => (bot ? partOf(bot) : null))
  }

  /** Whether it is a bot's now, with a part for it. */
  takes(life: Life, agent: number): boolean {
    const part = this.parts[life.source]
    if (!part || !this.isBot[agent]) return false
    const { agenda, clock, streams } = this.stage
    const { key } = life
    const intent = intentOf(part, drawFor(streams.intent, life, 0))
    const lasts = Math.round(intent.time(drawFor(streams.bot, life, 0)))
    const isContained = drawFor(streams.bot, life, 1) < intent.contained
    const endsAt = clock.now + lasts
    life.botEndsAt = endsAt
    // Nobody leaves a bot for having to wait.
    life.leavesAt = Number.NaN
    const still = (): Life | undefined => {
      const found = this.stage.lives.find(key)
      return found?.agent === agent && found.botEndsAt === endsAt ? found : undefined
    }
    agenda.set(clock.now, () => {
      const found = still()
      if (!found) this.passedOn(key, endsAt)
      else if (found.draws.model === 'messaging') this.answer(found)
    })
    agenda.set(endsAt, () => this.end(still(), isContained ? null : intent.skill))
    return true
  }

  /** The router took it away as soon as the bot had it: people are waited for. */
  private passedOn(key: number, endsAt: number): void {
    const life = this.stage.lives.find(key)
    if (life?.botEndsAt !== endsAt) return
    life.botEndsAt = Number.NaN
    this.waits(life)
  }

  /** At once; what was still to be said is not. */
  private answer(life: Life): void {
    life.burst = 0
    life.nextAt = Number.NaN
    this.stage.host.agentWrote(life, life.agent)
  }

  /** Contained, or on to people, who are told what is wanted. */
  private end(life: Life | undefined, skill: SkillId | null): void {
    if (!life) return
    const { clock, host } = this.stage
    life.botEndsAt = Number.NaN
    if (skill === null) return host.close(life, 'agent')
    if (life.draws.model === 'messaging') host.consumerWrote(life)
    this.waits(life)
    const agent = life.agent as AgentId
    const of = { at: clock.now as Time, conversation: life.key as ConversationKey }
    host.tell({ type: 'conversation.transferred', ...of, agent, skill }, life)
  }
}

function partOf({ intents, time }: BotModel): Part {
  return {
    intents: intents.map(({ contained, share, skill, time: own = time }) => ({
      ...{ contained, share, skill, time: quantile(own) },
    })),
  }
}

function intentOf({ intents }: Part, u: number): Part['intents'][number] {
  let left = u
  return intents.find(({ share }) => (left -= share) < 0) ?? intents[intents.length - 1]
}

/** Null where no bot has a part of its own. */
export function botsOf(stage: Stage, scenario: Scenario, waits: (life: Life) => void): Bots | null {
  plotOutages(stage, scenario)
  const isTold = scenario.demand.some(({ conversation }) => conversation.bot)
  const hasBots = scenario.account.agents.some(({ kind }) => kind === 'bot')
  return isTold && hasBots ? new Bots(stage, scenario, waits) : null
}
