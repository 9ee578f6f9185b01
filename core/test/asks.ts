import { expect } from 'vitest'
import {
  type AccountConfig,
  type Effect,
  Presence,
  presenceNames,
  Router,
  type RouterEvent,
  type SkillConfig,
  type SkillRequirement,
  time,
} from '../index.ts'
import { rankNames } from '../policy/rank-names.ts'
import { configOf, eventsOf, type Story } from './histories.ts'

/** What a bystander knows of a conversation, from events and effects alone. */
interface Seen {
  readonly channel: number
  readonly requires: readonly SkillRequirement[]
  skill: number
  group: number | null
  /** The allocation that ended with the assignment that follows. */
  cleared: number | null
  added: number | null
  holder: number | null
  isBusy: boolean
  /** Queue time in the current skill segment, up to `queuedAt`; null while somebody holds it. */
  waited: number
  queuedAt: number | null
  readonly escalatedTo: number[]
}

/**
 * Follows a router's effects and looks at each choice with the account in hand: skill, levels, steps,
 * group, classes of channels and the limits of bots, in plain words and without the router's policy.
 */
export function watch(told: Story): void {
  const router = new Router(configOf(told))
  const eye = new Eye(told.account, ['onlyOne', 'id', ...rankNames(router.view.config.policy)])
  let read = 0
  const look = () => {
    for (; read < router.trace.length; read++) eye.see(router.trace.at(read))
  }
  for (const event of eventsOf(told)) {
    if (event.at >= router.now) router.advance(time(event.at))
    look()
    eye.hear(event, router.now)
    router.apply(event)
    look()
  }
}

class Eye {
  private readonly open = new Map<number, Seen>()
  private readonly presence: number[]
  private readonly account: AccountConfig
  private readonly ranks: readonly string[]

  constructor(account: AccountConfig, ranks: readonly string[]) {
    this.account = account
    this.ranks = ranks
    this.presence = account.agents.map(() => Presence.offline)
  }

  hear(event: RouterEvent, now: number): void {
    if (event.at < now) return
    if (event.type === 'agent.presenceSet') this.presence[event.agent] = event.presence
    if (event.type !== 'conversation.opened' && event.type !== 'conversation.resumed') return
    if (this.open.has(event.conversation)) return
    this.open.set(event.conversation, {
      ...{ channel: event.channel ?? 0, requires: event.requires ?? [], skill: event.skill },
      ...{
        group: null,
        cleared: null,
        added: null,
        holder: null,
        isBusy: false,
        waited: 0,
        queuedAt: null,
      },
      escalatedTo: [],
    })
  }

  see(row: Effect): void {
    if (row.type === 'presence') this.presence[row.agent] = presenceNames.indexOf(row.presence)
    const c = 'conversation' in row ? this.open.get(row.conversation) : undefined
    if (row.type === 'refused' && /opened|resumed/.test(row.event) && !c?.queuedAt && !c?.holder)
      if (row.refusal !== 'alreadyOpen') this.open.delete(row.conversation)
    if (c === undefined) return
    if (row.type === 'queued') c.queuedAt ??= row.at
    if (row.type === 'allocated') Object.assign(c, { cleared: c.group, group: row.group })
    if (row.type === 'widened') c.added = row.added
    if (row.type === 'activity') c.isBusy = row.activity !== 'inactive'
    if (row.type === 'unassigned') c.holder = null
    if (row.type === 'closed') this.open.delete(row.conversation)
    if (row.type === 'transferred') this.moved(c, row)
    if (row.type === 'assigned') this.assigned(c, row)
  }

  private moved(c: Seen, row: Extract<Effect, { type: 'transferred' }>): void {
    if (row.move === 'escalation') {
      expect(c.escalatedTo).not.toContain(row.skill)
      c.escalatedTo.push(row.skill)
    }
    if (row.skill !== c.skill) Object.assign(c, { waited: 0, queuedAt: null, added: null })
    c.skill = row.skill
  }

  private assigned(c: Seen, row: Extract<Effect, { type: 'assigned' }>): void {
    if (c.queuedAt !== null) c.waited += row.at - c.queuedAt
    c.queuedAt = null
    if (this.ranks.includes(row.by)) this.check(c, row.agent)
    c.cleared = null
    c.holder = row.agent
    c.isBusy = true
  }

  private check(c: Seen, place: number): void {
    const { agents, botMaxOpen = 999, skills } = this.account
    const agent = agents[place]
    const levels = new Map(
      agent.skills.map((one) => (typeof one === 'string' ? [one, 5] : [one.skill, one.level])),
    )
    expect([agent.handles ?? true, agent.enabled ?? true]).toEqual([true, true])
    expect(this.presence[place]).toBe(Presence.online)
    const own: SkillConfig | undefined = skills[c.skill]
    const served = [own, skills[c.added ?? -1]].some((one) => one && levels.has(one.id))
    if (own) expect(served).toBe(true)
    for (const { minLevel = 1, skill } of [...c.requires, ...this.step(c)])
      expect(levels.get(skill) ?? 0).toBeGreaterThanOrEqual(minLevel)
    const group = c.group ?? c.cleared
    if (group !== null) expect(this.mayServe(agent.group, c.skill, group)).toBe(true)
    const held = [...this.open.values()].filter((other) => other.holder === place)
    if (agent.kind === 'bot') expect(held.length).toBeLessThan(botMaxOpen)
    this.checkChannels(c, held)
  }

  /** What the step in force requires; a chain with an expedited step may be further on. */
  private step(c: Seen): readonly SkillRequirement[] {
    const { relaxation = [] } = this.account.skills[c.skill] ?? {}
    if (relaxation.some(({ expedite }) => expedite)) return []
    let until = 0
    return relaxation.find((one) => c.waited < (until += one.expiresAfter))?.requirements ?? []
  }

  /** Of the allocated group, below it, or of the others of a split that cascades. */
  private mayServe(own: string | undefined, skill: number, group: number): boolean {
    const { groups = [], skills, splitCascade, splitSubgroups } = this.account
    const allocated = groups[group].id
    const split = (skills[skill]?.split ?? []).map((share) => share.group)
    const cascades = splitCascade === 'byPriority' && split.includes(allocated)
    const tried = cascades ? split : [allocated]
    const parent = groups.find(({ id }) => id === own)?.parent ?? ''
    return tried.includes(own ?? '') || (splitSubgroups === true && tried.includes(parent))
  }

  private checkChannels(c: Seen, held: readonly Seen[]): void {
    const { channels } = this.account
    if (channels === undefined) return
    const { id, maxPerAgent } = channels[c.channel]
    const same = held.filter(({ channel }) => channel === c.channel)
    expect(same.length).toBeLessThan(maxPerAgent ?? Infinity)
    for (const { channel, isBusy } of held)
      if (isBusy) expect(channels[channel].blocks ?? []).not.toContain(id)
  }
}
