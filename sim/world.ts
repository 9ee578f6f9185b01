import { type AgentId, NEVER, Presence, type SkillId, type Time } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { Calendar } from './calendar.ts'
import type { Clock } from './clock.ts'
import { Arrivals } from './demand.ts'
import { type Draws, drawsOf, type MessagingDraws } from './draws.ts'
import type { Host } from './host.ts'
import type { Life, Lives } from './lives.ts'
import { type Stream, uniform } from './random.ts'
import { streamsOf } from './streams.ts'

/** What the calendar holds. */
const Next = { arrival: 0, message: 1, reply: 2, close: 3, leave: 4 } as const

/** An agent at a desk: attends one conversation at a time, in the order in which replies fell due. */
interface Desk {
  online: boolean
  attends: number
  readonly inbox: number[]
}

/** Where conversations come from: one of the scenario's demand. */
interface Source {
  readonly arrivals: Arrivals
  readonly draws: Draws
  readonly skill: SkillId
}

/** Someone's shift begins or ends. */
interface Edge {
  readonly at: Time
  readonly agent: AgentId
  readonly presence: Presence
}

/**
 * Everything around the router: consumers who write, wait and leave, agents who attend. It holds no
 * rule of routing; it answers what the router did with events of its own.
 */
export class World {
  private readonly calendar = new Calendar()
  /** By time; known from the start, so that the calendar need not carry a year of them. */
  private readonly edges: readonly Edge[]
  private edge = 0
  private edgeAt: number
  private readonly host: Host
  private readonly clock: Clock
  private readonly lives: Lives
  private readonly desks: Desk[]
  private readonly sources: Source[]
  private readonly streams: ReturnType<typeof streamsOf>

  constructor(scenario: Scenario, replication: number, host: Host) {
    this.host = host
    this.clock = host.clock
    this.lives = host.lives
    this.desks = scenario.account.agents.map(() => ({ online: false, attends: -1, inbox: [] }))
    this.sources = scenario.demand.map((demand) => ({
      arrivals: new Arrivals(scenario, demand, replication),
      draws: drawsOf(demand.conversation),
      skill: demand.skill,
    }))
    this.streams = streamsOf(scenario.seed, replication)
    this.edges = edgesOf(scenario)
    this.edgeAt = this.edges.length > 0 ? this.edges[0].at : NEVER
    this.sources.forEach((_, i) => this.nextArrival(i))
  }

  /** When something happens next, Infinity for never. */
  get next(): number {
    return Math.min(this.edgeAt, this.calendar.next)
  }

  /** Lets the next thing happen; at equal times shifts come first. */
  step(): void {
    const { calendar, lives } = this
    if (this.edgeAt <= calendar.next) return this.shift()
    calendar.take()
    this.clock.now = calendar.time
    const { whom } = calendar
    switch (calendar.kind) {
      case Next.arrival:
        return this.arrive(whom)
      case Next.message:
        return this.message(lives.find(whom))
      case Next.reply:
        return this.reply(whom)
      case Next.close:
        return this.close(lives.find(whom))
      case Next.leave:
        return this.leave(lives.find(whom))
    }
  }

  /** The router gave it to an agent. */
  assigned(life: Life, agent: number): void {
    life.agent = agent
    const { draws } = life
    if (draws.model === 'call') {
      const holding = draws.holding(this.draw(this.streams.attention, life, 0))
      this.calendar.set(this.clock.now + Math.round(holding), Next.close, life.key)
    } else if (life.isOwed) this.enlist(life)
  }

  /** The router took it from its agent: a reply in hand is dropped when it is done. */
  unassigned(life: Life): void {
    life.agent = -1
  }

  private nextArrival(source: number): void {
    const at = this.sources[source].arrivals.next()
    if (at < Number.POSITIVE_INFINITY) this.calendar.set(at, Next.arrival, source)
  }

  private arrive(source: number): void {
    const { draws, skill } = this.sources[source]
    const life = this.lives.open(draws, skill, this.clock.now)
    if (draws.model === 'messaging')
      life.turns = draws.turns(this.draw(this.streams.turns, life, 0))
    this.nextArrival(source)
    if (draws.patience) {
      const patience = draws.patience(this.draw(this.streams.patience, life, 0))
      this.calendar.set(this.clock.now + Math.round(patience), Next.leave, life.key)
    }
    this.host.open(life, skill)
    if (draws.model === 'messaging') this.burst(life, draws)
  }

  /** The first message of a burst; further ones follow by themselves. */
  private burst(life: Life, draws: MessagingDraws): void {
    const u = this.draw(this.streams.burst, life, life.answered)
    life.burst = draws.burst(u)
    this.say(life, draws)
  }

  /** A message falls due. One that the reply overtook is not said any more. */
  private message(life: Life | undefined): void {
    if (life === undefined || life.isGone || life.nextAt !== this.clock.now) return
    const draws = life.draws as MessagingDraws
    if (life.burst === 0) this.burst(life, draws)
    else this.say(life, draws)
  }

  private say(life: Life, draws: MessagingDraws): void {
    const left = --life.burst
    life.nextAt = Number.NaN
    const wasOwed = life.isOwed
    this.host.consumerWrote(life)
    if (!wasOwed && life.agent >= 0) this.enlist(life)
    if (left === 0) return
    const u = this.draw(this.streams.spacing, life, life.answered * 64 + left)
    this.speakAt(life, this.clock.now + Math.round(draws.spacing(u)))
  }

  private speakAt(life: Life, at: number): void {
    life.nextAt = at
    this.calendar.set(at, Next.message, life.key)
  }

  private shift(): void {
    const { agent, at, presence } = this.edges[this.edge++]
    this.edgeAt = this.edge < this.edges.length ? this.edges[this.edge].at : NEVER
    this.clock.now = at
    this.desks[agent].online = presence === Presence.online
    this.host.setPresence(agent, presence)
    this.attend(agent)
  }

  private enlist(life: Life): void {
    const agent = life.agent
    this.desks[agent].inbox.push(life.key)
    this.attend(agent)
  }

  /** Starts on the next reply if nothing is in hand; one in hand is finished after the shift. */
  private attend(agent: number): void {
    const desk = this.desks[agent]
    if (!desk.online || desk.attends >= 0) return
    let life: Life | undefined
    while (!life && desk.inbox.length > 0) life = this.owed(agent, desk.inbox.shift()!)
    if (!life) return
    const { attention } = life.draws as MessagingDraws
    desk.attends = life.key
    const u = this.draw(this.streams.attention, life, life.answered)
    this.calendar.set(this.clock.now + Math.round(attention(u)), Next.reply, agent)
  }

  /** The conversation if this agent still owes it a reply. */
  private owed(agent: number, key: number): Life | undefined {
    const life = this.lives.find(key)
    return life?.isOwed && life.agent === agent ? life : undefined
  }

  private reply(agent: number): void {
    const desk = this.desks[agent]
    const life = this.owed(agent, desk.attends)
    desk.attends = -1
    if (life) this.answer(life)
    this.attend(agent)
  }

  private answer(life: Life): void {
    const { streams } = this
    const draws = life.draws as MessagingDraws
    const index = life.answered++
    // Whatever of the burst was still to come was said before the reply was read.
    life.burst = 0
    life.nextAt = Number.NaN
    this.host.agentWrote(life, life.agent)
    const over = life.isGone || life.answered >= life.turns
    const u = this.draw(over ? streams.close : streams.gap, life, index)
    const at = this.clock.now + Math.max(1, Math.round(over ? draws.closeAfter(u) : draws.gap(u)))
    if (over) this.calendar.set(at, Next.close, life.key)
    else this.speakAt(life, at)
  }

  private close(life: Life | undefined): void {
    if (life === undefined || life.agent < 0) return
    this.host.close(life, 'agent')
  }

  /** Patience is over: openly while nobody has answered, or without a word. */
  private leave(life: Life | undefined): void {
    if (life === undefined || life.answered > 0) return
    const { draws } = life
    if (draws.model === 'call' && life.agent >= 0) return
    const isSilent =
      draws.model === 'messaging' && this.draw(this.streams.silence, life, 0) < draws.silentShare
    if (isSilent) {
      life.isGone = true
      return
    }
    this.host.close(life, 'consumer')
  }

  private draw(stream: Stream, life: Life, index: number): number {
    return uniform(stream, life.key, index)
  }
}

/** In order of time; at equal times in the order of the shifts. */
function edgesOf({ shifts }: Scenario): readonly Edge[] {
  const edges = shifts.flatMap(({ agent, from, to }): Edge[] => [
    { at: from, agent, presence: Presence.online },
    { at: to, agent, presence: Presence.offline },
  ])
  return edges.sort((a, b) => a.at - b.at)
}
