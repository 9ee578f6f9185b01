import type { MetricId } from '../../index.ts'
import type { Told } from '../histories.ts'
import { fullWeight, pieces, reservedBy, type State, states } from './desk.ts'
import { takes } from './backlog.ts'
import { gated } from './warm-up.ts'
import { type Hold, type Life, lifeOf, type Look, type Message, type Turn } from './life.ts'
import { type Moment, moments, of, split, typeOf } from './moments.ts'

/** Nearest rank in whole numbers: the item at ⌈p·n⌉, p in percent. */
export function nearestRank(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1]
}

export interface Naive {
  readonly value: number | null
  readonly p50?: number | null
  readonly p90?: number | null
}
type Answers = Record<MetricId, Naive>

/** What metrics are asked with, where they take nothing unless told. */
export const asked = { patience: 30_000 }

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const of100 = (values: readonly boolean[]) => share(values.filter(Boolean).length, values.length)

function spread(values: readonly number[]): Naive {
  const mean = values.length === 0 ? null : sum(values) / values.length
  return { value: mean, p50: nearestRank(values, 50), p90: nearestRank(values, 90) }
}

/** Every metric by walking over what happened, as slowly and plainly as possible. */
export function naive(told: Told, from: number, to: number, end = to): Answers {
  const all = moments(told)
  const { config } = told
  const lives = [...split(all)].map(([key, own]) => lifeOf(key, own, config))
  const spans = pieces(all, from, to)
  const desk = states(config, all, lives, spans)
  const world: World = { told, all, lives, spans, desk, from, to, end }
  const plain = { ...volume(world), ...time(world), ...presence(world), ...service(world) }
  const rest = {
    ...{ ...queue(world), ...bots(world), ...surveys(world), ...staffing(world, plain) },
    ...unknown,
  }
  const numbers = Object.entries({ ...plain, ...rest }).map(([id, value]) => [
    id,
    typeof value === 'number' || value === null ? { value } : value,
  ])
  return Object.fromEntries(numbers) as Answers
}

/** Nobody tells these histories what consumers did beside, or what others found. */
const unknown: Some = {
  ...{ conversions: null, conversionsInSession: null, conversionsCrossSession: null },
  ...{ convertingShare: null, conversionsPerClosed: null, revenue: null },
  ...{ averageOrderValue: null, selfServeRate: null },
  ...{ netHandleTime: null, botQualityScore: null },
  ...{ requiredAgents: null, staffingGap: null, staffingGapNet: null },
}

interface World {
  readonly told: Told
  readonly all: readonly Moment[]
  readonly lives: readonly Life[]
  readonly spans: readonly (readonly [number, number])[]
  readonly desk: readonly State[]
  readonly from: number
  readonly to: number
  /** End of the record. */
  readonly end: number
}
type Some = Record<string, number | null | Naive>

const insideOf =
  ({ from, to }: World) =>
  (at: number | undefined): at is number =>
    at !== undefined && at >= from && at < to
const botOf =
  ({ told }: World) =>
  (agent: number | undefined) =>
    agent !== undefined && agent >= 0 && told.config.agents[agent].isBot

const askedAt = (life: Life) => life.messages.find(({ side }) => side === 'consumer')?.at
const isAbandoned = ({ messages, opener }: Life) =>
  opener === undefined && messages.length > 0 && messages.every(({ side }) => side === 'consumer')
const answers = ({ messages }: Life) =>
  messages.filter(
    ({ side }, i) => side === 'consumer' && messages.slice(0, i).some((m) => m.side === 'agent'),
  ).length
/** The message that answered first as a human. */
const firstHuman = (world: World, { messages, turns }: Life): Turn | undefined =>
  turns.find(
    ({ by, reply }) =>
      reply &&
      !botOf(world)(by) &&
      messages.slice(0, messages.indexOf(reply)).some(({ side }) => side === 'consumer'),
  )
const nextGap = ({ lives }: World, life: Life): number => {
  const next = lives
    .filter(
      (other) =>
        life.consumer !== undefined &&
        other.consumer === life.consumer &&
        other.opener === undefined &&
        other.opened > life.closed!,
    )
    .map(({ opened }) => opened - life.closed!)
  return Math.min(Infinity, ...next)
}
const day = 86_400_000

function volume(world: World): Some {
  const { all, lives } = world
  const inside = insideOf(world)
  const isBot = botOf(world)
  const closes = lives.filter(({ closed }) => inside(closed))
  const holds = lives.flatMap((life) => life.holds.map((hold) => ({ ...hold, hold, life })))
  const human = holds.filter(({ agent }) => !isBot(agent))
  const ended = human.filter((hold) => inside(hold.end))
  const messages = lives.flatMap((life) => life.messages.map((m) => ({ ...m, life })))
  const within = messages.filter(({ at }) => inside(at))
  const turns = lives.flatMap((life) => life.turns)
  const moves = lives.flatMap((life) => life.moves).filter(({ at }) => inside(at))
  const many = (kind: string) => moves.filter((move) => move.kind === kind).length
  const byHuman = within.filter(({ agent, side }) => side === 'agent' && !isBot(agent))
  const handled = new Set(byHuman.map(({ life }) => life.key)).size
  const started = human.filter(({ start }) => inside(start))
  const left = closes.filter(isAbandoned)
  const silent = ({ hold, life }: { hold: Hold; life: Life }) =>
    !life.messages.some((m) => m.hold === hold)
  const stays = lives
    .map((life) => ({ life, stay: life.stays[0] }))
    .filter(({ stay }) => stay && stay.entry === 'opened' && inside(stay.end))
  const seen = [
    ...lives.flatMap((life) =>
      life.opener === undefined && inside(life.opened) ? [life.consumer] : [],
    ),
    ...within.flatMap(({ life, side }) => (side === 'consumer' ? [life.consumer] : [])),
    ...closes.flatMap((life) => (life.cause === 'consumer' ? [life.consumer] : [])),
  ]
  const offers = all.filter((m) => typeOf(m) === 'offered' && inside(of(m).at as number))
  const offerEnds = all.filter((m) => typeOf(m) === 'offerEnded' && inside(of(m).at as number))
  const agentMoves = moves.filter(
    ({ by, kind }) => by >= 0 && !isBot(by) && ['skill', 'agent', 'returned'].includes(kind),
  )
  return {
    opened: lives.filter(({ opened }) => inside(opened)).length,
    closed: closes.length,
    handled,
    assigned: new Set(started.map(({ life }) => life.key)).size,
    assignments: started.length,
    concluded: ended.filter(
      ({ endBy, life }) =>
        ['transferred', 'suggested'].includes(endBy!) ||
        (endBy === 'closed' && life.cause === 'agent'),
    ).length,
    activeConsumers: new Set(seen.filter((one) => one !== undefined)).size,
    messagesByConsumer: within.filter(({ side }) => side === 'consumer').length,
    messagesByAgent: byHuman.length,
    turnsOpened: turns.filter(({ by, start }) => inside(start) && !isBot(by)).length,
    turnsAnswered: turns.filter(({ answered, by }) => inside(answered) && !isBot(by)).length,
    turnsWithdrawn: turns.filter(({ closed }) => inside(closed)).length,
    interactive: closes.filter((life) => answers(life) > 0).length,
    nonInteractive: closes.filter((life) => answers(life) === 0 && !isAbandoned(life)).length,
    abandoned: left.length,
    abandonedByConsumer: left.filter(({ cause }) => cause === 'consumer').length,
    abandonedInQueue: closes.filter(
      ({ cause, holds, messages, opener }) =>
        opener === undefined &&
        cause === 'consumer' &&
        holds.length === 0 &&
        messages.every(({ side }) => side === 'consumer'),
    ).length,
    abandonedAfterBot: closes.filter(
      (life) =>
        life.cause === 'consumer' &&
        life.botLeft !== undefined &&
        life.messages.every((m) => m.side === 'consumer' || isBot(m.agent)),
    ).length,
    abandonRate: share(left.length, closes.length),
    queueAbandonRate: of100(
      stays.map(({ life, stay }) => stay.endBy === 'closed' && life.cause === 'consumer'),
    ),
    transfersToSkill: many('skill'),
    transfersToAgent: many('agent'),
    returnsToQueue: many('returned'),
    unassigns: many('unanswered'),
    takeovers: many('takenOver'),
    takeoversBy: started.filter(({ entry }) => entry === 'takenOver').length,
    transferRate: share(agentMoves.length, handled),
    agentSegments: ended.length,
    skillSegments: lives.flatMap(({ skills }) => skills).filter((s) => inside(s.end)).length,
    nonResponsiveAgent: ended.filter(
      (hold) =>
        silent(hold) &&
        hold.endBy !== 'takenOver' &&
        (hold.endBy !== 'closed' || hold.life.cause !== 'consumer'),
    ).length,
    offers: offers.length,
    offerAcceptRate: of100(offerEnds.map((m) => (of(m).end as string) === 'accepted')),
    wakeUps: wakeUps(world),
    refusals: all.filter((m) => typeOf(m) === 'refused' && inside(of(m).at as number)).length,
    silentAbandonments: gone(world, closes),
  }
}

/** Whoever waited longer than patience for a human, and wrote no more. */
function gone(world: World, closes: readonly Life[]): number {
  return closes.filter((life) => {
    const reply = firstHuman(world, life)?.answered
    const from = askedAt(life)
    const isLate = reply !== undefined && from !== undefined && reply - from > asked.patience
    const wroteOn = life.messages.some(({ at, side }) => side === 'consumer' && at > reply!)
    return life.opener === undefined && isLate && !wroteOn
  }).length
}

function wakeUps({ all, from, to }: World): number {
  const activity = new Map<number, string>()
  let n = 0
  for (const m of all) {
    const x = of(m) as never as { conversation: number; activity: string; at: number }
    if (typeOf(m) === 'assigned') activity.set(x.conversation, 'active')
    if (typeOf(m) !== 'activity') continue
    const wakes = activity.get(x.conversation) === 'inactive' && x.activity === 'active'
    if (wakes && x.at >= from && x.at < to) n++
    activity.set(x.conversation, x.activity)
  }
  return n
}

/** Whether a reply is the first message after a takeover or a resume. */
function isExempt(life: Life, reply: Message): boolean {
  const { hold } = reply
  if (!hold || !['takenOver', 'resumed'].includes(hold.entry)) return false
  return life.messages.find((m) => m.hold === hold) === reply
}

/** Effort before a reply, and the piece of time that it is. */
function effortOf(world: World, turn: Turn): number {
  const order = orderOf(world)
  const earlier = order.slice(0, order.indexOf(turn.reply!))
  const before = earlier.findLast((m) => m.side === 'agent' && m.agent === turn.by)?.at ?? 0
  const began = Math.max(turn.start, turn.reply!.hold?.start ?? 0, before)
  return Math.min(600_000, turn.answered! - began)
}

/** Messages in the order in which they were written, of all conversations. */
const orders = new WeakMap<readonly Life[], readonly Message[]>()
function orderOf({ all, lives }: World): readonly Message[] {
  const known = orders.get(lives)
  if (known) return known
  const queues = new Map(lives.map(({ key, messages }) => [key, [...messages]]))
  const order = all.flatMap((m) => {
    if (!/^(consumer|agent)\.wrote$/.test(typeOf(m))) return []
    const next = queues.get(of(m).conversation)?.shift()
    return next ? [next] : []
  })
  orders.set(lives, order)
  return order
}

function replies(world: World) {
  const isBot = botOf(world)
  return world.lives.flatMap((life) =>
    life.turns
      .filter(({ answered, by }) => insideOf(world)(answered) && !isBot(by))
      .map((turn) => ({ life, turn, ms: turn.answered! - turn.start })),
  )
}
const counts = ({ life, turn }: { life: Life; turn: Turn }) =>
  !turn.isTransfer && !isExempt(life, turn.reply!)

/** First replies of agent segments, with their clocks. */
function firstReply(life: Life, turn: Turn): number | undefined {
  const { hold } = turn.reply!
  if (!hold) return undefined
  const first = life.turns.find(({ reply }) => reply?.hold === hold)
  if (first !== turn) return undefined
  const began = hold.entry === 'opened' ? askedAt(life) : hold.entered
  return began === undefined ? undefined : turn.answered! - began
}

function time(world: World): Some {
  const { lives, told } = world
  const inside = insideOf(world)
  const isBot = botOf(world)
  const all = replies(world)
  const response = all.filter(counts)
  const firsts = lives.flatMap((life) => {
    const turn = firstHuman(world, life)
    const from = askedAt(life)
    if (!turn || !inside(turn.answered) || from === undefined || life.opener !== undefined)
      return []
    return [{ life, turn, ms: turn.answered - from }]
  })
  const holds = lives.flatMap((life) => life.holds.map((hold) => ({ ...hold, hold, life })))
  const human = holds.filter(({ agent }) => !isBot(agent))
  const spoken = human.flatMap((one) => {
    const first = one.life.messages.find((m) => m.hold === one.hold)
    return first && inside(first.at) ? [{ ...one, first: first.at }] : []
  })
  const started = human.filter(({ start }) => inside(start))
  const waits = (entries: readonly string[]) =>
    spread(started.filter(({ entry }) => entries.includes(entry)).map((h) => h.start - h.entered))
  const closes = lives.filter(({ closed }) => inside(closed))
  const work = lives.flatMap((life) =>
    life.turns
      .filter(({ answered, by }) => answered !== undefined && !isBot(by))
      .map((turn) => ({ life, turn, effort: effortOf(world, turn) })),
  )
  const perLife = (some: readonly Life[]) =>
    spread(
      some.flatMap((life) => {
        const own = work.filter((w) => w.life === life)
        return own.length > 0 ? [sum(own.map(({ effort }) => effort))] : []
      }),
    )
  const openSince = (life: Life, turn: Turn) => {
    const skill = told.config.skills[skillAt(world, life, turn.answered!)] ?? told.config.unskilled
    return skill.schedule.businessElapsed(turn.start as never, turn.answered as never)
  }
  return {
    responseTime: spread(response.map(({ ms }) => ms)),
    responseTimeOpenHours: spread(response.map(({ life, turn }) => openSince(life, turn))),
    responseTimeFromAssignment: spread(
      response.map(
        ({ turn }) => turn.answered! - Math.max(turn.start, turn.reply!.hold?.start ?? 0),
      ),
    ),
    firstResponseWait: spread(firsts.map(({ ms }) => ms)),
    firstResponseWaitFirstTime: spread(
      firsts
        .filter(
          ({ life }) =>
            life.consumer !== undefined &&
            lives.find(({ consumer }) => consumer === life.consumer) === life,
        )
        .map(({ ms }) => ms),
    ),
    firstResponseWaitFromBot: spread(
      lives.flatMap((life) => {
        const turn = firstHuman(world, life)
        const left = life.botLeft
        return turn && inside(turn.answered) && left !== undefined && left <= turn.answered
          ? [turn.answered - left]
          : []
      }),
    ),
    firstResponseWaitAfterTransfer: spread(
      spoken
        .filter(({ entry }) => ['transferred', 'suggested', 'takenOver'].includes(entry))
        .map((s) => s.first - s.entered),
    ),
    firstResponseFromAssignment: spread(
      spoken
        .filter(({ entry }) => !['takenOver', 'resumed'].includes(entry))
        .map((s) => s.first - s.start),
    ),
    assignmentWait: spread(
      started
        .filter(({ before, life }) => before === undefined && life.opener === undefined)
        .map((h) => h.start - h.life.opened),
    ),
    assignmentWaitAfterTransfer: waits(['transferred', 'suggested']),
    assignmentWaitAfterReturn: waits(['returned', 'unassigned']),
    assignmentWaitFromBot: spread(
      started.filter(({ before }) => isBot(before)).map((h) => h.start - h.entered),
    ),
    consumerResponseTime: spread(
      lives
        .flatMap((life) => gaps(life, isBot))
        .filter(({ at }) => inside(at))
        .map(({ ms }) => ms),
    ),
    duration: spread(closes.map((life) => life.closed! - life.opened)),
    agentSegmentDuration: spread(human.filter((h) => inside(h.end)).map((h) => h.end! - h.start)),
    skillSegmentDuration: spread(
      lives
        .flatMap(({ skills }) => skills)
        .filter((s) => inside(s.end))
        .map((s) => s.end! - s.start),
    ),
    sessionTime: spread(
      closes.flatMap((life) => {
        const own = life.holds.filter(({ agent }) => !isBot(agent))
        return own.length > 0 ? [sum(own.map((h) => h.end! - h.start))] : []
      }),
    ),
    activeTime: sum(
      work.map(({ effort, turn }) =>
        Math.max(
          0,
          Math.min(turn.answered!, world.to) - Math.max(turn.answered! - effort, world.from),
        ),
      ),
    ),
    activeTimePerTurn: spread(
      work.filter(({ turn }) => inside(turn.answered)).map(({ effort }) => effort),
    ),
    activeTimePerConversation: perLife(closes),
    residualActiveTime: perLife(closes.filter(({ botLeft }) => botLeft !== undefined)),
    repliesPerClosed: share(all.length, closes.length),
  }
}

/** Answers of the consumer to a run that a human began. */
function gaps({ messages }: Life, isBot: (agent: number) => boolean) {
  return messages.flatMap((m, i) => {
    if (m.side !== 'consumer') return []
    const run: Message[] = []
    for (let k = i - 1; k >= 0 && messages[k].side === 'agent'; k--) run.unshift(messages[k])
    const first = run.find(({ agent }) => !isBot(agent))
    return first ? [{ at: m.at, ms: m.at - first.at }] : []
  })
}

function skillAt({ all }: World, life: Life, at: number): number {
  const own = all.filter(
    (m) =>
      'effect' in m && (of(m).conversation as number) === life.key && (of(m).at as number) <= at,
  )
  const skills = own.filter((m) => ['queued', 'assigned', 'transferred'].includes(typeOf(m)))
  return of(skills.at(-1)!).skill
}

function presence({ desk, lives, ...world }: World): Some {
  const human = desk.filter(({ isBot }) => !isBot)
  const timeIn = (...codes: number[]) =>
    sum(human.filter((s) => codes.includes(s.presence)).map(({ ms }) => ms))
  const on = human.filter((s) => s.presence === 3)
  const online = timeIn(3)
  const logged = timeIn(1, 2, 3)
  const total = (of: (state: State) => number) => sum(on.map((state) => of(state) * state.ms))
  const used = ({ held }: State) => sum([...held.values()].map(({ weight }) => weight))
  const active = ({ held }: State) => [...held.values()].filter(({ isActive }) => isActive).length
  const span = world.to - world.from
  const bots = desk.filter((s) => s.isBot && s.presence === 3)
  return {
    loggedInTime: logged,
    timeOnline: online,
    timeBackSoon: timeIn(2),
    timeAway: timeIn(1),
    awayTotal: timeIn(1, 2),
    onlineRate: share(online, logged),
    awayRate: share(timeIn(1, 2), logged),
    capacityUsed: total(used) / 1000 / span,
    capacity: total(({ slots }) => slots) / 1000 / span,
    agentLoad: share(
      total(used),
      total(({ slots }) => slots),
    ),
    assignedConversationsAvg: share(
      total(({ held }) => held.size),
      online,
    ),
    activeConversationsAvg: share(total(active), online),
    owedConversationsAvg: share(
      total(({ owed }) => owed),
      online,
    ),
    activeRatio: share(
      total(active),
      total(({ held }) => held.size),
    ),
    overfullShare: share(
      total((s) => Number(used(s) > s.slots)),
      online,
    ),
    availableAgents: online / span,
    availableSlots: sum(on.filter(({ at, ms }) => at + ms === world.to).map(({ room }) => room)),
    fullShare: share(
      total(({ room }) => Number(room === 0)),
      online,
    ),
    warmupLimitedShare: share(
      sum(
        world.told.config.agents.map(({ isBot }, agent) =>
          isBot ? 0 : gated(world.told, world.all, world.spans, agent),
        ),
      ),
      online,
    ),
    openLoad: openLoad(world) / 1000 / span,
    botConcurrency: share(
      sum(bots.map(({ held, ms }) => held.size * ms)),
      sum(bots.map(({ ms }) => ms)),
    ),
    reservedSlots: reserved({ desk, lives, ...world }) / 1000 / span,
  }
}

/** ∫ Σ weight of what is open, in anybody’s hands or none. */
function openLoad({ all, spans, told: { config } }: Pick<World, 'all' | 'spans' | 'told'>): number {
  const weights = new Map<number, number>()
  const moving = all.filter((m) => 'effect' in m && typeOf(m) !== 'overdue')
  const waiting = { ...config, agents: [{ isCounted: false }] } as unknown as typeof config
  let next = 0
  let total = 0
  for (const [at, ms] of spans) {
    for (; next < moving.length && (of(moving[next]).at as number) <= at; next++) {
      const x = of(moving[next]) as never as Parameters<typeof fullWeight>[2] & { weight: number }
      const key = x.conversation
      const type = typeOf(moving[next])
      if (type === 'queued' || type === 'transferred')
        weights.set(key, fullWeight(waiting, all, { ...x, agent: 0 }))
      if (type === 'assigned') weights.set(key, fullWeight(config, all, x))
      if (type === 'activity') weights.set(key, x.weight)
      if (type === 'closed') weights.delete(key)
    }
    total += sum([...weights.values()]) * ms
  }
  return total
}

/** ∫ of what offers reserve. */
function reserved({ all, from, to, told }: World): number {
  const { config } = told
  let total = 0
  all.forEach((m, i) => {
    if (typeOf(m) !== 'offered') return
    const x = of(m) as never as { agent: number; conversation: number; at: number; skill: number }
    const end = all
      .slice(i)
      .find(
        (o) =>
          typeOf(o) === 'offerEnded' &&
          (of(o).agent as number) === x.agent &&
          (of(o).conversation as number) === x.conversation,
      )
    const until = end ? (of(end).at as number) : Infinity
    const weight = reservedBy(config, all, x)
    total += weight * Math.max(0, Math.min(until, to) - Math.max(x.at, from))
  })
  return total
}

const bounds = [
  ['5m', 300_000],
  ['10m', 600_000],
  ['30m', 1_800_000],
  ['60m', 3_600_000],
  ['180m', 10_800_000],
  ['24h', day],
] as const

function service(world: World): Some {
  const { end, lives } = world
  const inside = insideOf(world)
  const isBot = botOf(world)
  const turns = lives.flatMap((life) => life.turns)
  const decided = turns.filter((turn) => inside(turn.decided) && !isBot(turn.by))
  const all = replies(world)
  const dueKnown = all.filter(({ turn }) => turn.due !== null)
  const met = ({ outcome }: Turn) => outcome === 'met'
  const closes = lives.filter(({ closed }) => inside(closed))
  const complete = (days: number) =>
    closes.filter((life) => life.consumer !== undefined && life.closed! + days * day <= end)
  const scores = closes.flatMap(({ score }) => (score === undefined ? [] : [score]))
  const contained = (life: Life) =>
    life.messages.every((m) => m.side === 'consumer' || isBot(m.agent)) &&
    life.holds.every(({ agent }) => isBot(agent))
  const beganWithBot = closes.filter(({ holds }) => isBot(holds[0]?.agent))
  const kept = beganWithBot.filter((life) => contained(life) && complete(3).includes(life))
  const first = all.flatMap(({ life, turn }) => firstReply(life, turn) ?? [])
  const next = all
    .filter((r) => counts(r) && firstReply(r.life, r.turn) === undefined)
    .map(({ ms }) => ms)
  const buckets = bounds.flatMap(([name, upper], i) => {
    const lower = i === 0 ? -1 : bounds[i - 1][1]
    const upTo = (values: readonly number[]) => of100(values.map((ms) => ms <= upper))
    const within = (values: readonly number[]) =>
      of100(values.map((ms) => ms > lower && ms <= upper))
    return [
      [`firstReplyWithin${name}`, upTo(first)],
      [`firstReplyWithin${name}Exclusive`, within(first)],
      [`nextReplyIn${name}`, within(next)],
      [`nextReplyIn${name}Cumulative`, upTo(next)],
    ]
  })
  return {
    slaMetRate: of100(decided.map(met)),
    onTimeRate: of100(dueKnown.map(({ turn }) => turn.answered! <= turn.due!)),
    slaFirstMetRate: of100(decided.filter(({ isFirst }) => isFirst).map(met)),
    slaNextMetRate: of100(decided.filter(({ isFirst }) => !isFirst).map(met)),
    slaMissed: decided.filter((turn) => !met(turn)).length,
    lateness: spread(
      dueKnown
        .filter(({ turn }) => turn.answered! > turn.due!)
        .map(({ turn }) => turn.answered! - turn.due!),
    ),
    manualTargetsSet: world.all.filter(
      (m) =>
        typeOf(m) === 'due' && (of(m).target as string) === 'manual' && inside(of(m).at as number),
    ).length,
    manualShare: of100(decided.map(({ byHand }) => byHand)),
    slaMetRateOriginal: of100(
      decided
        .filter(({ target }) => target !== null)
        .map((t) => (t.answered ?? Infinity) <= t.target!),
    ),
    ...Object.fromEntries(buckets),
    firstReplyAfter24h: of100(first.map((ms) => ms > day)),
    nextReplyAfter24h: of100(next.map((ms) => ms > day)),
    repeatContacts: closes.filter((life) => nextGap(world, life) <= 30 * day).length,
    repeatRate0to3d: of100(complete(3).map((life) => nextGap(world, life) <= 3 * day)),
    repeatRate4to30d: of100(
      complete(30).map(
        (life) => nextGap(world, life) > 3 * day && nextGap(world, life) <= 30 * day,
      ),
    ),
    resolutionRate: of100(complete(3).map((life) => nextGap(world, life) > 3 * day)),
    slaResolutionMetRate: resolution(world),
    mcs: share(sum(scores.map(Math.sign)), scores.length),
    containmentRate: of100(beganWithBot.map(contained)),
    containmentKept: of100(kept.map((life) => nextGap(world, life) > 3 * day)),
    ...levels(world, 20_000),
  }
}

/** Closed in time, of those whose target is met or over. */
function resolution(world: World): number | null {
  const { end, lives, told } = world
  const known = lives.flatMap((life) => {
    const skill = told.config.skills[lastSkill(world, life)]
    const target = skill?.resolutionTarget ?? null
    if (target === null) return []
    const isMet = life.closed !== undefined && life.closed - life.opened <= target
    const at = isMet ? life.closed! : life.opened + target
    return insideOf(world)(at) && (isMet || at < end) ? [isMet] : []
  })
  return of100(known)
}

/** The last skill that its own effects name. */
function lastSkill({ all }: World, life: Life): number {
  const own = all.filter(
    (m) =>
      ['queued', 'assigned', 'transferred'].includes(typeOf(m)) &&
      (of(m).conversation as number) === life.key,
  )
  return of(own.at(-1)!).skill
}

/** Service level, four ways. */
function levels(world: World, within: number): Some {
  const inside = insideOf(world)
  const isBot = botOf(world)
  const offered = world.lives.flatMap((life) => {
    const begun = isBot(life.holds[0]?.agent) ? life.botLeft : life.opened
    if (life.opener !== undefined || begun === undefined) return []
    const answered = firstHuman(world, life)?.answered
    const isIn = answered !== undefined && answered - begun <= within
    const isClosed =
      answered === undefined && life.closed !== undefined && life.closed - begun <= within
    const certain = isIn ? answered : isClosed ? life.closed! : begun + within
    return [{ answered, isIn, isLeft: isClosed && life.cause === 'consumer', certain }]
  })
  const some = offered.filter(({ certain }) => inside(certain))
  return {
    serviceLevel: of100(some.map(({ isIn }) => isIn)),
    serviceLevelExcludingShort: of100(some.filter(({ isLeft }) => !isLeft).map(({ isIn }) => isIn)),
    serviceLevelCredited: of100(some.map(({ isIn, isLeft }) => isIn || isLeft)),
    serviceLevelAnswered: of100(
      offered.filter(({ answered }) => inside(answered)).map(({ isIn }) => isIn),
    ),
  }
}

function queue(world: World): Some {
  const { from, lives, spans, to } = world
  const stays = lives.flatMap((life) => life.stays.map((stay) => ({ ...stay, life })))
  const at = (instant: number) =>
    stays.filter((s) => s.start <= instant && !((s.end ?? Infinity) <= instant))
  const owedAt = (life: Life, instant: number) =>
    life.turns.some(
      (t) =>
        t.start <= instant &&
        !((t.answered ?? Infinity) <= instant) &&
        !((t.closed ?? Infinity) <= instant),
    )
  const looksAt = (life: Life, instant: number) => life.looks.findLast((l) => l.at <= instant)!
  const because = (test: (look: Look) => boolean) =>
    integral((stay, instant) => test(looksAt(stay.life, instant)))
  const integral = (test: (stay: (typeof stays)[number], instant: number) => boolean) =>
    sum(spans.map(([instant, ms]) => at(instant).filter((stay) => test(stay, instant)).length * ms))
  const actionable = (stay: (typeof stays)[number], instant: number) =>
    owedAt(stay.life, instant) || isReason(looksAt(stay.life, instant))
  const isReason = (l: Look) => l.isAsking || l.isRequeued || l.isTargeted
  const span = to - from
  const last = stays.filter((s) => s.start < to && !((s.end ?? Infinity) < to))
  const owed = lives
    .flatMap((life) =>
      life.turns.map((turn) => ({
        life,
        turn,
        end: Math.min(turn.answered ?? Infinity, turn.closed ?? Infinity),
      })),
    )
    .filter(({ end, turn }) => turn.start < to && end >= to)
  const overdue = owed.filter(({ turn }) => turn.due !== null && turn.due < to)
  const heldThen = ({ life }: { life: Life }) =>
    life.holds.some((h) => h.start < to && (h.end ?? Infinity) >= to)
  const hours = span / 3_600_000
  const inside = insideOf(world)
  return {
    queueUnassigned: integral(() => true) / span,
    queueActionable: integral(actionable) / span,
    queueNotActionable: integral((stay, instant) => !actionable(stay, instant)) / span,
    queueActionableByConsumer: because(({ isAsking }) => isAsking) / span,
    queueActionableByRequeue: because(({ isRequeued }) => isRequeued) / span,
    queueActionableByTarget: because(({ isTargeted }) => isTargeted) / span,
    waitingByReason: integral(() => true),
    currentWait: spread(last.map((s) => to - s.start)),
    turnsOwed: owed.length,
    oldestOwed: owed.length === 0 ? null : Math.max(...owed.map(({ turn }) => to - turn.start)),
    overdueTotal: overdue.length,
    overdueAssigned: overdue.filter(heldThen).length,
    overdueQueue: overdue.filter((one) => !heldThen(one)).length,
    soonOverdue: owed.filter(
      ({ turn }) => turn.due !== null && turn.due >= to && turn.due - 300_000 < to,
    ).length,
    ...clearing(world, owed),
    queueInflow: stays.filter(({ start }) => inside(start)).length / hours,
    queueOutflow: stays.filter((s) => inside(s.end)).length / hours,
  }
}

/** What is owed in agent hours, and how long those online then need beside what arrives. */
function clearing(world: World, owed: readonly { readonly turn: Turn }[]): Some {
  const { desk, end, lives, to } = world
  const isBot = botOf(world)
  const since = Math.min(to, end) - 7 * day
  const turns = lives.flatMap((life) => life.turns)
  const lately = turns
    .filter(({ answered, by }) => answered !== undefined && !isBot(by))
    .filter(({ answered }) => answered! < to && answered! >= since)
    .map((turn) => ({ skill: turn.skill, effort: effortOf(world, turn) }))
  if (lately.length === 0) return { backlogHours: null, hoursToClear: null }
  const of = takes(lately)
  const hours = sum(owed.map(({ turn }) => of(turn.skill)!)) / 3_600_000
  const arrived = turns.filter(
    ({ by, start }) => start < to && start + 3_600_000 >= to && !isBot(by),
  )
  const work = sum(arrived.map(({ openedSkill }) => of(openedSkill)!)) / 3_600_000
  const online = desk.filter((s) => !s.isBot && s.presence === 3 && s.at + s.ms === to).length
  const spare = online * 0.85 - work
  return { backlogHours: hours, hoursToClear: spare > 0 ? hours / spare : null }
}

function bots(world: World): Some {
  const inside = insideOf(world)
  const isBot = botOf(world)
  const holds = world.lives
    .flatMap((life) => life.holds.map((hold) => ({ ...hold, life })))
    .filter(({ agent }) => isBot(agent))
  const assigned = new Set(holds.filter(({ start }) => inside(start)).map(({ life }) => life.key))
    .size
  const moves = world.lives
    .flatMap((life) => life.moves.map((m) => ({ ...m, life })))
    .filter((m) => inside(m.at) && isBot(m.by))
  const passed = moves.filter(({ kind }) => ['skill', 'agent', 'escalation'].includes(kind))
  const wrote = world.lives.filter(({ messages }) =>
    messages.some((m) => m.side === 'agent' && inside(m.at) && isBot(m.agent)),
  )
  const turns = world.lives.flatMap((life) =>
    life.turns
      .filter(({ answered, by }) => inside(answered) && isBot(by))
      .map((turn) => ({ life, turn })),
  )
  return {
    botAssigned: assigned,
    botHandled: new Set([...wrote.map(({ key }) => key), ...passed.map(({ life }) => life.key)])
      .size,
    botEscalations: passed.length,
    botEscalationRate: share(passed.length, assigned),
    botClosed: holds.filter(({ end, endBy }) => inside(end) && endBy === 'closed').length,
    botConcluded:
      passed.length + holds.filter(({ end, endBy }) => inside(end) && endBy === 'closed').length,
    botTakeoverRate: share(moves.filter(({ kind }) => kind === 'takenOver').length, assigned),
    botResponseTime: spread(turns.filter(counts).map(({ turn }) => turn.answered! - turn.start)),
  }
}

function surveys({ all, told, ...world }: World): Some {
  const inside = insideOf({ all, told, ...world })
  const opened = all.flatMap((m, i) => {
    if (typeOf(m) !== 'surveyOpened') return []
    const x = of(m) as never as { at: number; conversation: number; skill: number }
    const later = all.slice(i).filter((o) => (of(o).conversation as number) === x.conversation)
    const close = later.find((o) => typeOf(o) === 'surveyClosed')
    const until = close ? later.indexOf(close) : later.length
    const questions = told.config.skills[x.skill].survey!.questions
    // The answer that ends a survey is an event, told before the effect.
    const given = later.slice(0, until).filter((o) => typeOf(o) === 'survey.answered')
    const last = later[until - 1]
    const isEnded = close && typeOf(last) === 'survey.answered' && of(last).at === of(close).at
    let from = x.at
    const told2 = given.map((o) => {
      const { answer, at, question, value } = of(o) as never as Record<string, number>
      const kind = questions[question]
      const high = { csat: [1, 5], nps: [0, 10], fcr: [0, 1] }[kind as 'csat']
      const isValid = answer === 0 && (!high || (value >= high[0] && value <= high[1]))
      const after = at - from
      from = at
      return { kind, value, isValid, after }
    })
    return [
      {
        at: x.at,
        end: close && of(close).at,
        answers: told2.filter((a) => a.isValid),
        n: told2.length + Number(!isEnded),
      },
    ]
  })
  const some = opened.filter(({ at }) => inside(at))
  const valid = some.flatMap(({ answers: list }) => list)
  const of2 = (kind: string) => valid.filter((a) => a.kind === kind).map(({ value }) => value)
  return {
    surveysOffered: some.length,
    surveyTakeRate: of100(some.map(({ answers: list }) => list.length > 0)),
    questionsOffered: sum(some.map(({ n }) => n)),
    surveyAnswerRate: share(valid.length, sum(some.map(({ n }) => n))),
    csat: of100(of2('csat').map((value) => value >= 4)),
    nps: share(
      100 * sum(of2('nps').map((v) => Number(v >= 9) - Number(v <= 6))),
      of2('nps').length,
    ),
    fcr: of100(of2('fcr').map((value) => value === 1)),
    surveysClosed: some.filter(({ end }) => end !== undefined).length,
    surveyAvailability: spread(
      some.flatMap(({ at, end }) => (end === undefined ? [] : [end - at])),
    ),
    surveyTimeToAnswer: spread(valid.map(({ after }) => after)),
  }
}

function staffing({ desk, from, told, to }: World, plain: Some): Some {
  const value = (id: string) => plain[id] as number
  const shifts = told.config.agents.flatMap(({ isBot, roster }, agent) =>
    isBot ? [] : roster.map((shift) => ({ agent, ...shift })),
  )
  const clip = (a: number, b: number) => Math.max(0, Math.min(b, to) - Math.max(a, from))
  const paid = sum(shifts.map((s) => clip(s.from, s.to)))
  const kept = sum(
    desk
      .filter((s) => s.presence === 3)
      .flatMap((s) =>
        shifts
          .filter(({ agent }) => agent === s.agent)
          .map((shift) =>
            Math.max(0, Math.min(shift.to, s.at + s.ms) - Math.max(shift.from, s.at)),
          ),
      ),
  )
  const hours = (to - from) / 3_600_000
  const perTurn = (plain.activeTimePerTurn as Naive).value
  return {
    offeredLoad:
      perTurn === null || perTurn === 0
        ? null
        : (value('turnsOpened') / hours) * (perTurn / 3_600_000),
    carriedLoad: value('activeTime') / (to - from),
    scheduledAgents: paid / (to - from),
    occupancy: share(value('activeTime'), value('timeOnline')),
    paidHours: paid / 3_600_000,
    utilisation: share(value('timeOnline'), paid),
    paidOccupancy: share(value('activeTime'), paid),
    conformance: share(value('loggedInTime'), paid),
    fte: ((paid / (to - from)) * 168) / 40,
    shrinkage: paid === 0 ? null : 1 - value('timeOnline') / paid,
    adherence: share(kept, paid),
    ccplh: perHour(value('closed'), value('loggedInTime')),
    ccpoh: perHour(value('closed'), value('timeOnline')),
    handledPerLoginHour: perHour(value('handled'), value('loggedInTime')),
    adjustedCcplh: adjusted(plain),
  }
}

const perHour = (n: number, ms: number) => (ms === 0 ? null : n / (ms / 3_600_000))

function adjusted(plain: Some): number | null {
  const rate = perHour(plain.closed as number, plain.loggedInTime as number)
  const [load, resolved] = [plain.agentLoad as number | null, plain.resolutionRate as number | null]
  return rate === null || !load || !resolved ? null : rate / (load / resolved)
}
