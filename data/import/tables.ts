import { type AgentId, Cause, Entry, Loss, NEVER, Target, type Time } from '../../core/index.ts'
import { type Cast, type Life, Lives, NO_LABEL, type Tables } from '../index.ts'
import type { Mapping } from './mapping.ts'
import { type ImportedMessages, Role } from './messages.ts'

const NO_SKILL = -1
/** A log names people and no rules: all are human, open at all hours, and chosen by nobody knows what. */
export const people: Cast = {
  isBot: () => false,
  openTime: () => Number.NaN,
  ways: [],
}

/**
 * A message log as the tables of a run. The log says who wrote when; what it does not say is read
 * from that: a conversation waits in the queue until its first reply, is held by whoever replied
 * last, and closes when it was quiet for `closeAfter`. Nothing is said about presence or decisions.
 */
export function tablesOf(log: ImportedMessages, mapping: Mapping): Tables {
  const { agents, log: renamed } = withAgents(log)
  const told = new Told(renamed, mapping)
  for (let i = 0; i < log.thread.length;) i = told.conversation(i)
  return {
    agents: {
      agent: Int32Array.from(agents.keys()),
      id: agents.map((name) => (/^\d+$/.test(name) ? `author ${name}` : name)),
      max_slots: new Float64Array(agents.length).fill(Number.NaN),
      kind: new Uint8Array(agents.length),
      group: new Int32Array(agents.length).fill(-1),
    },
    ...told.lives.finish(),
  }
}

/** The log with places among those authors who answer instead of among all. */
function withAgents(log: ImportedMessages): { agents: string[]; log: ImportedMessages } {
  const places = new Int32Array(log.authors.length).fill(-1)
  const agents: string[] = []
  log.author.forEach((author, i) => {
    if (log.role[i] === Role.agent && author >= 0 && places[author] < 0)
      places[author] = agents.push(log.authors[author]) - 1
  })
  const author = log.author.map((place) => (place < 0 ? -1 : places[place]))
  return { agents, log: { ...log, author } }
}

/** The last instant of a log, ms. */
export const endOf = ({ at }: ImportedMessages): number => at.reduce((a, b) => Math.max(a, b), 0)

class Told {
  readonly lives = new Lives(people)
  private readonly log: ImportedMessages
  private readonly mapping: Mapping
  private readonly until: number

  constructor(log: ImportedMessages, mapping: Mapping) {
    this.log = log
    this.mapping = mapping
    this.until = endOf(log)
  }

  /** Tells the conversation that begins at a row. Returns where the next one begins. */
  conversation(first: number): number {
    const { at, author, role, thread } = this.log
    const { lives, until } = this
    let next = first
    while (next < thread.length && thread[next] === thread[first]) next++
    const life = lives.open({ key: thread[first], at: at[first], skill: NO_SKILL })
    lives.queued(life, at[first], Entry.opened, NEVER, false)
    for (let i = first; i < next; i++)
      if (role[i] === Role.consumer) this.consumerWrote(life, at[i])
      else this.agentWrote(life, at[i], author[i])
    const closedAt = at[next - 1] + (this.mapping.closeAfter ?? Infinity)
    // Still owed when the log ends: missed once its due has passed.
    if (life.due < Math.min(closedAt, until)) lives.overdue(life, life.due, life.holder, NO_SKILL)
    if (closedAt <= until) lives.closed(life, closedAt, Cause.inactivity)
    return next
  }

  private consumerWrote(life: Life, at: number): void {
    const isOwed = life.turn >= 0
    this.lives.consumerWrote(life, at)
    const { target } = this.mapping
    if (!isOwed && target !== null) this.lives.dueSet(life, (at + target) as Time, Target.default)
  }

  /** Whoever replied last holds it; the first to reply took it out of the queue. */
  private agentWrote(life: Life, at: number, author: number): void {
    const { lives } = this
    const agent = author as AgentId
    const isQueued = life.heldSince !== life.heldSince
    if (isQueued) lives.assigned(life, at, agent, NO_LABEL)
    else if (agent !== life.holder) {
      lives.toAgent(life, at, life.holder, agent)
      lives.lost(life, at, Loss.transferred)
      lives.assigned(life, at, agent, NO_LABEL, 'transferred')
    }
    lives.agentWrote(life, at, agent)
  }
}
