import {
  type AccountConfig,
  type AgentId,
  type ChannelId,
  configure,
  type ConsumerKey,
  type ConversationKey,
  Kind,
  NO_AGENT,
  Presence,
  Router,
  type RouterEvent,
  type SkillId,
  type Time,
} from '../core/index.ts'
import { streamOf, uniform } from '../sim/index.ts'
import { opening, plainCentre, wholeCentre } from './centre.ts'
import { busy } from './clock.ts'
import { type Result, resultOf } from './result.ts'

/**
 * Fifty skills, nearly every agent a group of one, a crowd that waits: what does an event cost where
 * everything is configured, where nothing is, and how does it grow with the number of agents?
 */
export function crowd(
  teams: readonly [number, number, number],
  waiting: number,
  events: number,
  runs: number,
): Result[] {
  const question = 'Fifty skills, five an agent, capacity 4, many wait'
  const of = (name: string, account: AccountConfig) => {
    const recorded = record(account, waiting, events)
    const params = { agents: account.agents.length, waiting, events: recorded.events.length }
    const figures = Array.from({ length: runs }, () => replay(account, recorded))
    const about = { name: `crowd-${name}`, params, unit: 'M events/s', hash: recorded.hash }
    return { about, figures }
  }
  const plain = of(`plain-${teams[1]}`, plainCentre(teams[1]))
  const whole = teams.map((agents) => of(`whole-${agents}`, wholeCentre(agents)))
  const [few, , most] = whole
  const growth = few.figures.map((figure, i) => figure / most.figures[i])
  const told = (what: string) => `${question}: ${what}`
  return [
    resultOf({ ...plain.about, question: told('skills and capacity alone?') }, plain.figures),
    ...whole.map(({ about, figures }) =>
      resultOf({ ...about, question: told('with all that can be configured?') }, figures),
    ),
    resultOf(
      {
        ...{ ...most.about, name: 'crowd-growth', unit: '×' },
        question: told(
          'from the smallest team to the largest, how many times the cost of an event?',
        ),
      },
      growth,
    ),
  ]
}

/** Million events a second. */
function replay(account: AccountConfig, { before, events }: Recorded): number {
  const router = new Router(configure(account))
  const apply = (event: RouterEvent) => {
    router.apply(event)
    if (router.trace.length - router.trace.base > 4096) router.trace.forget(router.trace.length)
  }
  before.forEach(apply)
  const ms = busy(() => {
    for (const event of events) apply(event)
  })
  return events.length / ms / 1000
}

/** A recorded history: how a crowd came to wait, then what is measured. */
interface Recorded {
  readonly before: readonly RouterEvent[]
  readonly events: readonly RouterEvent[]
  /** Of the whole trace. */
  readonly hash: string
}

/**
 * A centre with so many conversations in its queues for as long as it lasts: whenever fewer wait one
 * is opened, else one is closed; half of all events are messages, and a few in a hundred move
 * something. Driven by what the router did, so that every event says something true.
 */
export function record(account: AccountConfig, waiting: number, events: number): Recorded {
  const drive = new Drive(account, waiting)
  drive.fill()
  const before = drive.events
  drive.events = []
  for (let i = 0; i < events; i++) drive.step()
  return { before, events: drive.events, hash: drive.router.trace.hash() }
}

class Drive {
  events: RouterEvent[] = []
  readonly router: Router
  private readonly wanted: number
  private readonly agents: number
  private readonly skills: number
  private readonly isPlain: boolean
  private readonly stream = streamOf(1, 0, 'crowd')
  private now: number = opening
  private draws = 0
  private next = 0
  private read = 0
  /** Who holds each that is held; and all of them, in no order, with their places. */
  private readonly holder = new Map<number, AgentId>()
  private readonly held: number[] = []
  private readonly places = new Map<number, number>()

  constructor(account: AccountConfig, waiting: number) {
    this.wanted = waiting
    this.router = new Router(configure(account))
    this.agents = account.agents.length
    this.skills = account.skills.length
    this.isPlain = account.channels === undefined
  }

  fill(): void {
    for (let agent = 0; agent < this.agents; agent++)
      this.tell({
        ...{ type: 'agent.presenceSet', at: this.at(), agent: agent as AgentId },
        presence: Presence.online,
      })
    while (this.waiting < this.wanted) this.open()
  }

  step(): void {
    const kind = this.draw(100)
    // So far apart that a conversation lasts ten minutes, whatever the number of agents.
    this.now += Math.round((uniform(this.stream, this.draws++, 1) * 72_000) / this.agents)
    if (kind < 25) this.reply()
    else if (kind < 48) this.message()
    else if (kind < 50 && !this.isPlain) this.rare()
    else if (this.waiting < this.wanted) this.open()
    else this.close()
  }

  private get waiting(): number {
    return this.router.open - this.held.length
  }

  private open(): void {
    const whom = this.next++
    const at = this.at()
    const conversation = whom as ConversationKey
    const skill = this.draw(this.skills) as SkillId
    if (this.isPlain) return this.tell({ type: 'conversation.opened', at, conversation, skill })
    // One in four comes again.
    const consumer = (whom % 4 === 3 ? this.draw(whom) : whom) as ConsumerKey
    const channel = Number(this.draw(10) === 0) as ChannelId
    this.tell({ type: 'conversation.opened', at, conversation, skill, consumer, channel })
  }

  private close(): void {
    this.tell({ type: 'conversation.closed', ...this.some(), by: 'agent' })
  }

  private message(): void {
    this.tell({ type: 'consumer.wrote', ...this.some() })
  }

  private reply(): void {
    const { conversation, ...at } = this.some()
    const agent = this.holder.get(conversation) ?? NO_AGENT
    this.tell({ type: 'agent.wrote', ...at, conversation, agent })
  }

  private rare(): void {
    const some = this.some()
    const { at, conversation } = some
    const agent = this.holder.get(conversation)!
    const skill = this.draw(this.skills) as SkillId
    const to = this.draw(this.agents) as AgentId
    switch (this.draw(7)) {
      case 0:
        return this.tell({ type: 'conversation.transferred', ...some, agent, skill })
      case 1:
        return this.tell({ type: 'conversation.returned', ...some, agent })
      case 2:
        return this.tell({ type: 'conversation.suggested', ...some, agent, to })
      case 3:
        return this.tell({ type: 'urgent.set', ...some })
      case 4:
        return this.tell({ type: 'target.set', ...some, agent, due: (at + 5_400_000) as Time })
      case 5:
        return this.tell({ type: 'conversation.takenOver', at, conversation, agent: to })
      case 6:
        this.tell({ type: 'agent.presenceSet', at, agent, presence: Presence.away })
        return this.tell({ type: 'agent.presenceSet', at, agent, presence: Presence.online })
    }
  }

  /** One that is held, by lot. */
  private some(): { readonly at: Time; readonly conversation: ConversationKey } {
    const conversation = this.held[this.draw(this.held.length)] as ConversationKey
    return { at: this.at(), conversation }
  }

  private tell(event: RouterEvent): void {
    this.events.push(event)
    this.router.apply(event)
    const { trace } = this.router
    const { agent, conversation, kind } = trace.columns
    for (let i = this.read - trace.base; i < trace.length - trace.base; i++) {
      if (kind[i] === Kind.assigned) this.hold(conversation[i], agent[i] as AgentId)
      else if (kind[i] === Kind.unassigned) this.lose(conversation[i])
    }
    this.read = trace.length
    trace.hash()
    trace.forget(trace.length)
  }

  private hold(conversation: number, agent: AgentId): void {
    this.holder.set(conversation, agent)
    this.places.set(conversation, this.held.push(conversation) - 1)
  }

  private lose(conversation: number): void {
    this.holder.delete(conversation)
    const place = this.places.get(conversation)!
    this.places.delete(conversation)
    const last = this.held.pop()!
    if (last === conversation) return
    this.held[place] = last
    this.places.set(last, place)
  }

  private at(): Time {
    return this.now as Time
  }

  private draw(below: number): number {
    return Math.floor(uniform(this.stream, this.draws++, 0) * below)
  }
}
