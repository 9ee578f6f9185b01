import { type AgentId, NEVER, Presence, type SkillId } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { Agenda } from './agenda.ts'
import { type Bots, botsOf } from './bots.ts'
import { Calendar } from './calendar.ts'
import { type Chats, chatsOf } from './chats.ts'
import type { Clock } from './clock.ts'
import { type Consumers, consumersOf, type Person } from './consumers.ts'
import { Arrivals } from './demand.ts'
import { type Departures, departuresOf } from './departures.ts'
import { type Dialogues, dialoguesOf } from './dialogues.ts'
import { Desks } from './desks.ts'
import { type CallDraws, type Draws, drawsOf, isImpatient, silentShareOf } from './draws.ts'
import type { Host } from './host.ts'
import type { Life, Lives } from './lives.ts'
import { type Marks, marksOf } from './marks.ts'
import { Roster, Staff } from './staff.ts'
import { type Ringing, ringingOf } from './ringing.ts'
import { Speeds } from './speeds.ts'
import { drawFor, Next, type Stage } from './stage.ts'
import { streamsOf } from './streams.ts'
import { type Surveys, surveysOf } from './surveys.ts'

/** Where conversations come from: one of the scenario's demand. */
interface Source {
  readonly arrivals: Arrivals
  readonly draws: Draws
  readonly skill: SkillId
  readonly marks: Marks | null
}

/**
 * Everything around the router: consumers who write, wait and leave, agents who attend. It holds no
 * rule of routing; it answers what the router did with events of its own.
 */
export class World {
  private readonly calendar = new Calendar()
  private readonly agenda = new Agenda(this.calendar)
  private readonly host: Host
  private readonly clock: Clock
  private readonly lives: Lives
  private readonly stage: Stage
  private readonly sources: readonly Source[]
  private readonly desks: Desks
  private readonly speeds: Speeds
  /** Null where everybody simply goes when the shift ends. */
  private readonly departures: Departures | null
  /** Null where nobody is known again, and where nobody is asked how it was. */
  private readonly consumers: Consumers | null
  readonly surveys: Surveys | null
  /** Null where nobody answers what rings. */
  readonly ringing: Ringing | null
  /** Null where no bot has a part of its own. */
  private readonly bots: Bots | null
  /** Null where nobody chats, and where no messages cause messages. */
  private readonly chats: Chats | null
  private readonly dialogues: Dialogues | null
  private readonly staffs: readonly Staff[]
  /** Those who know when somebody comes or goes, and when that is next. */
  private readonly edges: readonly (Roster | Staff)[]
  private edgeAt: number
  /** By agent: the place of its group. */
  private readonly groups: readonly number[]
  private readonly lines: number

  constructor(scenario: Scenario, replication: number, host: Host) {
    const { calendar } = this
    const { clock, lives } = (this.host = host)
    const { agents, groups = [] } = scenario.account
    this.clock = clock
    this.lives = lives
    const streams = streamsOf(scenario.seed, replication)
    this.stage = { calendar, agenda: this.agenda, clock, host, lives, streams }
    this.consumers = consumersOf(this.stage, scenario, (source, person) =>
      this.come(source, person),
    )
    this.ringing = ringingOf(this.stage, scenario)
    this.bots = botsOf(this.stage, scenario, (life) => this.wait(life, 1))
    this.surveys = surveysOf(this.stage, scenario)
    this.speeds = new Speeds(scenario, host)
    this.desks = new Desks(this.stage, this.speeds)
    this.dialogues = dialoguesOf(this.stage, scenario, this.speeds)
    this.departures = departuresOf(this.stage, scenario, this.desks)
    this.chats = chatsOf(this.stage, scenario, this.speeds)
    this.groups = agents.map(({ group }) => groups.findIndex(({ id }) => id === group))
    this.lines = scenario.lines ?? Number.POSITIVE_INFINITY
    this.sources = scenario.demand.map((demand) => ({
      arrivals: new Arrivals(scenario, demand, replication),
      draws: drawsOf(demand.conversation),
      skill: demand.skill,
      marks: marksOf(this.stage, demand),
    }))
    const tell = (agent: AgentId, presence: Presence) => this.setPresence(agent, presence)
    this.staffs = (scenario.headcounts ?? []).map((one) => new Staff(scenario, one, tell))
    const roster = new Roster(scenario, replication, (agent, presence) =>
      this.attend(agent, presence),
    )
    this.edges = [roster, ...this.staffs]
    this.edgeAt = this.nextEdge()
    this.sources.forEach((_, i) => this.nextArrival(i))
  }

  /** When something happens next, Infinity for never. */
  get next(): number {
    return Math.min(this.edgeAt, this.calendar.next)
  }

  /** Lets the next thing happen; at equal times shifts come first. */
  step(): void {
    if (this.edgeAt <= this.calendar.next) this.shift()
    else this.happen()
    if (this.chats) this.chats.settle()
  }

  /** The router gave it to an agent. */
  assigned(life: Life, agent: number): void {
    life.agent = agent
    if (Number.isNaN(life.waited)) life.waited = this.clock.now - life.openedAt
    for (const staff of this.staffs) staff.assigned(agent)
    this.departures?.assigned(agent, life)
    if (this.bots?.takes(life, agent)) return
    const { draws } = life
    if (draws.model === 'call') this.hold(life, draws)
    else if (draws.model === 'chat') this.chats!.add(agent, life)
    else if (draws.model === 'coproduction') this.dialogues!.assigned(life, agent)
    else if (life.isOwed) this.desks.enlist(life)
  }

  /** The router took it from its agent: a reply in hand is dropped when it is done. */
  unassigned(life: Life, agent: number): void {
    life.agent = -1
    for (const staff of this.staffs) staff.unassigned(agent)
    this.departures?.unassigned(agent, life)
    if (life.draws.model === 'chat') this.chats!.remove(agent, life)
    else if (life.draws.model === 'coproduction') this.dialogues!.unassigned(life, agent)
  }

  closed(life: Life): void {
    this.consumers?.closed(life)
    this.surveys?.closed(life)
  }

  private happen(): void {
    const { calendar, lives } = this
    calendar.take()
    this.clock.now = calendar.time
    const { whom } = calendar
    switch (calendar.kind) {
      case Next.arrival:
        return this.arrive(whom)
      case Next.message:
        return this.desks.message(lives.find(whom))
      case Next.reply:
        return this.desks.reply(whom)
      case Next.close:
        return this.close(lives.find(whom))
      case Next.leave:
        return this.leave(lives.find(whom))
      case Next.done:
        return this.close(this.chats!.ended(whom))
      case Next.task:
        return this.agenda.run(whom)
    }
  }

  private nextArrival(source: number): void {
    const at = this.sources[source].arrivals.next()
    if (at < Number.POSITIVE_INFINITY) this.calendar.set(at, Next.arrival, source)
  }

  private arrive(source: number): void {
    const person = this.consumers?.arrive(source)
    this.nextArrival(source)
    this.come(source, person)
  }

  /** A conversation opens, unless nobody is free to hear of it. */
  private come(source: number, person: Person | undefined): void {
    const { draws, marks, skill } = this.sources[source]
    const { host, stage } = this
    if (host.inside >= this.lines) return host.turnAway(skill)
    const life = this.lives.open(draws, skill, this.clock.now)
    life.source = source
    if (person) this.consumers!.opens(life, person)
    if (draws.model === 'messaging') life.turns = draws.turns(drawFor(stage.streams.turns, life, 0))
    this.wait(life, 0)
    ;(marks ?? host).open(life, skill)
    if (draws.model === 'messaging') this.desks.burst(life, draws)
    else if (draws.model === 'coproduction') this.dialogues!.begin(life, draws)
  }

  /** Patience begins, for the first time or anew. */
  private wait(life: Life, index: number): void {
    const { patience } = life.draws
    if (!patience) return
    const lasts = patience(drawFor(this.stage.streams.patience, life, index))
    life.leavesAt = this.clock.now + Math.round(lasts)
    this.calendar.set(life.leavesAt, Next.leave, life.key)
  }

  private shift(): void {
    this.clock.now = this.edgeAt
    for (const edge of this.edges) if (edge.next === this.edgeAt) edge.step()
    this.edgeAt = this.nextEdge()
  }

  private nextEdge(): number {
    return this.edges.reduce((at, { next }) => Math.min(at, next), NEVER as number)
  }

  /** As the roster has it; the end of a shift may have rules of its own. */
  private attend(agent: AgentId, presence: Presence): void {
    this.ringing?.changed(agent)
    if (this.departures?.takes(agent, presence)) return
    this.setPresence(agent, presence)
  }

  private setPresence(agent: AgentId, presence: Presence): void {
    this.host.setPresence(agent, presence)
    this.desks.set(agent, presence === Presence.online)
    this.dialogues?.set(agent, presence === Presence.online)
  }

  /** A call lasts from its assignment on. */
  private hold(life: Life, draws: CallDraws): void {
    const { byGroup, holding } = draws
    const own = byGroup === null ? holding : (byGroup[this.groups[life.agent]] ?? holding)
    const work = own(drawFor(this.stage.streams.attention, life, 0))
    const lasts = work / this.speeds.own[life.agent]
    this.calendar.set(this.clock.now + Math.round(lasts), Next.close, life.key)
  }

  private close(life: Life | undefined): void {
    if (life === undefined || life.agent < 0) return
    for (const staff of this.staffs) staff.ending(life.agent)
    this.host.close(life, 'agent')
  }

  /** Patience is over: openly while nobody has answered, or without a word. */
  private leave(life: Life | undefined): void {
    if (life === undefined || life.answered > 0 || life.leavesAt !== this.clock.now) return
    const { draws } = life
    if (life.agent >= 0 && !isImpatient(draws)) return
    const share = silentShareOf(draws)
    const isSilent = share > 0 && drawFor(this.stage.streams.silence, life, 0) < share
    if (!isSilent) return this.host.close(life, 'consumer')
    life.isGone = true
    if (draws.model === 'coproduction') this.dialogues!.silence(life)
  }
}
