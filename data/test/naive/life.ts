import type { Config } from '../../../core/index.ts'
import { atOf, type Moment, of, typeOf } from './moments.ts'

/** A turn as METRICS.md §1.3 words it. */
export interface Turn {
  readonly isTransfer: boolean
  readonly isFirst: boolean
  readonly start: number
  /** Skill when it opened, and the last while it was open. */
  readonly openedSkill: number
  skill: number
  due: number | null
  byHand: boolean
  target: number | null
  answered?: number
  by?: number
  closed?: number
  outcome?: 'met' | 'missed'
  decided?: number
  /** The answer's place in the life's messages. */
  reply?: Message
}
export interface Message {
  readonly at: number
  readonly side: 'consumer' | 'agent'
  readonly agent: number
  /** Hold of the agent who wrote, if they held it. */
  readonly hold: Hold | undefined
}
export interface Hold {
  readonly agent: number
  readonly start: number
  readonly entry: string
  readonly entered: number
  readonly before: number | undefined
  end?: number
  endBy?: string
}
export interface Stay {
  readonly start: number
  readonly entry: string
  end?: number
  endBy?: string
}

/** One conversation, told plainly. */
export interface Life {
  readonly key: number
  readonly opened: number
  readonly opener: number | undefined
  readonly consumer: number | undefined
  readonly turns: Turn[]
  readonly messages: Message[]
  readonly holds: Hold[]
  readonly stays: Stay[]
  readonly skills: { readonly start: number; end?: number }[]
  closed?: number
  cause?: string
  score?: number
  /** Moves to a skill by reason, and to an agent, back, unanswered, taken over: who and when. */
  readonly moves: { at: number; kind: string; by: number }[]
  botLeft?: number
  /** Whether it waits, and why somebody must look at it, from each moment on. */
  readonly looks: Look[]
}
export interface Look {
  readonly at: number
  readonly isQueued: boolean
  readonly isAsking: boolean
  readonly isRequeued: boolean
  readonly isTargeted: boolean
}

const lossMoves: Readonly<Record<string, string>> = {
  ...{ returned: 'returned', unanswered: 'unanswered', takenOver: 'takenOver' },
}

/** A conversation's own moments, walked once. */
export function lifeOf(key: number, own: readonly Moment[], config: Config): Life {
  const isBot = (agent: number) => config.agents[agent]?.isBot ?? false
  const opening = of(own.find((m) => /opened|resumed/.test(typeOf(m)))!) as never as {
    at: number
    type: string
    agent?: number
    consumer?: number
  }
  const life: Life = {
    ...{ key, opened: opening.at, consumer: opening.consumer },
    opener: opening.type === 'conversation.resumed' ? opening.agent : undefined,
    ...{ turns: [], messages: [], holds: [], stays: [], moves: [], looks: [] },
    skills: [{ start: opening.at }],
  }
  let skill: number | undefined
  let suggestedFrom: number | undefined
  let due: number | null = null
  let [byHand, target] = [false, null as number | null]
  let open: Turn | undefined
  const decide = (outcome: 'met' | 'missed', at: number) => {
    if (open && !open.outcome && open.due !== null) Object.assign(open, { outcome, decided: at })
  }
  /** A due that had passed before anybody asked is missed like any other. */
  const settle = (at: number, inTime: () => void) => {
    const passed = open?.due ?? Infinity
    if (at > passed) decide('missed', passed)
    else inTime()
  }
  const dueOf = () => ({ due, byHand, target: byHand ? target : due })
  const start = (at: number, isTransfer: boolean) => {
    const isFirst = life.turns.length === 0
    open = { isTransfer, isFirst, start: at, openedSkill: skill!, skill: skill!, ...dueOf() }
    life.turns.push(open)
  }
  const moved = () => open && !open.outcome && Object.assign(open, dueOf())
  const stay = () => life.stays.find(({ end }) => end === undefined)
  const hold = () => life.holds.find(({ end }) => end === undefined)
  const leave = (at: number, endBy: string) => {
    for (const piece of [stay(), hold()]) if (piece) Object.assign(piece, { end: at, endBy })
  }
  let isRequeued = false
  const look = (at: number) => {
    const entered = life.stays.at(-1)
    const last = life.messages.at(-1)
    const isFirst = entered?.entry === 'opened'
    const hasAsked = life.messages.some(({ side }) => side === 'consumer')
    const isAsking = last?.side === 'consumer' || (isFirst && !hasAsked)
    const isTargeted = byHand && config.manualTargetIsActionable
    const isQueued = stay() !== undefined && life.closed === undefined
    life.looks.push({ at, isQueued, isAsking, isRequeued, isTargeted })
  }
  for (const moment of own) {
    const at = atOf(moment)
    const x = of(moment) as never as Record<string, number> & Record<string, string>
    switch (typeOf(moment)) {
      case 'consumer.wrote':
        if (life.closed !== undefined) break
        life.messages.push({ at, side: 'consumer', agent: -1, hold: undefined })
        if (!open) start(at, false)
        break
      case 'agent.wrote': {
        if (life.closed !== undefined) break
        const agent = x.agent as number
        const held = hold()?.agent === agent ? hold() : undefined
        const message: Message = { at, side: 'agent', agent, hold: held }
        life.messages.push(message)
        if (!open) break
        settle(at, () => decide('met', at))
        Object.assign(open, { answered: at, by: agent, reply: message })
        open = undefined
        break
      }
      case 'conversation.suggested':
        if (life.closed !== undefined) break
        suggestedFrom = skill
        life.moves.push({ at, kind: 'agent', by: x.agent })
        break
      case 'conversation.closed':
        if (x.score !== undefined && life.closed === undefined) life.score = x.score
        break
      case 'queued': {
        skill = x.skill
        due = x.due
        if (!['fallback', 'overflow'].includes(x.entry))
          isRequeued = x.entry !== 'opened' && config.requeueIsActionable
        if (!stay()) life.stays.push({ start: at, entry: x.entry })
        const owes =
          x.entry !== 'opened' &&
          (life.opener !== undefined || life.turns.length + life.messages.length > 0) &&
          config.requeueIsActionable &&
          (x.entry !== 'suggested' || x.skill !== suggestedFrom)
        if (!open && owes) start(at, true)
        else moved()
        break
      }
      case 'due':
        due = x.due
        byHand = x.target === 'manual'
        if (!byHand) target = due
        moved()
        break
      case 'assigned': {
        skill = x.skill
        isRequeued = false
        const last = life.stays.at(-1)
        const direct =
          x.by === 'takenOver'
            ? 'takenOver'
            : life.opener !== undefined && !last
              ? 'resumed'
              : undefined
        leave(at, 'assigned')
        life.holds.push({
          ...{ agent: x.agent, start: at, before: life.holds.at(-1)?.agent },
          ...{ entry: direct ?? last!.entry, entered: direct ? at : last!.start },
        })
        break
      }
      case 'unassigned': {
        const kind = lossMoves[x.loss]
        if (kind) life.moves.push({ at, kind, by: x.agent })
        if (x.loss !== 'closed' && isBot(x.agent)) life.botLeft = at
        leave(at, x.loss)
        break
      }
      case 'transferred':
        if (x.move !== 'agent') life.moves.push({ at, kind: x.move, by: x.agent })
        leave(at, 'transferred')
        if (x.skill !== x.from) {
          life.skills.at(-1)!.end = at
          life.skills.push({ start: at })
        }
        skill = x.skill
        break
      case 'overdue':
        decide('missed', at)
        break
      case 'closed':
        if (open) {
          settle(at, () => x.cause !== 'consumer' && decide('missed', at))
          open.closed = at
          open = undefined
        }
        leave(at, 'closed')
        life.skills.at(-1)!.end = at
        Object.assign(life, { closed: at, cause: x.cause })
        break
    }
    if (open) open.skill = skill!
    // A due that passed is told late and moves nobody.
    if (typeOf(moment) !== 'overdue') look(at)
  }
  return life
}
