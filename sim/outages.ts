import { type AgentId, BotStatus, type Time } from '../core/index.ts'
import type { Outages, Scenario } from '../scenarios/index.ts'
import { uniform } from './random.ts'
import type { Stage } from './stage.ts'

const statusOf = {
  vendor: BotStatus.vendorInterruption,
  service: BotStatus.serviceInterruption,
} as const

/** Interrupts bots now and then, both states for exponential times: they begin in order. */
export function plotOutages(stage: Stage, { conduct = [] }: Scenario): void {
  for (const [agent, one] of conduct.entries())
    if (one?.outages) plot(stage, agent as AgentId, one.outages)
}

function plot(stage: Stage, agent: AgentId, { apart, lasting, of }: Outages): void {
  const { agenda, clock, host, streams } = stage
  let drawn = 0
  const after = (mean: number, task: () => void) => {
    const lasts = -Math.log(uniform(streams.outage, agent, drawn++)) * mean
    agenda.set(clock.now + Math.max(1, Math.round(lasts)), task)
  }
  const set = (status: BotStatus) =>
    host.tell({ type: 'bot.statusSet', at: clock.now as Time, agent, status })
  const fail = () => {
    set(statusOf[of])
    after(lasting, recover)
  }
  const recover = () => {
    set(BotStatus.online)
    after(apart, fail)
  }
  after(apart, fail)
}
