import {
  type AgentId,
  type ConversationKey,
  Presence,
  type RouterEvent,
  type SkillId,
  type Time,
} from '../core/index.ts'
import type { Conduct, Scenario } from '../scenarios/index.ts'
import type { Desks } from './desks.ts'
import type { Life } from './lives.ts'
import type { Stage } from './stage.ts'

type Rule = NonNullable<Conduct['atShiftEnd']>

/** An agent whose shift ended and who finishes what is open. */
interface Leaving {
  readonly rule: Rule
  /** When it must be done; Infinity for however long that takes. */
  readonly until: number
}

/**
 * What becomes of open conversations when a shift ends, told to the router as what people do: who
 * finishes is away and gets nothing new, who hands over goes and puts each back in a queue. Calls and
 * chats are finished in any case: nobody hangs up.
 */
export class Departures {
  private readonly stage: Stage
  private readonly desks: Desks
  private readonly rules: readonly (Rule | undefined)[]
  /** By agent, the keys of what it has, in the order in which it got them. */
  private readonly held: readonly Set<number>[]
  private readonly leaving = new Map<number, Leaving>()

  constructor(stage: Stage, desks: Desks, rules: readonly (Rule | undefined)[]) {
    this.stage = stage
    this.desks = desks
    this.rules = rules
    this.held = rules.map(() => new Set())
  }

  assigned(agent: number, life: Life): void {
    this.held[agent].add(life.key)
  }

  /** The last one lets who is leaving go, once the router has done with it. */
  unassigned(agent: number, life: Life): void {
    const held = this.held[agent]
    held.delete(life.key)
    const { agenda, clock } = this.stage
    if (held.size === 0 && this.leaving.has(agent)) agenda.set(clock.now, () => this.depart(agent))
  }

  /** Whether the change of presence is another one by the rules. */
  takes(agent: AgentId, presence: Presence): boolean {
    this.leaving.delete(agent)
    const rule = this.rules[agent]
    if (presence !== Presence.offline || !rule || this.held[agent].size === 0) return false
    if (rule.open === 'handOver') this.handOver(agent, rule)
    else this.finish(agent, rule)
    return true
  }

  /** Goes, if it is time. */
  private depart(agent: number): void {
    const leaving = this.leaving.get(agent)
    if (!leaving) return
    const isDone = this.held[agent].size === 0
    if (!isDone && this.stage.clock.now < leaving.until) return
    this.leaving.delete(agent)
    this.handOver(agent as AgentId, leaving.rule)
  }

  private finish(agent: AgentId, rule: Rule): void {
    const { agenda, clock, host } = this.stage
    const until = clock.now + (rule.within ?? Number.POSITIVE_INFINITY)
    this.leaving.set(agent, { rule, until })
    host.setPresence(agent, Presence.away)
    // Perhaps the shift ended within a break.
    this.desks.set(agent, true)
    if (until < Number.POSITIVE_INFINITY) agenda.set(until, () => this.depart(agent))
  }

  /** Gone first, so that what it puts back makes no room for anything new. */
  private handOver(agent: AgentId, { to }: Rule): void {
    const { host, lives } = this.stage
    host.setPresence(agent, Presence.offline)
    this.desks.set(agent, false)
    for (const key of [...this.held[agent]]) {
      const life = lives.find(key)
      const model = life?.draws.model
      if (!life || model === 'call' || model === 'chat') continue
      if (this.isOver(life)) host.close(life, 'agent')
      else host.tell(this.handingOver(life, agent, to), life)
    }
  }

  private handingOver({ key }: Life, agent: AgentId, to: SkillId | undefined): RouterEvent {
    const conversation = key as ConversationKey
    const of = { at: this.stage.clock.now as Time, conversation, agent }
    if (to === undefined) return { type: 'conversation.returned', ...of }
    return { type: 'conversation.transferred', ...of, skill: to }
  }

  /** It was only waiting to be closed. */
  private isOver({ answered, draws, isGone, isOwed, turns }: Life): boolean {
    if (draws.model !== 'messaging') return false
    return !isOwed && answered > 0 && (isGone || answered >= turns)
  }
}

/** Null where no shift's end has a rule. */
export function departuresOf(
  stage: Stage,
  { account, conduct = [] }: Scenario,
  desks: Desks,
): Departures | null {
  const rules = account.agents.map((_, agent) => conduct[agent]?.atShiftEnd)
  return rules.some((rule) => rule) ? new Departures(stage, desks, rules) : null
}
