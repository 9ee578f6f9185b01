import { Entry, Move } from './codes.ts'
import { serves } from './config/known.ts'
import type { Config } from './config/config.ts'
import type { Ledger } from './ledger.ts'
import { moveTo, requeue } from './moving.ts'
import { withdraw } from './offers.ts'
import { isLoggedIn, isOnline } from './presence.ts'
import { asksFor } from './needs.ts'
import { unline } from './queueing.ts'
import { hasRoomFor } from './select.ts'
import { Stage } from './tables.ts'
import {
  type AgentId,
  type ConversationId,
  type NeedId,
  NO_AGENT,
  NO_SKILL,
  type SkillId,
} from './units.ts'
import { Fact } from './view.ts'

/**
 * First part of a pass: what waits for a skill without anybody present moves on, by key (§5). It
 * looks at all that waits only when somebody's presence made the difference, else at what is new.
 */
export function fallBack(ledger: Ledger): void {
  const { config, conversations: c, fallback } = ledger
  const { entered } = fallback
  fallback.forgetRoom()
  if (fallback.hasFlipped || config.fallbackTrigger === 'capacity') {
    fallback.hasFlipped = false
    entered.length = 0
    for (const row of candidates(ledger)) moveOn(ledger, row)
  } else if (entered.length > 1) {
    const rows = entered.splice(0).sort((a, b) => c.key[a] - c.key[b])
    for (const row of rows) if (c.stage[row] === Stage.queued) moveOn(ledger, row)
  } else if (entered.length > 0) {
    const row = entered.pop()!
    if (c.stage[row] === Stage.queued) moveOn(ledger, row)
  }
}

/** Who waits where nobody is present or has room, by key: what one move does only frees room. */
function candidates(ledger: Ledger): ConversationId[] {
  const { config, conversations: c } = ledger
  const rows: ConversationId[] = []
  for (let row = 0 as ConversationId; row < c.rows; row++) {
    const isQueued = c.stage[row] === Stage.queued && c.skill[row] !== NO_SKILL
    if (isQueued && config.skills[c.skill[row]].fallback !== NO_SKILL) rows.push(row)
  }
  // By key before anything is asked: rows are others in a router that is restored.
  rows.sort((a, b) => c.key[a] - c.key[b])
  return rows.filter((row) => lack(ledger, row) !== null)
}

/** What its skill lacks: somebody present, or somebody with room where that is asked; null: nothing. */
function lack(ledger: Ledger, row: ConversationId): 'presence' | 'room' | null {
  const { config, conversations, exceptions, fallback } = ledger
  const skill = conversations.skill[row]
  if (skill === NO_SKILL || config.skills[skill].fallback === NO_SKILL) return null
  if (fallback.lacksPresence(skill)) return 'presence'
  // What is offered has somebody: its own offer may be what fills them.
  const mayBeFull = config.fallbackTrigger === 'capacity' && !exceptions.offers.has(row)
  return mayBeFull && !someoneHasRoom(ledger, row, skill) ? 'room' : null
}

/** What was escalated since, in a pass, to where nobody is present. */
export function fallBackEscalated(ledger: Ledger): void {
  const { conversations: c, fallback } = ledger
  fallback.forgetRoom()
  for (const row of fallback.entered.splice(0))
    if (c.stage[row] === Stage.queued) moveOn(ledger, row)
  fallback.entered.length = 0
}

function moveOn(ledger: Ledger, row: ConversationId): void {
  const { config, conversations: c, exceptions, fallback } = ledger
  const isNew = c.transfers[row] === 0 && (c.facts[row] & Fact.wasAssigned) === 0
  if (config.fallbackScope === 'new' && !isNew) return
  if (exceptions.suggestions.has(row)) return
  const from = c.skill[row]
  const visited = exceptions.visits.get(row) ?? [from]
  const to = nextOf(ledger, row, visited)
  if (to === undefined) return
  exceptions.visits.set(row, [...visited, to])
  withdraw(ledger, row)
  fallback.forgetRoom()
  unline(ledger, row)
  moveTo(ledger, row, to, Move.fallback, NO_AGENT)
  requeue(ledger, row, Entry.fallback, NO_AGENT, from)
}

/** The next skill along the chain, or the first that suits; undefined: it stays. */
function nextOf(
  ledger: Ledger,
  row: ConversationId,
  visited: readonly SkillId[],
): SkillId | undefined {
  const { config, conversations, fallback } = ledger
  const from = conversations.skill[row]
  const lacked = lack(ledger, row)
  if (lacked === null) return undefined
  const lacks = lacked === 'presence'
  const been = new Set([...visited, from])
  for (let to = config.skills[from].fallback; to !== NO_SKILL && !been.has(to);) {
    if (lacks ? !fallback.lacksPresence(to) : someoneHasRoom(ledger, row, to)) return to
    if (config.fallbackChain === 'hop') return undefined
    been.add(to)
    to = config.skills[to].fallback
  }
  return undefined
}

/** Whether somebody online holds a skill and passes the test of room for it, whatever else. */
function someoneHasRoom(ledger: Ledger, row: ConversationId, skill: SkillId): boolean {
  const { agents, conversations } = ledger
  const channel = ledger.config.hasChannels ? conversations.channel[row] : asksFor(skill).channel
  const need = ledger.needAs({ ...asksFor(skill), channel })
  const known = ledger.fallback.knownRoom(need)
  if (known !== undefined) return known
  let is = false
  for (let a = 0; a < agents.count && !is; a++) {
    const agent = a as AgentId
    if (isOnline(ledger, agent) && serves(ledger.config, agent, skill))
      is = hasRoomFor(ledger, need, agent)
  }
  return ledger.fallback.noteRoom(need, is)
}

/** Who is present for each skill, and where to go if nobody is (SEMANTICS.md §5). */
export class Fallback {
  /** Whether any skill has somewhere to fall back to. */
  readonly isUsed: boolean
  /** Whether somebody's presence made or ended the lack of one since the last pass. */
  hasFlipped = false
  /** Conversations that entered a queue since the last pass. */
  readonly entered: ConversationId[] = []
  /** By need: whether somebody has room, as far as was asked since anybody's room changed. */
  private readonly roomy = new Map<NeedId, boolean>()
  /** By agent: whether counted as online and as logged in. */
  private readonly counted: Uint8Array
  /** By skill + 1: agents online, and logged in. */
  private readonly online: Int32Array
  private readonly loggedIn: Int32Array
  private readonly config: Config

  constructor(config: Config) {
    this.config = config
    this.isUsed = config.skills.some(({ fallback }) => fallback >= 0)
    this.counted = new Uint8Array(config.agents.length)
    this.online = new Int32Array(config.skills.length + 1)
    this.loggedIn = new Int32Array(config.skills.length + 1)
  }

  /** Whether somebody has room for `need`; undefined: it was not asked. */
  knownRoom(need: NeedId): boolean | undefined {
    return this.roomy.get(need)
  }

  noteRoom(need: NeedId, is: boolean): boolean {
    this.roomy.set(need, is)
    return is
  }

  /** Anybody's room may have changed. */
  forgetRoom(): void {
    // To clear a map that is empty makes another.
    if (this.roomy.size > 0) this.roomy.clear()
  }

  /** An agent came or went: counts it with each of its skills. */
  look(ledger: Ledger, agent: AgentId): void {
    const now = Number(isOnline(ledger, agent)) + 2 * Number(isLoggedIn(ledger, agent))
    const before = this.counted[agent]
    if (!this.isUsed || now === before) return
    this.counted[agent] = now
    for (const skill of this.config.agents[agent].skills)
      this.count(skill, (now & 1) - (before & 1), (now >> 1) - (before >> 1))
  }

  private count(skill: SkillId, online: number, loggedIn: number): void {
    const lacked = this.lacksPresence(skill)
    this.online[skill + 1] += online
    this.loggedIn[skill + 1] += loggedIn
    if (lacked !== this.lacksPresence(skill)) this.hasFlipped = true
  }

  /** Nobody online holds it; or, where the skill says so, nobody who is logged in. */
  lacksPresence(skill: SkillId): boolean {
    const all = this.config.skills[skill] ?? this.config.unskilled
    return (all.fallbackWhenAllAway ? this.online : this.loggedIn)[skill + 1] === 0
  }
}
