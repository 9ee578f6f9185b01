import { isUpToFullBots, escalate, passOn } from './bots.ts'
import { forgetDeclines, isEligible, nearest, requirementInForce } from './eligibility.ts'
import { fallBack } from './fallback.ts'
import { offer } from './offers.ts'
import { overflow } from './overflow.ts'
import { isActionable, queueOrder } from './queue-order.ts'
import { assign } from './queueing.ts'
import { ranked } from './ranking.ts'
import { classPlace } from './routings.ts'
import { expediteSteps } from './relaxation.ts'
import { isOnShift } from './targets.ts'
import { byOrder, type Conversation, type World } from './world.ts'

/** §1: moves, then in queue order each gets the best of its eligible agents, or is stepped over. */
export function pass(w: World): void {
  // Most passes meet an empty queue.
  if (w.open.every((c) => c.holder !== null)) return w.misses.clear()
  let did = false
  // What is done changes who has room and what rules of overflow measure: both look again.
  for (let told = -1; told < w.told.length;) {
    told = w.told.length
    for (const c of w.queued()) fallBack(w, c)
    const overflowed = w.queued().filter((c) => overflow(w, c))
    if (overflowed.length > 0) for (const c of w.queued()) fallBack(w, c)
    if (serveAll(w)) did = true
  }
  if (did) w.passes++
  tellMisses(w)
}

/** Whether anybody got anything. */
function serveAll(w: World): boolean {
  let did = false
  w.escalated = []
  for (let again = true; again;) {
    expediteAll(w)
    for (const c of w.queued()) forgetDeclines(w, c)
    while (serveOne(w)) did = true
    again = escalateAll(w) || w.escalated.length > 0
    // Where it is escalated to, nobody may be present, or nobody may meet its step.
    for (const c of w.escalated) if (c.holder === null) fallBack(w, c)
    w.escalated = []
    again = expediteAll(w) || again
  }
  return did
}

/** Whether any step ended. */
function expediteAll(w: World): boolean {
  const told = w.told.length
  for (const c of w.queued()) expediteSteps(w, c)
  return w.told.length > told
}

/** §1: actionable, and not offered to anybody. */
function waiting(w: World): Conversation[] {
  return w.open.filter((c) => isActionable(w, c) && c.offers.length === 0).sort(queueOrder(w))
}

/** §15: where shifts gate the routing, nobody gets anything of a closed skill. */
const isGated = (w: World, c: Conversation) => w.config.shiftGatesRouting && !isOnShift(w, c.skill)

/** The first in line for whom there is somebody; whether there was one. */
function serveOne(w: World): boolean {
  return byClassOrder(w, waiting(w)).some((c) => serve(w, c))
}

/** A host's routing may let pools prefer classes: before the order of the queue. */
function byClassOrder(w: World, line: readonly Conversation[]): readonly Conversation[] {
  if (w.routing?.name !== 'poolRouting') return line
  // What is against a conversation alone is nothing against those that ask alike.
  const plain = (c: Conversation) => ({ ...c, marks: [], declines: [], suggested: null })
  const ready = (c: Conversation) => w.agents.filter((agent) => isEligible(w, agent, plain(c)))
  const places = new Map(line.map((c) => [c, classPlace(w, c, ready(c))]))
  return line.toSorted((a, b) => places.get(a)! - places.get(b)!)
}

/** §9: after the assignments, by id, what nobody but full bots could take; whether any was. */
function escalateAll(w: World): boolean {
  const limited = waiting(w).filter((c) => !isGated(w, c) && isUpToFullBots(w, c))
  return limited.sort(byOrder([({ key }) => key])).filter((c) => escalate(w, c)).length > 0
}

function serve(w: World, c: Conversation): boolean {
  if (isGated(w, c)) return false
  const choices = chosen(w, c)
  if (choices.length === 0) return false
  const [{ agent, by }] = choices
  const { distributionMode } = w.config
  if (distributionMode === 'ring') offer(w, c, agent, by)
  if (distributionMode === 'ringAll')
    for (const one of choices.toSorted(byOrder([(one) => one.agent.id])))
      offer(w, c, one.agent, c.suggested === null ? 'ringAll' : one.by)
  if (distributionMode === 'auto') {
    assign(w, c, agent, { by, fromQueue: true })
    passOn(w, c)
  }
  return true
}

/** §7, §8: whom it is kept for, if eligible; else all who are, the best first. */
function chosen(w: World, c: Conversation) {
  const { suggested } = c
  if (suggested === null) return ranked(w, c)
  return isEligible(w, suggested.agent, c) ? [{ agent: suggested.agent, by: suggested.how }] : []
}

/** The nearest miss of each queue, and of each conversation that has its own, when it is new. */
function tellMisses(w: World): void {
  const rows = waiting(w)
    .sort(byOrder([(c) => c.skill, (c) => c.key]))
    .map((c) => ({
      c,
      own: hasOwn(c) ? c.key : -1,
      reason: isGated(w, c) ? 'offShift' : nearest(w, c),
    }))
  const names = rows.map(({ c, own }) => (own < 0 ? needOf(w, c) : `${own}`))
  for (const name of w.misses.keys()) if (!names.includes(name)) w.misses.delete(name)
  for (const [i, { c, own, reason }] of rows.entries()) {
    if (w.misses.get(names[i]) !== reason)
      w.tell({ type: 'waiting', conversation: own, skill: c.skill, reason })
    w.misses.set(names[i], reason)
  }
}

/** What it asks of any agent: those that ask alike share their nearest miss. */
function needOf(w: World, c: Conversation): string {
  const asked = [...c.requires, ...requirementInForce(w, c)]
  const levels = w.config.skills.map((_, place) =>
    Math.max(0, ...asked.filter(({ skill }) => skill === place).map((one) => one.minLevel)),
  )
  const channel = w.config.hasChannels ? c.channel : 0
  return [c.skill, channel, ...levels, c.group, c.added].join(' ')
}

/** Something that concerns one agent and this conversation only. */
const hasOwn = (c: Conversation) =>
  c.marks.length > 0 || c.declines.length > 0 || c.suggested !== null
