import type { AgentId, ConversationKey, RouterEvent, Time } from '../core/index.ts'
import { Presence } from '../core/index.ts'
import type { ConversationModel, MessagingModel, Scenario } from '../scenarios/index.ts'
import { Calendar } from './calendar.ts'
import { Arrivals } from './demand.ts'
import { geometricQuantile, quantileOf } from './distributions.ts'
import { type LifeId, type Lives, NO_LIFE } from './lives.ts'
import { type Stream, uniform } from './random.ts'
import { streamsOf } from './streams.ts'

/** What the calendar holds. */
const Next = { arrival: 0, shift: 1, message: 2, reply: 3, close: 4, leave: 5 } as const

/** An agent at a desk: attends one conversation at a time, in the order in which replies fell due. */
interface Desk {
  online: boolean
  attends: number
  readonly inbox: number[]
}

/** Takes an event; the row of its conversation, or NO_LIFE. */
export type Emit = (event: RouterEvent, life: LifeId) => void

/**
 * Everything around the router: consumers who write, wait and leave, agents who attend. It holds no
 * rule of routing; it answers what the router did with events of its own.
 */
export class World {
  readonly calendar = new Calendar()
  private readonly scenario: Scenario
  private readonly lives: Lives
  private readonly emit: Emit
  private readonly desks: Desk[]
  private readonly arrivals: Arrivals[]
  private readonly streams: ReturnType<typeof streamsOf>
  private opened = 0

  constructor(scenario: Scenario, replication: number, lives: Lives, emit: Emit) {
    this.scenario = scenario
    this.lives = lives
    this.emit = emit
    this.desks = scenario.account.agents.map(() => ({ online: false, attends: -1, inbox: [] }))
    this.arrivals = scenario.demand.map((one) => new Arrivals(scenario, one, replication))
    this.streams = streamsOf(scenario.seed, replication)
    scenario.shifts.forEach(({ from, to }, i) => {
      this.calendar.set(from, Next.shift, 2 * i)
      this.calendar.set(to, Next.shift, 2 * i + 1)
    })
    this.arrivals.forEach((_, i) => this.nextArrival(i))
  }

  /** Takes the next entry of the calendar and lets it happen. */
  step(): void {
    const { calendar, lives } = this
    calendar.take()
    const { time, whom } = calendar
    switch (calendar.kind) {
      case Next.arrival:
        return this.arrive(whom, time)
      case Next.shift:
        return this.shift(whom, time)
      case Next.message:
        return this.message(lives.find(whom), time)
      case Next.reply:
        return this.reply(whom, time)
      case Next.close:
        return this.close(lives.find(whom), time)
      case Next.leave:
        return this.leave(lives.find(whom), time)
    }
  }

  /** The router gave it to an agent. */
  assigned(life: LifeId, agent: number, now: number): void {
    const { lives } = this
    lives.agent[life] = agent
    const model = this.modelOf(life)
    if (model.model === 'call') {
      const holding = quantileOf(model.holding, this.draw(this.streams.attention, life, 0))
      this.calendar.set(now + Math.round(holding), Next.close, lives.key[life])
    } else if (lives.owedSince[life] >= 0) this.enlist(life, now)
  }

  /** The router took it from its agent: a reply in hand is dropped when it is done. */
  unassigned(life: LifeId): void {
    this.lives.agent[life] = -1
  }

  private modelOf(life: LifeId): ConversationModel {
    return this.scenario.demand[this.lives.demand[life]].conversation
  }

  private nextArrival(source: number): void {
    const at = this.arrivals[source].next()
    if (at < Number.POSITIVE_INFINITY) this.calendar.set(at, Next.arrival, source)
  }

  private arrive(source: number, now: number): void {
    const key = ++this.opened
    const { conversation: model, skill } = this.scenario.demand[source]
    const turns =
      model.model === 'call'
        ? 1
        : geometricQuantile(model.turns.mean, uniform(this.streams.turns, key, 0))
    const life = this.lives.open(key, source, turns, skill, now)
    this.nextArrival(source)
    if (model.patience) {
      const patience = quantileOf(model.patience, uniform(this.streams.patience, key, 0))
      this.calendar.set(now + Math.round(patience), Next.leave, key)
    }
    const conversation = key as ConversationKey
    this.emit({ type: 'conversation.opened', at: now as Time, conversation, skill }, life)
    if (model.model === 'messaging') this.burst(life, model, now)
  }

  /** The first message of a burst; further ones follow by themselves. */
  private burst(life: LifeId, model: MessagingModel, now: number): void {
    const { answered, burst } = this.lives
    const u = this.draw(this.streams.burst, life, answered[life])
    burst[life] = geometricQuantile(model.burst.mean, u)
    this.say(life, model, now)
  }

  /** A message falls due. One that the reply overtook is not said any more. */
  private message(life: LifeId, now: number): void {
    const { burst, gone, nextAt } = this.lives
    if (life === NO_LIFE || gone[life] === 1 || nextAt[life] !== now) return
    const model = this.modelOf(life) as MessagingModel
    if (burst[life] === 0) this.burst(life, model, now)
    else this.say(life, model, now)
  }

  private say(life: LifeId, model: MessagingModel, now: number): void {
    const { lives } = this
    const left = --lives.burst[life]
    lives.nextAt[life] = -1
    const wasOwed = lives.owedSince[life] >= 0
    const conversation = lives.key[life] as ConversationKey
    this.emit({ type: 'consumer.wrote', at: now as Time, conversation }, life)
    if (!wasOwed && lives.agent[life] >= 0) this.enlist(life, now)
    if (left === 0) return
    const u = this.draw(this.streams.spacing, life, lives.answered[life] * 64 + left)
    this.speakAt(life, now + Math.round(quantileOf(model.burst.spacing, u)))
  }

  private speakAt(life: LifeId, at: number): void {
    this.lives.nextAt[life] = at
    this.calendar.set(at, Next.message, this.lives.key[life])
  }

  private shift(edge: number, now: number): void {
    const { agent } = this.scenario.shifts[edge >> 1]
    const online = edge % 2 === 0
    this.desks[agent].online = online
    const presence = online ? Presence.online : Presence.offline
    this.emit({ type: 'agent.presenceSet', at: now as Time, agent, presence }, NO_LIFE)
    if (online) this.attend(agent, now)
  }

  private enlist(life: LifeId, now: number): void {
    const agent = this.lives.agent[life]
    this.desks[agent].inbox.push(this.lives.key[life])
    this.attend(agent, now)
  }

  /** Starts on the next reply if nothing is in hand; one in hand is finished after the shift. */
  private attend(agent: number, now: number): void {
    const desk = this.desks[agent]
    if (!desk.online || desk.attends >= 0) return
    let life = NO_LIFE
    while (life === NO_LIFE && desk.inbox.length > 0) life = this.owed(agent, desk.inbox.shift()!)
    if (life === NO_LIFE) return
    const { attention } = this.modelOf(life) as MessagingModel
    desk.attends = this.lives.key[life]
    const u = this.draw(this.streams.attention, life, this.lives.answered[life])
    this.calendar.set(now + Math.round(quantileOf(attention, u)), Next.reply, agent)
  }

  /** The conversation if this agent still owes it a reply. */
  private owed(agent: number, key: number): LifeId {
    const { lives } = this
    const life = lives.find(key)
    const owes = life !== NO_LIFE && lives.owedSince[life] >= 0 && lives.agent[life] === agent
    return owes ? life : NO_LIFE
  }

  private reply(agent: number, now: number): void {
    const desk = this.desks[agent]
    const life = this.owed(agent, desk.attends)
    desk.attends = -1
    if (life !== NO_LIFE) this.answer(life, now)
    this.attend(agent, now)
  }

  private answer(life: LifeId, now: number): void {
    const { lives, streams } = this
    const model = this.modelOf(life) as MessagingModel
    const index = lives.answered[life]++
    // Whatever of the burst was still to come was said before the reply was read.
    lives.burst[life] = 0
    lives.nextAt[life] = -1
    const conversation = lives.key[life] as ConversationKey
    const agent = lives.agent[life] as AgentId
    this.emit({ type: 'agent.wrote', at: now as Time, conversation, agent }, life)
    const over = lives.gone[life] === 1 || lives.answered[life] >= lives.turns[life]
    const u = this.draw(over ? streams.close : streams.gap, life, index)
    const at = now + Math.max(1, Math.round(quantileOf(over ? model.closeAfter : model.gap, u)))
    if (over) this.calendar.set(at, Next.close, lives.key[life])
    else this.speakAt(life, at)
  }

  private close(life: LifeId, now: number): void {
    if (life === NO_LIFE || this.lives.agent[life] < 0) return
    const conversation = this.lives.key[life] as ConversationKey
    this.emit({ type: 'conversation.closed', at: now as Time, conversation, by: 'agent' }, life)
  }

  /** Patience is over: openly while nobody has answered, or without a word. */
  private leave(life: LifeId, now: number): void {
    const { agent, answered, gone, key } = this.lives
    if (life === NO_LIFE || answered[life] > 0) return
    const model = this.modelOf(life)
    if (model.model === 'call' && agent[life] >= 0) return
    const isSilent =
      model.model === 'messaging' && this.draw(this.streams.silence, life, 0) < model.silentShare
    if (isSilent) {
      gone[life] = 1
      return
    }
    const conversation = key[life] as ConversationKey
    this.emit({ type: 'conversation.closed', at: now as Time, conversation, by: 'consumer' }, life)
  }

  private draw(stream: Stream, life: LifeId, index: number): number {
    return uniform(stream, this.lives.key[life], index)
  }
}
