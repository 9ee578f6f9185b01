import type { Overflow } from '../../index.ts'
import { move } from './fallback.ts'
import { isActionable, queueOrder } from './queue-order.ts'
import type { Conversation, World } from './world.ts'

const WINDOW = 30 * 60_000

/** §26.4, on each pass: the first rule that is active, of those for which it has waited; whether it moved. */
export function overflow(w: World, c: Conversation): boolean {
  if (c.suggested !== null || c.offers.length > 0) return false
  const waited = w.now - c.enteredAt
  const rule = w
    .settings(c)
    .overflow.filter((one, i) => waited >= one.after && isActive(w, c, one, i))
    .find((one) => isOpenTo(c, one))
  widen(w, c, rule?.mode === 'add' ? rule.skill : -1)
  if (rule?.mode !== 'move') return false
  move(w, c, rule.skill, 'overflow')
  return true
}

/** §26.4: from when its metric crosses `on` until it crosses `off`; remembered for skill and rule. */
function isActive(w: World, c: Conversation, rule: Overflow, place: number): boolean {
  const isOwn = rule.metric === 'estimatedWait'
  const name = [w.settings(c).id, place, isOwn ? c.key : 'all'].join(' ')
  const isBeyond = (value: number, bound: number) =>
    rule.op === 'above' ? value > bound : value < bound
  const goesOn = (value: number) => value === rule.off || isBeyond(value, rule.off)
  const metric = isOwn ? estimatedWait(w, c) : metricOf(w, c.skill, rule)
  const wasActive = w.activeRules.has(name)
  const stands = (value: number) => (wasActive ? goesOn(value) : isBeyond(value, rule.on))
  const is = metric === null ? rule.unknownFires : stands(metric)
  if (is) w.activeRules.add(name)
  else w.activeRules.delete(name)
  return is
}

/** Agents of this skill may take it too, after its own; −1: none. */
function widen(w: World, c: Conversation, added: number): void {
  if (added === c.added) return
  c.added = added
  const row = { conversation: c.key, skill: c.skill, added: added < 0 ? null : added }
  w.tell({ type: 'widened', ...row })
}

/** As through fallback, it moves to each skill once. */
const isOpenTo = (c: Conversation, { mode, skill }: Overflow) =>
  mode === 'add' || (skill !== c.skill && !c.visited.includes(skill))

function metricOf(w: World, skill: number, { metric }: Overflow): number | null {
  const queue = w.queued().filter((c) => c.skill === skill)
  if (metric === 'queueLength') return queue.length
  if (metric === 'oldestWait') return Math.max(0, ...queue.map((c) => w.now - c.enteredAt))
  const responses = w.responses.filter((one) => one.skill === skill && isRecent(w, one))
  const onTime = responses.filter((one) => one.onTime)
  return responses.length === 0 ? null : onTime.length / responses.length
}

/** §26.4: position × window ÷ assignments from that queue in the window. */
export function estimatedWait(w: World, c: Conversation): number | null {
  const line = w.queued().filter((one) => one.skill === c.skill && isActionable(w, one))
  const position = line.sort(queueOrder(w)).indexOf(c) + 1
  const recent = w.assignments.filter((one) => one.skill === c.skill && isRecent(w, one))
  return recent.length === 0 || position === 0 ? null : (position * WINDOW) / recent.length
}

const isRecent = (w: World, { at }: { readonly at: number }) => w.now - at < WINDOW
