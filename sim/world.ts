import type { AgentId, ConversationKey, RouterEvent, Time } from '../core/index.ts'
import { Presence } from '../core/index.ts'
import type { MessagingModel, Scenario } from '../scenarios/index.ts'
import { Calendar } from './calendar.ts'
import { Arrivals } from './demand.ts'
import { geometricQuantile, quantileOf } from './distributions.ts'
import { uniform } from './random.ts'
import { type Story, type StreamName, streamsOf } from './story.ts'

/** What the calendar holds. */
const Next = { arrival: 0, shift: 1, message: 2, reply: 3, close: 4, leave: 5 } as const

/** An agent at a desk: attends one conversation at a time, in the order in which replies fell due. */
interface Desk {
  online: boolean
  attends: number
  readonly inbox: number[]
}

/**
 * Everything around the router: consumers who write, wait and leave, agents who attend. It holds no
 * rule of routing; it answers what the router did with events of its own.
 */
export class World {
  readonly calendar = new Calendar()
  private readonly scenario: Scenario
  private readonly emit: (event: RouterEvent) => void
  private readonly stories = new Map<number, Story>()
  private readonly desks: Desk[]
  private readonly arrivals: Arrivals[]
  private readonly streams: ReturnType<typeof streamsOf>
  private opened = 0

  constructor(scenario: Scenario, replication: number, emit: (event: RouterEvent) => void) {
    this.scenario = scenario
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
    const { calendar } = this
    calendar.take()
    const { time, whom } = calendar
    switch (calendar.kind) {
      case Next.arrival:
        return this.arrive(whom, time)
      case Next.shift:
        return this.shift(whom, time)
      case Next.message:
        return this.message(this.stories.get(whom), time)
      case Next.reply:
        return this.reply(whom, time)
      case Next.close:
        return this.close(this.stories.get(whom), time)
      case Next.leave:
        return this.leave(this.stories.get(whom), time)
    }
  }

  /** The router gave it to an agent. */
  assigned(conversation: number, agent: number, now: number): void {
    const story = this.stories.get(conversation)!
    story.agent = agent
    const { conversation: model } = story.demand
    if (model.model === 'call') {
      const holding = quantileOf(model.holding, this.draw('attention', story, 0))
      this.calendar.set(now + Math.round(holding), Next.close, conversation)
    } else if (story.owed) this.enlist(story, now)
  }

  /** The router took it from its agent: a reply in hand is dropped when it is done. */
  unassigned(conversation: number): void {
    const story = this.stories.get(conversation)
    if (story) story.agent = -1
  }

  closed(conversation: number): void {
    this.stories.delete(conversation)
  }

  private nextArrival(source: number): void {
    const at = this.arrivals[source].next()
    if (at < Number.POSITIVE_INFINITY) this.calendar.set(at, Next.arrival, source)
  }

  private arrive(source: number, now: number): void {
    const key = ++this.opened
    const demand = this.scenario.demand[source]
    const { conversation: model, skill } = demand
    const turns =
      model.model === 'call'
        ? 1
        : geometricQuantile(model.turns.mean, this.drawFor('turns', key, 0))
    // Spelled out: an object made by spreading costs ten times as much, and this is the hot path.
    const story: Story = {
      key,
      demand,
      turns,
      answered: 0,
      burst: 0,
      nextAt: -1,
      owed: false,
      agent: -1,
      gone: false,
    }
    this.stories.set(key, story)
    this.nextArrival(source)
    if (model.patience) {
      const patience = Math.round(quantileOf(model.patience, this.draw('patience', story, 0)))
      this.calendar.set(now + patience, Next.leave, key)
    }
    const conversation = key as ConversationKey
    this.emit({ type: 'conversation.opened', at: now as Time, conversation, skill })
    if (model.model === 'messaging') this.burst(story, model, now)
  }

  /** The first message of a burst; further ones follow by themselves. */
  private burst(story: Story, model: MessagingModel, now: number): void {
    story.burst = geometricQuantile(model.burst.mean, this.draw('burst', story, story.answered))
    this.say(story, model, now)
  }

  /** A message falls due. One that the reply overtook is not said any more. */
  private message(story: Story | undefined, now: number): void {
    if (!story || story.gone || story.nextAt !== now) return
    const model = story.demand.conversation as MessagingModel
    if (story.burst === 0) this.burst(story, model, now)
    else this.say(story, model, now)
  }

  private say(story: Story, model: MessagingModel, now: number): void {
    story.burst--
    story.nextAt = -1
    const wasOwed = story.owed
    story.owed = true
    const conversation = story.key as ConversationKey
    this.emit({ type: 'consumer.wrote', at: now as Time, conversation })
    if (!wasOwed && story.agent >= 0) this.enlist(story, now)
    if (story.burst === 0) return
    const index = story.answered * 64 + story.burst
    const spacing = quantileOf(model.burst.spacing, this.draw('spacing', story, index))
    this.speakAt(story, now + Math.round(spacing))
  }

  private speakAt(story: Story, at: number): void {
    story.nextAt = at
    this.calendar.set(at, Next.message, story.key)
  }

  private shift(edge: number, now: number): void {
    const { agent } = this.scenario.shifts[edge >> 1]
    const online = edge % 2 === 0
    this.desks[agent].online = online
    const presence = online ? Presence.online : Presence.offline
    this.emit({ type: 'agent.presenceSet', at: now as Time, agent, presence })
    if (online) this.attend(agent, now)
  }

  private enlist(story: Story, now: number): void {
    this.desks[story.agent].inbox.push(story.key)
    this.attend(story.agent, now)
  }

  /** Starts on the next reply if nothing is in hand; one in hand is finished after the shift. */
  private attend(agent: number, now: number): void {
    const desk = this.desks[agent]
    if (!desk.online || desk.attends >= 0) return
    let key = desk.inbox.shift()
    while (key !== undefined && !this.owes(agent, key)) key = desk.inbox.shift()
    if (key === undefined) return
    const story = this.stories.get(key)!
    const { attention } = story.demand.conversation as MessagingModel
    desk.attends = key
    const takes = Math.round(quantileOf(attention, this.draw('attention', story, story.answered)))
    this.calendar.set(now + takes, Next.reply, agent)
  }

  private owes(agent: number, key: number): boolean {
    const story = this.stories.get(key)
    return story !== undefined && story.owed && story.agent === agent
  }

  private reply(agent: number, now: number): void {
    const desk = this.desks[agent]
    const key = desk.attends
    desk.attends = -1
    if (this.owes(agent, key)) this.answer(this.stories.get(key)!, now)
    this.attend(agent, now)
  }

  private answer(story: Story, now: number): void {
    const model = story.demand.conversation as MessagingModel
    const index = story.answered++
    story.owed = false
    // Whatever of the burst was still to come was said before the reply was read.
    story.burst = 0
    story.nextAt = -1
    const conversation = story.key as ConversationKey
    this.emit({ type: 'agent.wrote', at: now as Time, conversation, agent: story.agent as AgentId })
    const over = story.gone || story.answered >= story.turns
    const wait = over ? model.closeAfter : model.gap
    const stream = over ? 'close' : 'gap'
    const at = now + Math.max(1, Math.round(quantileOf(wait, this.draw(stream, story, index))))
    if (over) this.calendar.set(at, Next.close, story.key)
    else this.speakAt(story, at)
  }

  private close(story: Story | undefined, now: number): void {
    if (!story || story.agent < 0) return
    const conversation = story.key as ConversationKey
    this.emit({ type: 'conversation.closed', at: now as Time, conversation, by: 'agent' })
  }

  /** Patience is over: openly while nobody has answered, or without a word. */
  private leave(story: Story | undefined, now: number): void {
    if (!story || story.answered > 0) return
    const { conversation: model } = story.demand
    if (model.model === 'call' && story.agent >= 0) return
    if (model.model === 'messaging' && this.draw('silence', story, 0) < model.silentShare) {
      story.gone = true
      return
    }
    const conversation = story.key as ConversationKey
    this.emit({ type: 'conversation.closed', at: now as Time, conversation, by: 'consumer' })
  }

  private draw(stream: StreamName, { key }: Story, index: number): number {
    return this.drawFor(stream, key, index)
  }

  private drawFor(stream: StreamName, key: number, index: number): number {
    return uniform(this.streams[stream], key, index)
  }
}
