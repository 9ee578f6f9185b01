import {
  type Config,
  type Effect,
  eventTypes,
  type Loss,
  Presence,
  type Refusal,
  type RouterEvent,
  type SkillId,
} from '../index.ts'
import {
  type Agent,
  byOrder,
  type Conversation,
  decide,
  nearest,
  queueOrder,
} from './model-choice.ts'

/**
 * The router in obvious lines: arrays, sorts and a look at everything after every event. It is the
 * specification that a newcomer reads (SEMANTICS.md §1–§3, §7, §11–§14, §19, §23), written from that
 * text and not from the router, which must tell the same. Slow, and nothing here is remembered twice.
 */
export class Model {
  readonly config: Config
  readonly told: Effect[] = []
  readonly agents: Agent[]
  open: Conversation[] = []
  now = 0
  private readonly misses = new Map<string, string>()

  constructor(config: Config) {
    this.config = config
    this.agents = config.agents.map((agent, place) => ({
      ...{ place, id: agent.id, skills: agent.skills, maxSlots: agent.maxSlots },
      ...{ presence: Presence.offline, lastAssigned: -Infinity, lastEnded: -Infinity },
      ...{ login: -Infinity, given: 0, carried: 0, warming: false },
    }))
  }

  /** §1: the timers up to the event, each instant with its pass; the event; its pass. */
  apply(event: RouterEvent): void {
    if (!Number.isSafeInteger(event.at)) return this.refuse(event, 'notAnInstant')
    if (event.at < this.now) return this.refuse(event, 'inThePast')
    this.runTimers(event.at)
    this.now = event.at
    const refusal = this.happen(event)
    if (refusal) this.refuse(event, refusal)
    this.pass()
    this.runTimers(event.at)
  }

  private runTimers(until: number): void {
    for (;;) {
      const instant = Math.min(...this.timers())
      if (instant > until) return
      this.now = instant
      // Dues before activity, each by id; a hold that ends and a gate that opens only need the pass.
      const byId = [...this.open].sort((a, b) => a.key - b.key)
      for (const c of byId) if (c.tellOverdueAt === instant) this.overdue(c)
      for (const c of byId) if (c.inactiveAt === instant) this.becomeInactive(c)
      this.pass()
    }
  }

  /** Every instant at which something happens by itself, none of them done yet. */
  private timers(): number[] {
    const ends = this.open.flatMap((c) => c.marks.map((mark) => mark.until))
    const gates = this.agents.filter((a) => a.warming).map((a) => this.gateOpens(a))
    const later = [...ends, ...gates].filter((at) => at > this.now)
    return [...later, ...this.open.flatMap((c) => [c.tellOverdueAt, c.inactiveAt])]
  }

  /** §13: after `given` intervals, at the latest after the longest warm-up. */
  private gateOpens({ given, login }: Agent): number {
    const { interval, maxDuration } = this.config.warmUp!
    return login + Math.min(given * interval, maxDuration)
  }

  /** §1: in queue order, each gets the best of its eligible agents, or is stepped over. */
  private pass(): void {
    for (const c of this.open.filter(waits).sort(queueOrder)) {
      const choice = decide(this, c)
      if (choice) this.assign(c, choice.agent, choice.by)
    }
    this.tellMisses()
  }

  /** The nearest miss of each queue, and of each conversation that avoids somebody, when it is new. */
  private tellMisses(): void {
    const waiting = this.open.filter(waits).sort(byOrder([(c) => c.skill, (c) => c.key]))
    const own = (c: Conversation) => (c.marks.length > 0 ? c.key : -1)
    const names = waiting.map((c) => `${c.skill} ${own(c)}`)
    for (const name of this.misses.keys()) if (!names.includes(name)) this.misses.delete(name)
    for (const [i, c] of waiting.entries()) {
      const reason = nearest(this, c)
      if (this.misses.get(names[i]) !== reason)
        this.tell({ type: 'waiting', conversation: own(c), skill: c.skill, reason })
      this.misses.set(names[i], reason)
    }
  }

  private happen(event: RouterEvent): Refused {
    switch (event.type) {
      case 'conversation.opened':
        return this.opened(event.conversation, event.skill)
      case 'agent.presenceSet':
        return this.knows(event.agent) ? this.setPresence(event) : 'unknownAgent'
      case 'clock.ticked':
        return undefined
    }
    if (!('conversation' in event)) return 'notPermitted'
    const c = this.open.find(({ key }) => key === event.conversation)
    if (!c) return 'unknownConversation'
    switch (event.type) {
      case 'consumer.wrote':
        return this.consumerWrote(c)
      case 'agent.wrote':
        return this.knows(event.agent) ? this.agentWrote(c) : 'unknownAgent'
      case 'conversation.transferred':
        return this.transferred(c, event.skill, event.agent)
      case 'conversation.returned':
        return this.returned(c, event.agent)
      case 'conversation.closed':
        return this.closed(c, event.by)
      default:
        return 'notPermitted'
    }
  }

  private opened(key: number, skill: SkillId): Refused {
    if (this.open.some((c) => c.key === key)) return 'alreadyOpen'
    if (!Number.isSafeInteger(key)) return 'notAKey'
    if (!this.knowsSkill(skill)) return 'unknownSkill'
    const c: Conversation = {
      ...{ key, skill, holder: null, lastHolder: -1, openedAt: this.now, enteredAt: this.now },
      ...{ pending: 'agent', pendingSince: this.now, due: Infinity, tellOverdueAt: Infinity },
      ...{ requeued: false, actionableSince: this.now, marks: [] },
      ...{ activity: 'active', inactiveAt: Infinity },
    }
    this.open.push(c)
    this.owe(c)
    this.queue(c, 'opened', -1)
    return undefined
  }

  /** §14.3: only the first message of a run moves anything. */
  private consumerWrote(c: Conversation): Refused {
    if (c.pending === 'agent') return undefined
    this.owe(c)
    if (c.due < Infinity) this.tellDue(c)
    if (c.holder === null && !c.requeued) c.actionableSince = this.now
    if (c.holder) this.setActivity(c, 'active')
    return undefined
  }

  private agentWrote(c: Conversation): Refused {
    c.pending = 'consumer'
    if (c.due < Infinity) {
      this.setDue(c, Infinity)
      this.tellDue(c)
    }
    if (c.holder) this.setActivity(c, 'cooling')
    return undefined
  }

  private transferred(c: Conversation, skill: SkillId, agent: number): Refused {
    const { skill: from } = c
    if (!this.knowsSkill(skill)) return 'unknownSkill'
    if (agent !== -1 && !this.knows(agent)) return 'unknownAgent'
    const allowed = this.settings(c).transfersTo
    if (allowed && skill !== from && !allowed.has(skill)) return 'transferNotAllowed'
    const holder = this.unassign(c, 'transferred')
    this.tell({ type: 'transferred', conversation: c.key, agent, from, skill, move: 'skill' })
    if (skill !== from) c.marks = []
    c.skill = skill
    if (c.pending === 'consumer') this.owe(c)
    else if (skill !== from) this.setDue(c, this.dueOf(c))
    this.requeue(c, 'transferred', holder)
    return undefined
  }

  private returned(c: Conversation, agent: number): Refused {
    if (c.holder === null) return 'notAssigned'
    if (c.holder.place !== agent) return 'notTheHolder'
    c.marks = c.marks.filter((mark) => mark.agent !== c.holder)
    c.marks.push({ agent: c.holder, until: this.now + this.config.avoidHold })
    this.unassign(c, 'returned')
    if (c.pending === 'consumer') this.owe(c)
    this.requeue(c, 'returned', agent)
    return undefined
  }

  private closed(c: Conversation, cause: 'agent' | 'consumer' | 'system'): Refused {
    this.unassign(c, 'closed')
    this.open = this.open.filter((other) => other !== c)
    const row = { conversation: c.key, agent: c.lastHolder, skill: c.skill, cause }
    this.tell({ type: 'closed', ...row, duration: this.now - c.openedAt })
    return undefined
  }

  /** §13, §19: a login starts a warm-up if the last conversation was long ago. */
  private setPresence({ agent, presence }: Event<'agent.presenceSet'>): Refused {
    const a = this.agents[agent]
    const { warmUp } = this.config
    if (presence === Presence.offline) a.warming = false
    if (a.presence === Presence.offline && presence !== Presence.offline) {
      a.login = this.now
      a.given = 0
      a.carried = this.held(a).length
      const cold = warmUp !== null && this.now - a.lastAssigned >= warmUp.cooldown
      a.warming = cold && a.carried * 1000 < a.maxSlots
    }
    a.presence = presence
    return undefined
  }

  private queue(
    c: Conversation,
    entry: 'opened' | 'transferred' | 'returned',
    agent: number,
  ): void {
    c.enteredAt = c.actionableSince = this.now
    const due = c.due < Infinity ? c.due : null
    this.tell({ type: 'queued', conversation: c.key, agent, skill: c.skill, entry, due })
  }

  private requeue(c: Conversation, entry: 'transferred' | 'returned', holder: number): void {
    c.requeued = true
    this.queue(c, entry, holder)
  }

  private assign(c: Conversation, agent: Agent, by: string): void {
    const row = { conversation: c.key, agent: agent.place, skill: c.skill }
    c.holder = agent
    c.lastHolder = agent.place
    c.requeued = false
    c.marks = c.marks.filter((mark) => mark.agent === agent)
    c.activity = 'active'
    agent.lastAssigned = this.now
    agent.given++
    if ((agent.carried + agent.given) * 1000 >= agent.maxSlots) agent.warming = false
    this.tell({ type: 'assigned', ...row, by, wait: this.now - c.enteredAt })
    if (c.pending === 'consumer') this.setActivity(c, 'cooling')
  }

  /** Its holder loses it; −1 if it waited. */
  private unassign(c: Conversation, loss: keyof typeof Loss): number {
    const { holder } = c
    if (holder === null) return -1
    c.holder = null
    c.inactiveAt = Infinity
    holder.lastEnded = this.now
    const row = { conversation: c.key, agent: holder.place, skill: c.skill }
    this.tell({ type: 'unassigned', ...row, loss })
    return holder.place
  }

  /** §12.2; without smart capacity every conversation counts one, whatever goes on in it. */
  private setActivity(c: Conversation, activity: Conversation['activity']): void {
    if (!this.config.smartCapacity) return
    const cools = this.now + this.settings(c).timeToInactive
    c.inactiveAt = activity === 'cooling' ? cools : Infinity
    if (c.activity === activity) return
    c.activity = activity
    const row = { conversation: c.key, agent: c.lastHolder, skill: c.skill }
    this.tell({ type: 'activity', ...row, activity, weight: this.weight(c) })
  }

  private becomeInactive(c: Conversation): void {
    this.setActivity(c, 'inactive')
  }

  private owe(c: Conversation): void {
    c.pending = 'agent'
    c.pendingSince = this.now
    this.setDue(c, this.dueOf(c))
  }

  private dueOf(c: Conversation): number {
    return c.pendingSince + (this.settings(c).target ?? Infinity)
  }

  /** §1: overdue is later than the due, so it is told a millisecond after; at once if already past. */
  private setDue(c: Conversation, due: number): void {
    c.due = due
    c.tellOverdueAt = Math.max(due + 1, this.now)
  }

  private tellDue(c: Conversation): void {
    const due = c.due < Infinity ? c.due : null
    this.tell({ type: 'due', conversation: c.key, skill: c.skill, target: 'default', due })
  }

  /** Dated to the due, or to the entry that brought a due already past. */
  private overdue(c: Conversation): void {
    c.tellOverdueAt = Infinity
    const at = Math.max(c.due, c.enteredAt)
    const agent = c.holder?.place ?? -1
    this.tell({ type: 'overdue', at, conversation: c.key, agent, skill: c.skill })
  }

  /** The settings of a conversation's skill, or of those without one. */
  settings(c: { readonly skill: SkillId }) {
    return c.skill < 0 ? this.config.unskilled : this.config.skills[c.skill]
  }

  weight(c: Conversation): number {
    const { weightActive, weightInactive } = this.settings(c)
    return c.activity === 'inactive' ? weightInactive : weightActive
  }

  held(agent: Agent): Conversation[] {
    return this.open.filter((c) => c.holder === agent)
  }

  private knows(agent: number): boolean {
    return this.agents[agent] !== undefined
  }

  private knowsSkill(skill: number): boolean {
    return skill === -1 || this.config.skills[skill] !== undefined
  }

  private refuse(event: RouterEvent, refusal: keyof typeof Refusal): void {
    const conversation = 'conversation' in event ? event.conversation : -1
    const agent = 'agent' in event ? event.agent : -1
    const name = eventTypes.find((type) => type === event.type)
    this.tell({ type: 'refused', conversation, agent, refusal, event: name })
  }

  private tell(row: { readonly type: Effect['type']; readonly [column: string]: unknown }): void {
    this.told.push({ at: this.now, ...row } as unknown as Effect)
  }
}

type Refused = keyof typeof Refusal | undefined
type Event<Type extends RouterEvent['type']> = Extract<RouterEvent, { type: Type }>

/** §11.1: in the queue, and there is something to do. */
const waits = (c: Conversation) => c.holder === null && (c.pending === 'agent' || c.requeued)
