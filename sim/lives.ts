import type { Draws } from './draws.ts'

/** In no skill's queue, not in that of those without a skill either. */
export const NO_QUEUE = -2

/**
 * An open conversation as the simulator knows it: what the consumer is about to do, and what the
 * measures must remember. Objects are used again after the close, keys are not.
 */
export class Life {
  key = 0
  /** For whom it draws: the key, or the consumer's number where somebody may come again … */
  whom = 0
  /** … and where the draws of this time begin. */
  offset = 0
  /** Whose it is, −1 if nobody knows the consumer again; and how often that one had come before. */
  consumer = -1
  times = 0
  /** The place of its source among the scenario's demand. */
  source = 0
  /** How its source draws. */
  draws: Draws
  skill = 0
  /** Turns until it is over. */
  turns = 0
  /** Turns answered so far. */
  answered = 0
  /** Messages still to come of this burst. */
  burst = 0
  /** When the consumer writes next; NaN while nothing is planned. */
  nextAt = Number.NaN
  /** When the consumer's patience ends, or what a bot does, NaN while neither is planned. */
  leavesAt = Number.NaN
  botEndsAt = Number.NaN
  /** Offers of it so far. */
  offers = 0
  /** Whose it is, −1 nobody's. */
  agent = -1
  /** A chat's work, ms at pace 1. */
  work = 0
  /** Once the consumer left without a word: will not write again. */
  isGone = false
  openedAt = Number.NaN
  /** Whether the agent's side owes a reply. */
  isOwed = false
  /** Start of the turn that is owed or was last. */
  owedSince = Number.NaN
  /** Due of the reply, Infinity without. */
  due = Number.POSITIVE_INFINITY
  /** Whether the due of the owed turn has passed. */
  isMissed = false
  /** First message of the consumer, NaN before it. */
  firstAt = Number.NaN
  /** Whether an agent has replied, and whether one of them was no bot. */
  isReplied = false
  isServed = false
  /** The skill in whose queue it waits, NO_QUEUE while it is in none. */
  queue = NO_QUEUE
  /** Its first stay in a queue has not ended. */
  isFresh = true
  /** Whether an agent got it, and when one did last. */
  isAssigned = false
  assignedAt = Number.NaN
  /** Until the first assignment, ms; and from bursts to replies, all of them and the first. */
  waited = Number.NaN
  responses = 0
  firstResponse = Number.NaN

  constructor(draws: Draws) {
    this.draws = draws
  }
}

type Page = (Life | undefined)[]

const PAGE = 1024
/** A page on which everything is closed. */
const CLOSED: Page = emptyPage()

/**
 * The open conversations. Keys count up from 1, so that a key is a page and a place on it, and
 * nothing is searched. A page is used again when the last conversation of it has closed: what stays
 * is one pointer for 1,024 conversations.
 */
export class Lives {
  private readonly pages: Page[] = [emptyPage()]
  /** By page: how many of its keys have not closed yet, among them those to come. */
  private readonly left: number[] = [PAGE]
  private readonly sparePages: Page[] = []
  private readonly spare: Life[] = []
  private opened = 0

  /** The open conversation of a key that was given before. */
  find(key: number): Life | undefined {
    return this.pages[pageOf(key)][key & (PAGE - 1)]
  }

  /** Opens the next one. */
  open(draws: Draws, skill: number, at: number): Life {
    const key = ++this.opened
    const life = renewed(this.spare.pop() ?? new Life(draws))
    life.key = key
    life.whom = key
    life.draws = draws
    life.skill = skill
    life.openedAt = at
    const page = pageOf(key)
    if (page === this.pages.length) {
      this.pages.push(this.sparePages.pop() ?? emptyPage())
      this.left.push(PAGE)
    }
    this.pages[page][key & (PAGE - 1)] = life
    return life
  }

  close(life: Life): void {
    const page = pageOf(life.key)
    this.pages[page][life.key & (PAGE - 1)] = undefined
    this.spare.push(life)
    if (--this.left[page] > 0) return
    this.sparePages.push(this.pages[page])
    this.pages[page] = CLOSED
  }
}

function renewed(life: Life): Life {
  life.offset = 0
  life.consumer = -1
  life.times = 0
  life.source = 0
  life.turns = 1
  life.waited = Number.NaN
  life.responses = 0
  life.firstResponse = Number.NaN
  life.answered = 0
  life.burst = 0
  life.nextAt = Number.NaN
  life.leavesAt = Number.NaN
  life.botEndsAt = Number.NaN
  life.offers = 0
  life.agent = -1
  life.isGone = false
  life.isOwed = false
  life.due = Number.POSITIVE_INFINITY
  life.isMissed = false
  life.firstAt = Number.NaN
  life.isReplied = false
  life.isServed = false
  life.isAssigned = false
  life.isFresh = true
  return life
}

function emptyPage(): Page {
  return Array.from({ length: PAGE }, () => undefined)
}

/** Without `floor`: twice as fast, and keys never reach 2⁴¹. */
function pageOf(key: number): number {
  return (key / PAGE) | 0
}
