import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountConfig, minutes, Presence, seconds } from '../../core/index.ts'
import { agentDeed } from '../api/commands.ts'
import { consumerDeed } from '../api/consumers.ts'
import { Refused } from '../api/frames.ts'
import { firstAccount } from '../account.ts'
import { ManualClock } from '../clock.ts'
import { Drive } from '../drive.ts'
import { type Disk, emptyDisk, type Faults, MemoryStore } from '../journal/memory.ts'
import { reform } from '../live.ts'
import { recover } from '../recover.ts'
import { loadSnapshot, saveSnapshot, stateHash } from '../snapshots.ts'
import type { Told } from '../told.ts'

const skilled: AccountConfig = {
  skills: [
    { id: 'orders', target: minutes(2) },
    { id: 'returns', target: minutes(5) },
  ],
  agents: [
    { id: 'Ana', skills: ['orders'] },
    { id: 'Ben', skills: ['orders', 'returns'] },
  ],
  maxSlots: 2,
}

/** Everything that a desk can do at once. */
const busy: AccountConfig = {
  ...skilled,
  skills: [
    {
      ...{ id: 'orders', target: minutes(2), fallbackSkillId: 'returns' },
      survey: { questions: ['csat', 'text'], timeout: minutes(5) },
    },
    { id: 'returns', target: minutes(5), autoCloseAfter: minutes(30) },
  ],
  distributionMode: 'ring',
  offerTtl: seconds(30),
  missedOfferToAway: true,
  suggestionTimeout: minutes(3),
  unassignAfter: { online: minutes(4) },
  messages: {
    ...{ openFirst: {}, open: { usesExpectedResponse: true }, connected: { usesAgentName: true } },
    ...{ endByAgent: {}, queueWait: { after: minutes(1) }, urgentSet: {}, backToQueue: {} },
  },
}
/** The same with a skill and an agent more, one agent less, and at once. */
const other: AccountConfig = {
  ...busy,
  skills: [...busy.skills, { id: 'advice' }],
  agents: [busy.agents[1], { id: 'Cem', skills: ['advice', 'orders'] }],
  distributionMode: 'auto',
}

/** A desk on a disk of its own, with a clock that the test moves. */
function desk(account: AccountConfig, disk: Disk = emptyDisk(), faults?: Faults) {
  const store = new MemoryStore(disk, faults)
  const clock = new ManualClock(1_000_000)
  const told: Told[] = []
  const failures: string[] = []
  const troubles: string[] = []
  const { desk: state, tail } = recover(store, { account, texts: null })
  const drive = new Drive({
    ...{ desk: state, store, tail, clock, save: () => {} },
    rebuild: () => recover(store, { account, texts: null }).desk,
    listener: {
      trouble: (words) => troubles.push(words),
      told: (one) => told.push(one),
      failed: ({ message }) => failures.push(message),
    },
  })
  return { account, clock, disk, drive, failures, store, told, troubles }
}
type Desk = ReturnType<typeof desk>

let ids = 0
const id = () => `command-${ids++}`

/** One thing that somebody tries. */
type Act =
  | { readonly do: 'write'; readonly consumer: number; readonly skill: number }
  | { readonly do: 'end'; readonly consumer: number }
  | { readonly do: 'presence'; readonly agent: number; readonly presence: number }
  | { readonly do: 'reply' | 'return' | 'close'; readonly agent: number; readonly nth: number }
  | {
      readonly do: 'transfer'
      readonly agent: number
      readonly nth: number
      readonly skill: number
    }
  | { readonly do: 'ask'; readonly agent: number; readonly nth: number; readonly t: string }
  | { readonly do: 'say'; readonly consumer: number; readonly value: number }
  | { readonly do: 'configure'; readonly nth: number }
  | { readonly do: 'wait'; readonly ms: number }

const who = fc.nat(3)
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('write' as const), consumer: fc.nat(6), skill: fc.nat(1) }),
    fc.record({ do: fc.constant('end' as const), consumer: fc.nat(6) }),
    fc.record({ do: fc.constant('presence' as const), agent: who, presence: fc.nat(3) }),
    fc.record({
      do: fc.constantFrom('reply' as const, 'return' as const, 'close' as const),
      ...{ agent: who, nth: fc.nat(3) },
    }),
    fc.record({
      do: fc.constant('transfer' as const),
      agent: who,
      nth: fc.nat(3),
      skill: fc.nat(1),
    }),
    fc.record({
      ...{ do: fc.constant('ask' as const), agent: who, nth: fc.nat(3) },
      t: fc.constantFrom(
        'accept',
        'accept',
        'decline',
        'take',
        'takeOver',
        'resume',
        'suggest',
        'due',
      ),
    }),
    fc.record({ do: fc.constant('say' as const), consumer: fc.nat(6), value: fc.nat(6) }),
    fc.record({ do: fc.constant('configure' as const), nth: fc.nat(1) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(400_000) }),
  ),
  { maxLength: 40 },
)

/** What agents ask about conversations that need not be theirs. */
function askOf({ clock, drive }: Desk, act: Act & { readonly do: 'ask' }, agent: number): object {
  const { charter, latest, open } = drive.desk
  const { agents } = charter.account
  const all = [...open.values()]
  const offered = all.find(({ offers }) => offers.some((one) => one.agent === agent))
  const own = all.filter((one) => one.agent === agent)[act.nth]?.conversation
  const answer = {
    conversation: offered?.conversation ?? 1,
    offer: offered?.offers.find((one) => one.agent === agent)?.seq ?? 1,
  }
  const closed = [...latest.values()].find((one) => !one.isOpen && one.agent === agent)
  const conversation = all[act.nth]?.conversation ?? 1
  const asked: Readonly<Record<string, object>> = {
    accept: { t: 'accept', ...answer },
    decline: { t: 'decline', ...answer },
    take: { t: 'take', conversation },
    takeOver: { t: 'takeOver', conversation },
    resume: { t: 'resume', conversation: closed?.conversation ?? 1 },
    suggest: {
      ...{ t: 'suggest', conversation: own ?? 1 },
      agent: agents[(agent + act.nth) % agents.length].id,
    },
    due: { t: 'target.set', conversation: own ?? 1, due: clock.now() + 60_000 * act.nth },
  }
  return asked[act.t]
}

/** A consumer answers what is asked, or calls for urgency. */
function sayOf({ drive }: Desk, { consumer, value }: Act & { readonly do: 'say' }): object {
  const { latest, surveys } = drive.desk
  const conversation = latest.get(consumer + 1)?.conversation ?? 1
  const survey = surveys.get(conversation)
  if (!survey) return { t: 'urgent', urgent: value > 2 }
  if (value === 6) return { t: 'survey.skip', conversation }
  const question = survey.settled.indexOf(false)
  return { t: 'survey.answer', conversation, question, value, text: 'so so' }
}

/** Tries something as the API would; what is refused changes nothing. */
function tryTo(live: Desk, act: Act): void {
  const { account, clock, drive } = live
  const state = drive.desk
  const skill = account.skills[act.do === 'write' || act.do === 'transfer' ? act.skill : 0]?.id
  const named = skill === undefined ? {} : { skill }
  try {
    if (act.do === 'wait') return clock.moveTo(clock.now() + act.ms)
    if (act.do === 'configure')
      return reform(drive, { account: [account, other][act.nth], texts: null })
    if (act.do === 'say') {
      const deed = consumerDeed(state, act.consumer + 1, { id: id(), ...sayOf(live, act) } as never)
      return void drive.submit(deed.record, deed.content)
    }
    if (act.do === 'ask') {
      const agent = act.agent % account.agents.length
      const deed = agentDeed(state, agent, { id: id(), ...askOf(live, act, agent) } as never)
      return void drive.submit(deed.record, deed.content)
    }
    if (act.do === 'write' || act.do === 'end') {
      const asked =
        act.do === 'write' ? { t: 'message.send', text: 'hi', ...named } : { t: 'close' }
      const deed = consumerDeed(state, act.consumer + 1, { id: id(), ...asked } as never)
      return void drive.submit(deed.record, deed.content)
    }
    const agent = act.agent % account.agents.length
    const mine = [...state.open.values()].filter((one) => one.agent === agent)
    const conversation = 'nth' in act ? (mine[act.nth]?.conversation ?? 1) : 1
    const presence = Object.keys(Presence)['presence' in act ? act.presence : 0]
    const asked = {
      presence: { t: 'presence.set', presence },
      reply: { t: 'message.send', conversation, text: 'yes' },
      return: { t: 'return', conversation },
      close: { t: 'close', conversation },
      transfer: { t: 'transfer', conversation, skill: skill ?? 'none' },
    }[act.do]
    const deed = agentDeed(state, agent, { id: id(), ...asked } as never)
    drive.submit(deed.record, deed.content)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

const accounts = [
  ['without skills', firstAccount],
  ['with skills', skilled],
  ['that does everything', busy],
] as const

test.each(accounts)(
  'a desk %s that starts anew knows what it knew, from nothing and from any snapshot',
  (_, account) =>
    fc.assert(
      fc.property(acts, fc.nat(40), (all, cut) => {
        const directory = mkdtempSync(join(tmpdir(), 'switchyard-'))
        const before = desk(account)
        all.forEach((act, i) => {
          tryTo(before, act)
          if (i !== cut) return
          before.drive.stop = () => {}
          before.clock.moveTo(before.clock.now() + 10)
          const tail = [...before.store.entries(0)].at(-1)
          if (tail) saveSnapshot(directory, { desk: before.drive.desk, tail })
        })
        before.clock.moveTo(before.clock.now() + 10)
        const hash = stateHash(before.drive.desk)
        const charter = { account, texts: null }
        const store = new MemoryStore(before.disk)
        expect(stateHash(recover(store, charter).desk)).toBe(hash)
        const from = () => loadSnapshot(directory)
        const { desk: restored } = recover(store, charter, from)
        expect(stateHash(restored)).toBe(hash)
        // Never is a number too, though JSON does not know it.
        expect(restored.router.deadline).toBe(before.drive.desk.router.deadline)
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    ),
)

test('every stream is told without gaps, and nobody holds what another holds', () =>
  fc.assert(
    fc.property(acts, (all) => {
      const live = desk(busy)
      for (const act of all) tryTo(live, act)
      const offers = new Set<string>()
      live.clock.moveTo(live.clock.now() + 10)
      const last = new Map<string, number>()
      const holders = new Map<number, string>()
      for (const { s, stream, what } of live.told) {
        expect(s).toBe((last.get(stream) ?? 0) + 1)
        last.set(stream, s)
        if (what.t === 'conversation.upsert' && what.isNew) {
          expect(holders.has(what.conversation)).toBe(false)
          holders.set(what.conversation, stream)
        }
        // One event may offer an agent several: an offer is known by its conversation and its number.
        const named = (what: { conversation: number; seq: number }) =>
          `${stream} ${what.conversation} ${what.seq}`
        if (what.t === 'offer') offers.add(named(what))
        if (what.t === 'offer.closed') expect(offers.delete(named(what))).toBe(true)
        if (what.t === 'conversation.removed') {
          expect(holders.get(what.conversation)).toBe(stream)
          holders.delete(what.conversation)
        }
      }
      const out = [...live.drive.desk.open.values()].flatMap(({ conversation, offers: some }) =>
        some.map(({ agent, seq }) => `agent/${agent} ${conversation} ${seq}`),
      )
      expect(new Set(out)).toEqual(offers)
      // Each holds what it was told that it holds, and no more than it has room for.
      const held = [...live.drive.desk.open.values()].filter(({ agent }) => agent >= 0)
      expect(new Map(held.map((one) => [one.conversation, `agent/${one.agent}`]))).toEqual(holders)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150) },
  ))

test('nobody is told of what is not on the disk', () => {
  const live = desk(firstAccount)
  let answered = 0
  tryTo(live, { do: 'presence', agent: 0, presence: 3 })
  live.drive.submit({ type: 'consumer.seen', consumer: 1 }, undefined, () => answered++)
  tryTo(live, { do: 'write', consumer: 0, skill: 0 })
  expect([live.told, answered]).toEqual([[], 0])
  expect(live.drive.desk.open.get(1)!.agent).toBe(0)
  live.clock.moveTo(live.clock.now() + 5)
  expect([live.told.length > 0, answered]).toEqual([true, 1])
})

test('when the disk fails, the desk says so once and answers nobody', () => {
  const live = desk(firstAccount, emptyDisk(), { failAt: 2 })
  tryTo(live, { do: 'presence', agent: 0, presence: 3 })
  live.clock.moveTo(live.clock.now() + 5)
  const before = live.told.length
  let answered = 0
  live.drive.submit({ type: 'consumer.seen', consumer: 1 }, undefined, () => answered++)
  live.clock.moveTo(live.clock.now() + 5)
  expect([live.failures.length, live.told.length - before, answered]).toEqual([1, 0, 0])
  expect(() => live.drive.submit({ type: 'clock.tick' })).toThrow('cannot be written')
})

test('the router acts by itself by an entry of its own, in time', () => {
  const live = desk(skilled)
  tryTo(live, { do: 'presence', agent: 0, presence: 3 })
  tryTo(live, { do: 'write', consumer: 0, skill: 0 })
  tryTo(live, { do: 'reply', agent: 0, nth: 0 })
  live.clock.moveTo(live.clock.now() + 10 * 60_000)
  const ticks = [...live.store.entries(0)].filter(({ type }) => type === 'clock.tick')
  expect(ticks.length).toBeGreaterThan(0)
  // The conversation rests by now: it takes a tenth of a slot.
  expect(live.drive.desk.router.view.agents.used[0 as never]).toBe(100)
})

test('an agent nobody has heard of for the lease is offline, and one who comes back is not', () => {
  const live = desk(firstAccount)
  for (const agent of [0, 1]) tryTo(live, { do: 'presence', agent, presence: 3 })
  live.drive.lease(0, 45_000)
  live.drive.lease(1, 45_000)
  live.clock.moveTo(live.clock.now() + 44_000)
  live.drive.renew(1)
  live.clock.moveTo(live.clock.now() + 2000)
  const { presence } = live.drive.desk.router.view.agents
  expect([presence[0 as never], presence[1 as never]]).toEqual([0, 3])
})

test('a clock that goes back does not take the journal along', () => {
  const live = desk(firstAccount)
  tryTo(live, { do: 'write', consumer: 0, skill: 0 })
  const earlier = new ManualClock(5)
  const { tail, desk: state } = recover(live.store, { account: firstAccount, texts: null })
  live.clock.moveTo(live.clock.now() + 5)
  const again = recover(live.store, { account: firstAccount, texts: null })
  expect(state.router.now).toBeLessThanOrEqual(again.desk.router.now)
  const drive = new Drive({
    ...{ desk: again.desk, store: live.store, tail: again.tail, clock: earlier, save: () => {} },
    listener: { told: () => {}, failed: () => {}, trouble: () => {} },
    rebuild: () => again.desk,
  })
  expect(drive.now).toBe(again.tail.at)
  expect(tail.seq).toBeLessThan(again.tail.seq)
})

test('a snapshot that is damaged is passed over for an older one, or for none', () => {
  const directory = mkdtempSync(join(tmpdir(), 'switchyard-'))
  const live = desk(firstAccount)
  for (let i = 0; i < 3; i++) {
    tryTo(live, { do: 'write', consumer: i, skill: 0 })
    live.clock.moveTo(live.clock.now() + 10)
    const tail = [...live.store.entries(0)].at(-1)!
    saveSnapshot(directory, { desk: live.drive.desk, tail })
  }
  expect(readdirSync(directory).sort()).toEqual(['snapshot-2.json', 'snapshot-3.json'])
  const damage = (file: string, from: string, to: string) => {
    const path = join(directory, file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
  damage('snapshot-3.json', '"lastConversation":3', '"lastConversation":4')
  expect(loadSnapshot(directory)?.tail.seq).toBe(2)
  damage('snapshot-2.json', '"open"', '')
  expect(loadSnapshot(directory)).toBeNull()
})
