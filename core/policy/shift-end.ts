import type { Shift } from '../config/config.ts'
import { Reason } from '../reason.ts'
import { type AgentId, NEVER, type Time } from '../units.ts'
import type { Condition, View } from '../view.ts'

/**
 * Nothing new shortly before a shift ends (SEMANTICS.md §26.6): for a fixed time, or for as long as
 * conversations of the skill are expected to take. Without a shift it always passes.
 */

export const shiftLasts: Condition = {
  name: 'shiftLasts',
  uses: ({ shiftEndGuard }) => shiftEndGuard?.mode === 'fixed',
  test: (view, agent) => standing(view, agent, fixed(view)),
  until: (view, agent) => changes(view, agent, fixed(view)),
}

export const shiftLastsFor: Condition = {
  name: 'shiftLastsFor',
  uses: ({ shiftEndGuard }) => shiftEndGuard?.mode === 'expected',
  byNeed: (view, need) => expected(view, view.needs.skill[need]),
  test: (view, agent, need) => standing(view, agent, expected(view, view.needs.skill[need])),
  until: (view, agent, need) => changes(view, agent, expected(view, view.needs.skill[need])),
}

const fixed = ({ config }: View): number => config.shiftEndGuard!.minRemaining

function expected({ config }: View, skill: number): number {
  const { expectedHandling } = config.skills[skill] ?? config.unskilled
  return config.shiftEndGuard!.factor * expectedHandling
}

function standing(view: View, agent: AgentId, least: number): Reason {
  const shift = shiftOf(view, agent)
  const isLeft = shift === undefined || shift.to - view.now >= least
  return isLeft ? Reason.eligible : Reason.shiftEnding
}

/** The first millisecond of too little, or the start of another shift. */
function changes(view: View, agent: AgentId, least: number): Time {
  const { config, now } = view
  const shift = shiftOf(view, agent)
  const tooLate = shift === undefined ? NEVER : Math.floor(shift.to - least) + 1
  const begins = config.agents[agent].roster.find(({ from }) => from > now)?.from ?? NEVER
  return Math.min(tooLate > now ? tooLate : NEVER, begins) as Time
}

/**
 * The shift that counts: the last that has begun and was not over before the login. So who stays on after a shift gets nothing new, and who comes before the next one does.
 */
function shiftOf({ agents, config, now }: View, agent: AgentId): Shift | undefined {
  const login = agents.loggedInAt[agent]
  return config.agents[agent].roster.findLast(({ from, to }) => from <= now && to > login)
}
