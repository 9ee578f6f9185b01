import { type Tables } from '../index.ts'
import type { Mapping } from './mapping.ts'
import { type ImportedMessages, Role } from './messages.ts'
import { NO_SKILL, Teller } from './teller.ts'

/** A message log as the tables of a run. */
export function tablesOf(log: ImportedMessages, { closeAfter, target }: Mapping): Tables {
  const { agents, log: renamed } = withAgents(log)
  const teller = new Teller({ closeAfter, target, until: endOf(log) })
  for (let i = 0; i < log.thread.length;) i = tell(teller, renamed, i)
  return { agents: agentsOf(agents), ...teller.lives.finish() }
}

/** Agents by name: nothing else is known of them. */
export function agentsOf(names: readonly string[]): Tables['agents'] {
  return {
    agent: Int32Array.from(names.keys()),
    id: names.map((name) => (/^\d+$/.test(name) ? `author ${name}` : name)),
    max_slots: new Float64Array(names.length).fill(Number.NaN),
    kind: new Uint8Array(names.length),
    group: new Int32Array(names.length).fill(-1),
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

/** Tells the conversation that begins at a row. Returns where the next one begins. */
function tell(teller: Teller, { at, author, role, thread }: ImportedMessages, first: number) {
  let next = first
  while (next < thread.length && thread[next] === thread[first]) next++
  const life = teller.begin({ key: thread[first], at: at[first], skill: NO_SKILL })
  for (let i = first; i < next; i++)
    if (role[i] === Role.consumer) teller.consumerWrote(life, at[i])
    else teller.agentWrote(life, at[i], author[i])
  teller.quiet(life, at[next - 1])
  return next
}
