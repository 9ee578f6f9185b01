import type { Cause, RouterEvent } from '../../index.ts'
import { closed as tellClosed, opened as tellOpened } from './automatic.ts'
import { assign, enter, release } from './queueing.ts'
import { lastAgentOf, suggest } from './suggestions.ts'
import { openSurvey } from './survey.ts'
import { isSkill } from './eligibility.ts'
import { copyTargets, isOnShift, owe } from './targets.ts'
import type { Conversation, World } from './world.ts'

type Refused = string | undefined
type Event<Type extends RouterEvent['type']> = Extract<RouterEvent, { type: Type }>
type Opening = Event<'conversation.opened'> | Event<'conversation.resumed'>

/** §2, §14.3: a consumer opens a conversation. */
export function open(w: World, e: Event<'conversation.opened'>): Refused {
  const refusal = refusalOf(w, e)
  if (refusal) return refusal
  const c = begin(w, e)
  c.owedSince = w.now
  owe(w, c)
  const last = lastAgentOf(w, c)
  if (last) suggest(w, c, last, { how: 'lastAgent', until: w.now + maxWait(w) })
  enter(w, c, 'opened', null)
  tellOpened(w, c)
  return undefined
}

/** §8: how long it is kept; an offer of it may be answered for as long as offers live. */
function maxWait({ config }: World): number {
  const wait = config.lastAgent?.maxWait ?? 0
  return config.distributionMode === 'auto' ? wait : Math.max(wait, config.offerTtl)
}

/** §7: an agent reopens: a new conversation, theirs from the start. */
export function resume(w: World, e: Event<'conversation.resumed'>): Refused {
  if (w.agents[e.agent] === undefined) return 'unknownAgent'
  const refusal = refusalOf(w, e)
  if (refusal) return refusal
  assign(w, begin(w, e), w.agents[e.agent], { by: 'resumed', fromQueue: false })
  return undefined
}

function refusalOf(w: World, e: Opening): Refused {
  if (w.open.some((c) => c.key === e.conversation)) return 'alreadyOpen'
  if (w.surveys.some(({ key }) => key === e.conversation)) return 'alreadyOpen'
  if (!Number.isSafeInteger(e.conversation)) return 'notAKey'
  if (!isSkill(w, e.skill)) return 'unknownSkill'
  const channel = e.channel ?? 0
  if (w.config.channels[channel] === undefined) return 'unknownChannel'
  const isOther = ({ consumer, channel: other }: Conversation) =>
    consumer >= 0 && consumer === e.consumer && other === channel
  if (w.open.some(isOther)) return 'consumerHasOne'
  return requirementOf(w, e) === null ? 'badRequirement' : undefined
}

/** §26.1, §26.2: skills by their ids; null where one is not known or a level is none. */
function requirementOf(w: World, { requires = [] }: Opening) {
  const found = requires.map(({ minLevel = 1, skill }) => ({
    skill: w.config.skills.findIndex(({ id }) => id === skill),
    minLevel,
  }))
  const isGood = found.every(
    ({ minLevel, skill }) =>
      skill >= 0 && Number.isInteger(minLevel) && minLevel >= 1 && minLevel <= 10,
  )
  return isGood ? (found as unknown as Conversation['requires']) : null
}

/** What holds of a conversation of which nothing has happened yet. */
const untouched = {
  ...{ group: -1, holder: null, lastHolder: null, requeued: false, isNew: true },
  ...{
    suggested: null,
    added: -1,
    step: null,
    stepEnds: Infinity,
    queuedBefore: 0,
    toldStep: null,
  },
  ...{ pending: 'consumer' as const, owedSince: null, isUnanswered: true, urgentSince: null },
  ...{ due: Infinity, manual: null, suspendedUntil: null, suspensionEndedAt: -Infinity },
  ...{ tellOverdueAt: Infinity, overdueAt: Infinity },
  ...{ activity: 'active' as const, weight: 0, inactiveAt: Infinity, unassignAt: Infinity },
  ...{ consumerSilentAt: Infinity, agentSilentAt: Infinity, queueWaitAt: Infinity },
  targets: { default: null, urgent: 0, firstTime: 0 },
}

/** A new conversation: pending consumer, nothing due. */
function begin(w: World, e: Opening): Conversation {
  const consumer: number = e.consumer ?? -1
  const { now } = w
  const c: Conversation = {
    ...untouched,
    key: e.conversation,
    consumer,
    channel: e.channel ?? 0,
    requires: requirementOf(w, e)!,
    tags: e.tags ?? [],
    skill: e.skill,
    openedOnShift: w.config.offHoursFrozenAtOpen && isOnShift(w, e.skill),
    firstEver: consumer >= 0 && !w.known.has(consumer),
    openedAt: now,
    enteredAt: now,
    assignedAt: now,
    pendingSince: now,
    lastConsumerMessageAt: now,
    lastChangeAt: now,
    writers: new Set<string>(),
    visited: [],
    transfers: 0,
    moves: [],
    offers: [],
    marks: [],
    declines: [],
    rulesStart: [],
    escalatedTo: [],
  }
  copyTargets(w, c)
  w.open.push(c)
  if (consumer >= 0) w.known.add(consumer)
  return c
}

/** What a close may say beside its cause. */
type Closing = Pick<Event<'conversation.closed'>, 'score' | 'skipsSurvey'>

/** §23: removes assignment, offers, suggestion, timers and queue entry in one step. */
export function close(
  w: World,
  c: Conversation,
  cause: keyof typeof Cause,
  how: Closing = {},
): undefined {
  release(w, c, 'closed')
  w.open = w.open.filter((other) => other !== c)
  const { consumer, lastHolder, writers } = c
  const score = how.score ?? null
  w.past.push({ consumer, closedAt: w.now, cause, lastHolder, writers, score })
  const row = { conversation: c.key, agent: lastHolder?.place ?? -1, skill: c.skill, cause }
  w.tell({ type: 'closed', ...row, duration: w.now - c.openedAt })
  tellClosed(w, c, cause)
  openSurvey(w, c, cause, how)
}
