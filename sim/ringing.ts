import { type AgentId, type ConversationKey, Presence, type Time } from '../core/index.ts'
import type { Answering, Scenario } from '../scenarios/index.ts'
import { type Quantile, quantile } from './distributions.ts'
import type { Life } from './lives.ts'
import { uniform } from './random.ts'
import { drawFor, type Stage } from './stage.ts'

/** How an agent answers, ready to be drawn from. */
interface Answers extends Pick<Answering, 'declines' | 'ignores'> {
  readonly after: Quantile
  readonly backAfter: Quantile | null
}

/** More than agents that there are. */
const AGENTS = 2 ** 14

/** Agents who accept what rings after a while, decline it, or do not answer at all. */
export class Ringing {
  private readonly stage: Stage
  /** By agent. */
  private readonly answers: readonly (Answers | null)[]
  /** Offers that are out, by conversation and agent: which one of its conversation it is. */
  private readonly out = new Map<number, number>()
  /** By agent: how often its presence changed otherwise than by coming back. */
  private readonly changes: Int32Array

  constructor(stage: Stage, { account, conduct = [] }: Scenario) {
    this.stage = stage
    this.answers = account.agents.map((_, agent) => answersOf(conduct[agent]?.offers))
    this.changes = new Int32Array(account.agents.length)
  }

  /** It rings. One that has ended by the time of its answer is not answered. */
  offered(life: Life, agent: number): void {
    const answers = this.answers[agent]
    if (!answers) return
    const { agenda, clock, streams } = this.stage
    const nth = life.offers++
    const u = drawFor(streams.offer, life, 4 * nth)
    if (u < answers.ignores) return
    const isDeclined = u < answers.ignores + answers.declines
    const after = Math.round(answers.after(drawFor(streams.offer, life, 4 * nth + 1)))
    const [key, place] = [life.key, placeOf(life, agent)]
    this.out.set(place, nth)
    agenda.set(clock.now + after, () => {
      if (this.out.get(place) === nth) this.answer(key, agent as AgentId, isDeclined)
    })
  }

  ended(life: Life, agent: number): void {
    this.out.delete(placeOf(life, agent))
  }

  /** The router set who missed one away. */
  missed(agent: AgentId): void {
    const answers = this.answers[agent]
    const change = ++this.changes[agent]
    if (!answers?.backAfter) return
    const { agenda, clock, host, streams } = this.stage
    const u = uniform(streams.back, agent, change)
    agenda.set(clock.now + Math.max(1, Math.round(answers.backAfter(u))), () => {
      if (this.changes[agent] === change) host.setPresence(agent, Presence.online)
    })
  }

  /** The roster has another word for it. */
  changed(agent: AgentId): void {
    this.changes[agent]++
  }

  private answer(key: number, agent: AgentId, isDeclined: boolean): void {
    const { clock, host, lives } = this.stage
    const of = { at: clock.now as Time, conversation: key as ConversationKey, agent }
    host.tell({ type: isDeclined ? 'offer.declined' : 'offer.accepted', ...of }, lives.find(key))
  }
}

const placeOf = ({ key }: Life, agent: number): number => key * AGENTS + agent

function answersOf(given: Answering | undefined): Answers | null {
  if (!given) return null
  const { after, backAfter, declines, ignores } = given
  const back = backAfter ? quantile(backAfter) : null
  return { after: quantile(after), backAfter: back, declines, ignores }
}

/** Null where nobody answers. */
export function ringingOf(stage: Stage, scenario: Scenario): Ringing | null {
  return scenario.conduct?.some((one) => one?.offers) ? new Ringing(stage, scenario) : null
}
