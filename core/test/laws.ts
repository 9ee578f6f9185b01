import fc from 'fast-check'
import { expect } from 'vitest'
import {
  type AccountConfig,
  Activity,
  type AgentId,
  type ConversationId,
  History,
  type NeedId,
  NEVER,
  play,
  Reason,
  Router,
  type SkillConfig,
  time,
} from '../index.ts'
import { bestFor } from '../choosing.ts'
import type { Ledger } from '../ledger.ts'
import { choose, nearestOf, standingWith } from '../select.ts'
import { isActionable } from '../queueing.ts'
import { Stage } from '../tables.ts'
import { lateIn } from './late.ts'
import { disagreement } from './agreement.ts'
import { watch } from './asks.ts'
import { later } from './features.ts'
import { hourlyStory } from './hourly.ts'
import { changingStory, configOf, eventsOf } from './histories.ts'
import { rankedStory, type Story, story } from './histories.ts'
import type { Law } from './law.ts'
import { starvationLaw } from './laws-starvation.ts'
import { configuredLaws } from './laws-configured.ts'
import { equal, insideOf, ofStories, played, rowsOf, same } from './told.ts'

/** One history in three changes its configuration. */
const changing = fc.oneof({ arbitrary: story, weight: 2 }, { arbitrary: changingStory, weight: 1 })

function open({ conversations: c }: Ledger, stage: number): ConversationId[] {
  const rows = Array.from({ length: c.rows }, (_, row) => row as ConversationId)
  return rows.filter((row) => c.stage[row] === stage)
}

/** The walk that looks in after every event and every millisecond between them. */
function everywhere(told: Story, look: (ledger: Ledger) => void) {
  const router = new Router(configOf(told))
  for (const event of eventsOf(told)) {
    for (let at = router.now + 1; at < event.at; at++) {
      router.advance(time(at))
      look(insideOf(router))
    }
    router.apply(event)
    look(insideOf(router))
  }
}

const availableLaw = ofStories(
  'available',
  'no conversation waits while somebody could take it, at every millisecond',
  (told) =>
    everywhere(told, (ledger) => {
      const { conversations: c, exceptions, passAt } = ledger
      // In a cycle the next pass is yet to come (§1, `dispatchCadence`).
      if (passAt < NEVER) return
      for (const row of open(ledger, Stage.queued)) {
        if (!isActionable(ledger, row) || ledger.isShut(c.need[row])) continue
        if (exceptions.offers.has(row)) continue
        for (let a = 0; a < ledger.agents.count; a++) {
          const reason = standingWith(ledger, c.need[row], row, a as AgentId)
          if (reason === Reason.eligible) expect.fail(`agent ${a} could take row ${row}`)
        }
      }
    }),
  changing,
)

const loadLaw = ofStories(
  'load',
  'load counts what is held, and no assignment lifts it above capacity and extra',
  (told) => {
    const router = new Router(configOf(told))
    let read = 0
    for (const event of eventsOf(told)) {
      router.apply(event)
      const { agents, config, conversations: c } = insideOf(router)
      const used = config.agents.map(() => 0)
      for (const row of open(insideOf(router), Stage.assigned)) used[c.agent[row]] += c.weight[row]
      equal(Array.from(agents.used as unknown as Int32Array), used)
      const active = config.agents.map(() => 0)
      for (const row of open(insideOf(router), Stage.assigned))
        if (c.activity[row] !== Activity.inactive) active[c.agent[row]]++
      equal(Array.from(agents.active as unknown as Int32Array), active)
      for (; read < router.trace.length; read++) {
        const agent = router.trace.columns.agent[read] as AgentId
        const row = router.trace.at(read)
        if (row.type !== 'assigned' || read < router.trace.length - 1) continue
        // Who takes over, resumes or overrides asks for no room (SEMANTICS.md §4, §7).
        if (['takenOver', 'resumed', 'placed'].includes(row.by)) continue
        // What was reserved stays so when somebody's conversation wakes meanwhile.
        if (row.by === 'accepted' && config[`${config.distributionMode as 'ring'}ReservesSlot`])
          continue
        // What is interrupted takes no room from what interrupts it.
        if (config.hasChannels) continue
        if (row.by === 'taken' && config.takeFromQueue === 'ignoreCapacity') continue
        expect(agents.used[agent]).toBeLessThanOrEqual(
          agents.maxSlots[agent] + config.extraCapacity,
        )
      }
    }
  },
)

const standingLaw = ofStories(
  'standing',
  'the standing order chooses as the plain scan does, and knows the nearest miss',
  (told) =>
    everywhere(told, (ledger) => {
      const { exceptions, needs, ready } = ledger
      const nobody = -1 as ConversationId
      // Whoever is held now might as well be looking for somebody.
      const some = [nobody, ...open(ledger, Stage.assigned).slice(0, 1)]
      for (let n = 0; n < needs.count; n++) {
        const need = n as NeedId
        for (const conversation of some.filter((row) => !exceptions.has(row))) {
          const scan = choose(ledger, need, conversation)
          const best = bestFor(ledger, need, conversation)
          const { decidedBy } = ledger.choice
          if (best !== scan.agent || decidedBy !== scan.decidedBy)
            expect([best, decidedBy]).toEqual([scan.agent, scan.decidedBy])
        }
        const nearest = nearestOf(ledger, need, nobody)
        if (ready.nearest(need) !== nearest) expect(ready.nearest(need)).toBe(nearest)
      }
    }),
  fc.oneof(changing, rankedStory),
)

const cutLaw = ofStories(
  'cut',
  'time may be cut anywhere',
  (told, at) => {
    const cut = 1 + (at % 13)
    const config = configOf(told)
    const whole = played(eventsOf(told), new Router(config))
    const pieces = new Router(config)
    for (const event of eventsOf(told)) {
      for (let now = pieces.now + cut; now < event.at; now += cut) pieces.advance(time(now))
      pieces.apply(event)
    }
    same(rowsOf(pieces), rowsOf(whole))
  },
  changing,
)

const snapshotLaw = ofStories(
  'snapshot',
  'a snapshot resumed equals a run that never stopped',
  (told, cut) => {
    const config = configOf(told)
    const events = eventsOf(told)
    const whole = played(events, new Router(config))
    const first = played(events.slice(0, cut), new Router(config))
    const second = new Router(insideOf(first).config, undefined, structuredClone(first.snapshot()))
    equal(second.snapshot(), first.snapshot())
    played(events.slice(cut), second)
    same(rowsOf(second), rowsOf(whole).slice(second.trace.base))
    equal(second.snapshot(), whole.snapshot())
  },
  changing,
)

const shiftLaw = ofStories('shift', 'shifting time shifts the trace and nothing else', (told) => {
  const [now, then] = [0, 1_000_000].map((start) => {
    const account = later(told.account, start)
    return rowsOf(played(eventsOf(told, start), new Router(configOf({ ...told, account }))))
  })
  const shift = (value: unknown) => (typeof value === 'number' ? value + 1_000_000 : value)
  const instants = ['at', 'due', 'until', 'expiresAt']
  const shifted = now.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        instants.includes(name) ? shift(value) : (value as unknown),
      ]),
    ),
  )
  same(then, shifted)
})

const replayLaw = ofStories(
  'replay',
  'a history replayed from its columns gives the same trace, told in order of time',
  (told) => {
    const config = configOf(told)
    const history = new History()
    for (const event of eventsOf(told)) history.push(event)
    const again = play(config, history)
    expect(again.hash()).toBe(play(config, eventsOf(told)).hash())
    for (let i = 1; i < again.length; i++)
      expect(again.columns.at[i]).toBeGreaterThanOrEqual(again.columns.at[i - 1])
  },
  changing,
)

const tileLaw = ofStories(
  'tile',
  'queue and agent segments tile the life of every conversation',
  (told) => {
    const at = new Map<number, string>()
    for (const row of rowsOf(played(eventsOf(told), new Router(configOf(told))))) {
      const key = 'conversation' in row ? row.conversation : -1
      const was = at.get(key) ?? 'outside'
      if (row.type === 'queued') expect(['outside', 'loose', 'queued']).toContain(was)
      if (row.type === 'assigned')
        expect(was).toBe(
          row.by === 'resumed'
            ? 'outside'
            : row.by === 'takenOver' && was === 'loose'
              ? was
              : 'queued',
        )
      if (row.type === 'unassigned') expect(was).toBe('assigned')
      if (row.type === 'closed') expect(['loose', 'queued']).toContain(was)
      if (row.type === 'closed') at.delete(key)
      else if (row.type === 'unassigned') at.set(key, 'loose')
      else if (row.type === 'queued' || row.type === 'assigned') at.set(key, row.type)
    }
  },
  changing,
)

const needlessLaw = ofStories('needless', 'an agent whom nobody needs changes nothing', (told) => {
  const { agents, queueShares, skills } = told.account
  // Where nothing is stated, shares are alike: one skill more would make all of them smaller.
  const alike =
    skills.length > 0 && Object.fromEntries(skills.map(({ id }) => [id, 1 / skills.length]))
  const account = {
    ...told.account,
    ...(alike && { queueShares: queueShares ?? alike }),
    skills: [...skills, { id: 'zz' }],
    agents: [...agents, { id: 'zz', skills: ['zz'], maxSlots: 0 }],
  }
  // Somebody more may be the nearest miss of those who ask for anybody at all.
  // And who lacks the skill is nearer than who may handle nothing at all.
  const rows = (one: typeof account | Story['account']) => {
    const all = rowsOf(played(eventsOf(told), new Router(configOf({ ...told, account: one }))))
    // What a conversation was told without a skill may be told again, or not, with one.
    const asked = new Set(
      all.map((row) => (row.type === 'waiting' && row.skill < 0 ? row.conversation : -1)),
    )
    asked.delete(-1)
    return all
      .filter((row) => row.type !== 'waiting' || (row.skill >= 0 && !asked.has(row.conversation)))
      .map((row) =>
        row.type === 'waiting' && row.reason === 'noPermission'
          ? { ...row, reason: 'lacksSkill' }
          : row,
      )
  }
  same(rows(account), rows(told.account))
})

/** The account without what time alone moves: that depends on when anybody looks, a choice in README.md. */
const still = (account: AccountConfig): AccountConfig => ({
  ...account,
  skills: account.skills.map((skill) => ({ ...skill, ...(skill.overflow && stillRules(skill)) })),
})
const stillRules = ({ overflow = [] }: SkillConfig) => ({
  overflow: overflow.map((rule) =>
    rule.metric === 'oldestWait' ? { ...rule, metric: 'queueLength' as const } : rule,
  ),
})

/** The same history in other words. */
const stillStory = fc
  .oneof({ arbitrary: changing, weight: 9 }, { arbitrary: hourlyStory, weight: 1 })
  .map((told) => ({
    ...{ ...told, account: still(told.account), others: (told.others ?? []).map(still) },
  }))

const modelLaw = ofStories(
  'model',
  'the router tells what the naive model tells',
  (told) => {
    expect(disagreement(told.account, eventsOf(told), told.routing)).toBeUndefined()
  },
  stillStory,
)

const asksLaw = ofStories(
  'asks',
  'whoever is chosen meets all that is asked, by a plain look at the account',
  watch,
)

const timersLaw = ofStories(
  'timers',
  'what should happen by itself has happened, at every millisecond',
  (told) =>
    everywhere(told, (ledger) => {
      const late = lateIn(ledger)
      if (late.length > 0) expect(late).toEqual([])
    }),
)

/** Every law, in reading order. */
export const laws: readonly Law[] = [
  ...[availableLaw, loadLaw, standingLaw, modelLaw, cutLaw, snapshotLaw, shiftLaw, replayLaw],
  ...[tileLaw, needlessLaw, asksLaw, timersLaw, ...configuredLaws, starvationLaw],
]
