import type { Scenario } from '../scenarios/index.ts'
import type { CoproductionDraws } from './draws.ts'
import type { Life } from './lives.ts'
import { Side } from './excited.ts'
import type { Speeds } from './speeds.ts'
import { drawFor, type Stage } from './stage.ts'

/** A conversation in which messages excite messages. */
interface Dialogue {
  readonly life: Life
  readonly key: number
  readonly draws: CoproductionDraws
  readonly consumer: Side
  readonly agent: Side
  /** Whose it is, −1 nobody's. */
  holder: number
  /** Counts what changed: what was planned before a change is out of date. */
  version: number
  /** Messages of each side so far. */
  said: number
  written: number
}

/**
 * Self-exciting co-production. Each side's next message is where its rate, integrated since its last
 * one, reaches an exponential variable of mean 1 (time change: Brown and Nair, 1988), found by
 * inversion, and never where it does not. While nobody attends, the agent's rate stands still.
 */
export class Dialogues {
  private readonly stage: Stage
  private readonly speeds: Float64Array
  private readonly all = new Map<number, Dialogue>()
  /** By agent: what it has, and whether it attends. */
  private readonly held: readonly Set<Dialogue>[]
  private readonly attends: Uint8Array

  constructor(stage: Stage, speeds: Float64Array) {
    this.stage = stage
    this.speeds = speeds
    this.held = Array.from(speeds, () => new Set())
    this.attends = new Uint8Array(speeds.length)
  }

  /** The opening message. */
  begin(life: Life, draws: CoproductionDraws): void {
    this.say(this.all.get(life.key) ?? this.made(life, draws))
  }

  assigned(life: Life, agent: number): void {
    const dialogue = this.all.get(life.key) ?? this.made(life, life.draws as CoproductionDraws)
    this.advance(dialogue)
    this.changes(agent, () => {
      this.held[agent].add(dialogue)
      dialogue.holder = agent
    })
  }

  /** Another agent may go on, if there is to be one. */
  unassigned(life: Life, agent: number): void {
    const dialogue = this.all.get(life.key)
    if (!dialogue) return
    this.changes(agent, () => {
      this.held[agent].delete(dialogue)
      dialogue.holder = -1
    })
    dialogue.version++
    const { agenda, clock } = this.stage
    // Whether it was closed shows when the router has done.
    agenda.set(clock.now, () => this.goesOn(dialogue))
  }

  /** The agent attends from now on, or not. */
  set(agent: number, attends: boolean): void {
    this.changes(agent, () => (this.attends[agent] = Number(attends)))
  }

  /** The consumer left without a word. */
  silence({ key }: Life): void {
    const dialogue = this.all.get(key)
    if (!dialogue) return
    this.advance(dialogue)
    dialogue.consumer.end()
    this.plan(dialogue)
  }

  private made(life: Life, draws: CoproductionDraws): Dialogue {
    const { clock, streams } = this.stage
    const side = () => new Side(draws.fades, clock.now)
    const [consumer, agent] = [side(), side()]
    consumer.wants(drawFor(streams.excitedConsumer, life, 0))
    agent.wants(drawFor(streams.excitedAgent, life, 0))
    const sides = { consumer, agent, holder: -1, version: 0, said: 0, written: 0 }
    const dialogue = { life, key: life.key, draws, ...sides }
    this.all.set(life.key, dialogue)
    return dialogue
  }

  /** All of an agent's conversations go at another speed from now on. */
  private changes(agent: number, change: () => void): void {
    for (const dialogue of this.held[agent]) this.advance(dialogue)
    change()
    for (const dialogue of this.held[agent]) {
      this.advance(dialogue)
      this.plan(dialogue)
    }
  }

  private say(dialogue: Dialogue): void {
    const { host, streams } = this.stage
    const { agent, consumer, draws, life } = dialogue
    this.advance(dialogue)
    if (dialogue.said++ > 0) consumer.wants(drawFor(streams.excitedConsumer, life, dialogue.said))
    consumer.excite(draws.consumer.perConsumer)
    agent.excite(draws.agent.perConsumer)
    host.consumerWrote(life)
    this.plan(dialogue)
  }

  private write(dialogue: Dialogue): void {
    const { clock, host, streams } = this.stage
    const { agent, consumer, draws, life } = dialogue
    this.advance(dialogue)
    agent.wants(drawFor(streams.excitedAgent, life, ++dialogue.written))
    if (!life.isGone) consumer.excite(draws.consumer.perAgent)
    agent.excite(draws.agent.perAgent)
    if (life.isOwed) {
      const response = clock.now - life.owedSince
      if (life.answered++ === 0) life.firstResponse = response
      life.responses += response
    }
    host.agentWrote(life, dialogue.holder)
    this.plan(dialogue)
  }

  /** Up to now; the agent's side stands still where its speed is 0. */
  private advance({ agent, consumer, draws, holder }: Dialogue): void {
    const { now } = this.stage.clock
    consumer.advance(now, 1)
    agent.advance(now, this.speed(holder, draws))
  }

  private speed(agent: number, { pace }: CoproductionDraws): number {
    if (agent < 0 || this.attends[agent] === 0) return 0
    const n = Math.max(1, this.held[agent].size)
    return this.speeds[agent] * pace[Math.min(n, pace.length) - 1]
  }

  /** Whoever writes first; nobody ever: it is closed after a while. */
  private plan(dialogue: Dialogue): void {
    const { agenda, clock, streams } = this.stage
    const { agent, consumer, draws, holder, life } = dialogue
    const version = ++dialogue.version
    const speed = this.speed(holder, draws)
    const [said, written] = [consumer.next(1), agent.next(speed)]
    const at = Math.min(said, written)
    const plan = (when: number, what: () => void) =>
      agenda.set(when, () => {
        if (dialogue.version === version && this.goesOn(dialogue)) what()
      })
    if (at < Number.POSITIVE_INFINITY)
      return plan(Math.round(at), () =>
        said <= written ? this.say(dialogue) : this.write(dialogue),
      )
    if (speed === 0) return
    const after = Math.max(1, Math.round(draws.closeAfter(drawFor(streams.close, life, 0))))
    plan(clock.now + after, () => this.stage.host.close(life, 'agent'))
  }

  /** Whether it is open; one that is not is forgotten. */
  private goesOn({ key, life }: Dialogue): boolean {
    const isOpen = this.stage.lives.find(key) === life
    if (!isOpen) this.all.delete(key)
    return isOpen
  }
}

/** Null where no messages cause messages. */
export function dialoguesOf(stage: Stage, { demand }: Scenario, speeds: Speeds): Dialogues | null {
  const isTold = demand.some(({ conversation }) => conversation.model === 'coproduction')
  return isTold ? new Dialogues(stage, speeds.own) : null
}
