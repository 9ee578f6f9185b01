import type { MessagingDraws } from './draws.ts'
import type { Life } from './lives.ts'
import type { Speeds } from './speeds.ts'
import { drawFor, Next, type Stage } from './stage.ts'

/** An agent at a desk: attends one conversation at a time, in the order in which replies fell due. */
interface Desk {
  online: boolean
  attends: number
  readonly inbox: number[]
}

/** Messaging, turn by turn: consumers write bursts, agents read and reply one at a time. */
export class Desks {
  private readonly stage: Stage
  private readonly desks: readonly Desk[]
  private readonly speeds: Speeds

  constructor(stage: Stage, speeds: Speeds) {
    this.stage = stage
    this.speeds = speeds
    this.desks = Array.from({ length: speeds.own.length }, () => ({
      online: false,
      attends: -1,
      inbox: [],
    }))
  }

  /** The agent attends from now on, or not; a reply in hand is finished after the shift. */
  set(agent: number, online: boolean): void {
    this.desks[agent].online = online
    this.attend(agent)
  }

  /** The first message of a burst; further ones follow by themselves. */
  burst(life: Life, draws: MessagingDraws): void {
    const u = drawFor(this.stage.streams.burst, life, life.answered)
    life.burst = draws.burst(u)
    this.say(life, draws)
  }

  /** A message falls due. One that the reply overtook is not said any more. */
  message(life: Life | undefined): void {
    if (life === undefined || life.isGone || life.nextAt !== this.stage.clock.now) return
    const draws = life.draws as MessagingDraws
    if (life.burst === 0) this.burst(life, draws)
    else this.say(life, draws)
  }

  /** A reply is owed by the agent who has it. */
  enlist(life: Life): void {
    // A bot answers by itself.
    if (!Number.isNaN(life.botEndsAt)) return
    const agent = life.agent
    this.desks[agent].inbox.push(life.key)
    this.attend(agent)
  }

  reply(agent: number): void {
    const desk = this.desks[agent]
    const life = this.owed(agent, desk.attends)
    desk.attends = -1
    if (life) this.answer(life)
    this.attend(agent)
  }

  private say(life: Life, draws: MessagingDraws): void {
    const { clock, host, streams } = this.stage
    const left = --life.burst
    life.nextAt = Number.NaN
    const wasOwed = life.isOwed
    const { agent } = life
    host.consumerWrote(life)
    // Who got it by this message has enlisted it already.
    if (!wasOwed && agent >= 0 && life.agent === agent) this.enlist(life)
    if (left === 0) return
    const u = drawFor(streams.spacing, life, life.answered * 64 + left)
    this.speakAt(life, clock.now + Math.round(draws.spacing(u)))
  }

  private speakAt(life: Life, at: number): void {
    life.nextAt = at
    this.stage.calendar.set(at, Next.message, life.key)
  }

  /** Starts on the next reply if nothing is in hand. */
  private attend(agent: number): void {
    const desk = this.desks[agent]
    if (!desk.online || desk.attends >= 0) return
    let life: Life | undefined
    while (!life && desk.inbox.length > 0) life = this.owed(agent, desk.inbox.shift()!)
    if (!life) return
    const { calendar, clock, streams } = this.stage
    const { attention } = life.draws as MessagingDraws
    desk.attends = life.key
    const u = drawFor(streams.attention, life, life.answered)
    const lasts = attention(u) / this.speeds.now(agent)
    calendar.set(clock.now + Math.round(lasts), Next.reply, agent)
  }

  /** The conversation if this agent still owes it a reply. */
  private owed(agent: number, key: number): Life | undefined {
    const life = this.stage.lives.find(key)
    return life?.isOwed && life.agent === agent ? life : undefined
  }

  private answer(life: Life): void {
    const { calendar, clock, host, streams } = this.stage
    const draws = life.draws as MessagingDraws
    const index = life.answered++
    // Whatever of the burst was still to come was said before the reply was read.
    life.burst = 0
    life.nextAt = Number.NaN
    const response = clock.now - life.owedSince
    life.responses += response
    if (index === 0) life.firstResponse = response
    host.agentWrote(life, life.agent)
    const over = life.isGone || life.answered >= life.turns
    const u = drawFor(over ? streams.close : streams.gap, life, index)
    const at = clock.now + Math.max(1, Math.round(over ? draws.closeAfter(u) : draws.gap(u)))
    if (over) return calendar.set(at, Next.close, life.key)
    this.speakAt(life, at)
    if (draws.isPooled) host.giveBack(life)
  }
}
