import { Aside } from './aside.ts'
import type { Config, Skill } from './config.ts'
import { DeadlineKind, Deadlines } from './deadlines.ts'
import { Activity, type Entry, Kind, type Loss, Target } from './effect.ts'
import { Needs, skillOf } from './needs.ts'
import { Queues } from './queues.ts'
import { Ready, type Watch } from './ready.ts'
import { Agents, Conversations, Pending, Stage } from './tables.ts'
import type { Trace } from './trace.ts'
import {
  after,
  type AgentId,
  type ConversationId,
  type Duration,
  type NeedId,
  NEVER,
  NO_AGENT,
  since,
  SLOT,
  type SkillId,
  type Time,
  type Weight,
} from './units.ts'
import type { View } from './view.ts'
import { Worklist } from './worklist.ts'

/**
 * The tables and all that must change with them. Each thing that can happen to a conversation
 * happens in one place here; the router decides when.
 */
export class Ledger implements View, Watch {
  now = 0 as Time
  /** Events applied so far. */
  applied = 0
  readonly config: Config
  readonly trace: Trace
  readonly agents: Agents
  readonly conversations = new Conversations()
  readonly needs: Needs
  readonly deadlines = new Deadlines()
  readonly ready: Ready
  readonly queues: Queues
  readonly aside = new Aside()
  /** Needs for which an assignment may have become possible since the last pass. */
  readonly stirred = new Worklist()
  /** Needs whose nearest miss may have changed since it was last told. */
  readonly missed = new Worklist()
  /** By need: the reason last told, −1 since its queue was empty. */
  readonly told: number[] = []
  private readonly expires: boolean

  constructor(config: Config, trace: Trace) {
    const { policy } = config
    this.config = config
    this.trace = trace
    this.agents = new Agents(config)
    this.needs = new Needs(config)
    this.expires = policy.ready.some(({ until, uses }) => until && (uses?.(config) ?? true))
    this.queues = new Queues(this, policy.conversations)
    this.ready = new Ready(this, policy, this)
    this.ready.lay(config.skills.map((_, skill) => this.nameNeed(skill as SkillId)))
    for (let agent = 0; agent < this.agents.count; agent++) this.touch(agent as AgentId)
  }

  /** The skill whose settings hold for a conversation. */
  skill(conversation: ConversationId): Skill {
    return skillOf(this.config, this.conversations.skill[conversation])
  }

  needOf(skill: SkillId): NeedId {
    return this.needs.find(skill) ?? this.addNeed(skill)
  }

  /** Enters the queue of its skill: `agent` is who gave it up. */
  enqueue(conversation: ConversationId, entry: Entry, agent: AgentId): void {
    const { applied, conversations: c, now, trace } = this
    c.stage[conversation] = Stage.queued
    c.need[conversation] = this.needOf(c.skill[conversation])
    c.enteredAt[conversation] = now
    c.actionableSince[conversation] = now
    const key = c.key[conversation]
    const due = c.due[conversation]
    trace.push(now, Kind.queued, key, agent, c.skill[conversation], entry, due, applied)
    this.line(conversation)
  }

  /** Takes its place among those that can be assigned, if it is actionable (SEMANTICS.md §11.1). */
  line(conversation: ConversationId): void {
    const { aside, conversations: c, queues } = this
    if (c.pending[conversation] === Pending.consumer && c.requeued[conversation] === 0) return
    const need = c.need[conversation]
    if (aside.has(conversation)) {
      queues.key(conversation)
      aside.enter(need, conversation)
    } else queues.enter(need, conversation)
    this.stir(need)
    this.missed.add(need)
  }

  /** Leaves its place, still in the queue or not. */
  unline(conversation: ConversationId): void {
    const need = this.conversations.need[conversation]
    if (this.queues.has(conversation)) this.queues.leave(need, conversation)
    else if (this.aside.has(conversation)) this.aside.leave(need, conversation)
    this.missed.add(need)
  }

  /** Changes what its place depends on, and takes the place anew. */
  reline(conversation: ConversationId, change: () => void): void {
    this.unline(conversation)
    change()
    this.line(conversation)
  }

  assign(conversation: ConversationId, agent: AgentId, decidedBy: number): void {
    const { agents, applied, conversations: c, now, trace } = this
    this.unline(conversation)
    if (this.aside.has(conversation)) this.keepMarks(conversation, agent)
    c.stage[conversation] = Stage.assigned
    c.agent[conversation] = agent
    c.requeued[conversation] = 0
    const weight = this.skill(conversation).weightActive
    c.weight[conversation] = weight
    agents.used[agent] = (agents.used[agent] + weight) as Weight
    agents.held[agent]++
    agents.lastAssignedAt[agent] = now
    agents.given[agent]++
    if (agents.carried[agent] + agents.given[agent] >= agents.maxSlots[agent] / SLOT)
      agents.warming[agent] = 0
    const wait = since(now, c.enteredAt[conversation])
    const key = c.key[conversation]
    trace.push(now, Kind.assigned, key, agent, c.skill[conversation], decidedBy, wait, applied)
    c.activity[conversation] = Activity.active
    if (c.pending[conversation] === Pending.consumer) this.cool(conversation)
    this.touch(agent)
  }

  /** Its agent loses it. */
  release(conversation: ConversationId, loss: Loss): void {
    const { agents, applied, conversations: c, now, trace } = this
    const agent = c.agent[conversation]
    agents.used[agent] = (agents.used[agent] - c.weight[conversation]) as Weight
    agents.held[agent]--
    agents.lastEndedAt[agent] = now
    this.deadlines.cancel(DeadlineKind.activity, conversation)
    c.inactiveAt[conversation] = NEVER
    const key = c.key[conversation]
    trace.push(now, Kind.unassigned, key, agent, c.skill[conversation], loss, 0, applied)
    this.touch(agent)
  }

  /** The agent's side owes a reply from now: counts to the due of its skill. */
  owe(conversation: ConversationId): void {
    this.conversations.pending[conversation] = Pending.agent
    this.conversations.pendingSince[conversation] = this.now
    this.setDue(conversation, this.dueFrom(conversation))
  }

  /** `pendingSince` + target; NEVER without a target (SEMANTICS.md §14). */
  dueFrom(conversation: ConversationId): Time {
    const { target } = this.skill(conversation)
    return target === null ? NEVER : after(this.conversations.pendingSince[conversation], target)
  }

  setDue(conversation: ConversationId, due: Time): void {
    const { key } = this.conversations
    this.conversations.due[conversation] = due
    if (due === NEVER) this.deadlines.cancel(DeadlineKind.duePassed, conversation)
    else {
      // One already past is told at once, dated to now; else a millisecond late, dated to the due.
      const tellAt = Math.max(due + 1, this.now) as Time
      this.deadlines.set(DeadlineKind.duePassed, conversation, tellAt, key[conversation])
    }
  }

  /** The row that tells of a due set or cleared outside a queue entry. */
  tellDue(conversation: ConversationId): void {
    const { applied, conversations: c, now, trace } = this
    const agent = c.stage[conversation] === Stage.assigned ? c.agent[conversation] : NO_AGENT
    const key = c.key[conversation]
    const skill = c.skill[conversation]
    trace.push(now, Kind.due, key, agent, skill, Target.default, c.due[conversation], applied)
  }

  /** The due passed unanswered: dated to it, or to now if it was already past when it was set. */
  overdue(conversation: ConversationId): void {
    const { applied, conversations: c, trace } = this
    const due = c.due[conversation]
    // A transfer may bring a due that is past already: nobody missed it before the entry.
    const at = Math.max(due, c.enteredAt[conversation]) as Time
    const agent = c.stage[conversation] === Stage.assigned ? c.agent[conversation] : NO_AGENT
    const key = c.key[conversation]
    trace.push(at, Kind.overdue, key, agent, c.skill[conversation], 0, due, applied)
  }

  /** Consumer wrote: full weight at once. */
  wake(conversation: ConversationId): void {
    if (!this.config.smartCapacity) return
    this.deadlines.cancel(DeadlineKind.activity, conversation)
    this.conversations.inactiveAt[conversation] = NEVER
    this.setActivity(conversation, Activity.active, this.skill(conversation).weightActive)
  }

  /** The agent's side wrote: the timer to inactive starts again. */
  cool(conversation: ConversationId): void {
    if (!this.config.smartCapacity) return
    const { conversations: c, deadlines, now } = this
    const { timeToInactive, weightActive } = this.skill(conversation)
    const at = after(now, timeToInactive)
    c.inactiveAt[conversation] = at
    deadlines.set(DeadlineKind.activity, conversation, at, c.key[conversation])
    this.setActivity(conversation, Activity.cooling, weightActive)
  }

  /** The timer elapsed. */
  rest(conversation: ConversationId): void {
    this.conversations.inactiveAt[conversation] = NEVER
    this.setActivity(conversation, Activity.inactive, this.skill(conversation).weightInactive)
  }

  /** `agent` gets it no more for the hold, and only last of all afterwards. */
  avoid(conversation: ConversationId, agent: AgentId): void {
    const { aside, config, conversations, deadlines, now } = this
    aside.mark(conversation, agent, after(now, config.avoidHold))
    const end = aside.nextHoldEnd(conversation, now)
    deadlines.set(DeadlineKind.holdEnd, conversation, end, conversations.key[conversation])
  }

  clearMarks(conversation: ConversationId): void {
    if (!this.aside.has(conversation)) return
    this.aside.clear(conversation)
    this.deadlines.cancel(DeadlineKind.holdEnd, conversation)
  }

  /** Ends it and recycles its row. */
  close(conversation: ConversationId, cause: number): void {
    const { applied, conversations: c, deadlines, now, trace } = this
    this.clearMarks(conversation)
    deadlines.cancel(DeadlineKind.duePassed, conversation)
    const duration: Duration = since(now, c.openedAt[conversation])
    const key = c.key[conversation]
    const agent = c.agent[conversation]
    trace.push(now, Kind.closed, key, agent, c.skill[conversation], cause, duration, applied)
    c.release(conversation)
  }

  /** A column of `agent` changed: asks its conditions and ranks again. */
  touch(agent: AgentId): void {
    const until = this.ready.touch(agent)
    if (!this.expires) return
    if (until === NEVER) this.deadlines.cancel(DeadlineKind.askAgent, agent)
    else this.deadlines.set(DeadlineKind.askAgent, agent, until, this.agents.place[agent])
  }

  /** An assignment of `need` may have become possible. */
  stir(need: NeedId): void {
    if (this.mayAssign(need)) this.stirred.add(need)
  }

  /** Whether something of `need` waits and someone is ready for it. */
  mayAssign(need: NeedId): boolean {
    return this.someoneWaits(need) && this.ready.any(need)
  }

  private someoneWaits(need: NeedId): boolean {
    return this.queues.size(need) > 0 || this.aside.size(need) > 0
  }

  private keepMarks(conversation: ConversationId, agent: AgentId): void {
    this.aside.keepOnly(conversation, agent)
    this.deadlines.cancel(DeadlineKind.holdEnd, conversation)
  }

  private setActivity(conversation: ConversationId, activity: Activity, weight: Weight): void {
    const { agents, applied, conversations: c, now, trace } = this
    if (c.activity[conversation] === activity) return
    c.activity[conversation] = activity
    const agent = c.agent[conversation]
    const key = c.key[conversation]
    trace.push(now, Kind.activity, key, agent, c.skill[conversation], activity, weight, applied)
    const change = weight - c.weight[conversation]
    if (change === 0) return
    c.weight[conversation] = weight
    agents.used[agent] = (agents.used[agent] + change) as Weight
    this.touch(agent)
  }

  /** Somebody stands aside: it matters who became ready, not only that somebody did. */
  get excepts(): boolean {
    return this.aside.standing > 0
  }

  /** Somebody became ready: whoever waits may have been waiting for that. */
  becameReady(need: NeedId): void {
    this.stir(need)
  }

  /** How near anybody is to taking what waits may have changed. */
  reasonChanged(need: NeedId): void {
    if (this.someoneWaits(need)) this.missed.add(need)
  }

  private nameNeed(skill: SkillId): NeedId {
    const need = this.needs.add(skill)
    this.told[need] = -1
    this.queues.add(need)
    this.aside.add(need)
    return need
  }

  private addNeed(skill: SkillId): NeedId {
    const need = this.nameNeed(skill)
    this.ready.add(need)
    for (let agent = 0; agent < this.agents.count; agent++) this.touch(agent as AgentId)
    return need
  }
}
