import { type AgentId, Presence } from '../core/index.ts'
import type { Conduct, Scenario, Shift, Shrinkage, Slip } from '../scenarios/index.ts'
import { quantile } from './distributions.ts'
import { type Stream, streamOf, uniform } from './random.ts'

/** Someone's presence changes. */
export interface Edge {
  readonly at: number
  readonly agent: AgentId
  readonly presence: Presence
}

/** Somebody is not online although the shift says so. */
interface Gap {
  readonly from: number
  readonly to: number
  readonly presence: 'away' | 'backSoon'
}

/** Every change of presence of a replication, shift by shift, as agents keep to them. */
export function edgesOf({ conduct, seed, shifts }: Scenario, replication: number): Edge[] {
  const seen = new Map<AgentId, number>()
  const stream = (name: string) => streamOf(seed, replication, name)
  return shifts.flatMap((shift) => {
    const nth = seen.get(shift.agent) ?? 0
    seen.set(shift.agent, nth + 1)
    const kept = new Kept(shift, nth, stream)
    return kept.edges(conduct?.[shift.agent] ?? null)
  })
}

/** One shift of one agent; its draws are its own, whatever becomes of others. */
class Kept {
  private readonly shift: Shift
  private readonly nth: number
  private readonly stream: (name: string) => Stream

  constructor(shift: Shift, nth: number, stream: (name: string) => Stream) {
    this.shift = shift
    this.nth = nth
    this.stream = stream
  }

  edges(conduct: Conduct | null): Edge[] {
    const { breaks = [], from, to } = this.shift
    if (!conduct) return this.steps(from, to, breaks)
    const { early, late, shrinkage = [] } = conduct
    const [since, until] = [from + this.slip('late', late), to - this.slip('early', early)]
    if (since >= until || shrinkage.some((loss) => this.isMissed(loss))) return []
    const spells = shrinkage.flatMap((loss) => this.spells(loss, since, until))
    return this.steps(since, until, [...breaks, ...spells])
  }

  private draw(name: string, index: number): number {
    return uniform(this.stream(name), this.shift.agent, this.nth * 4096 + index)
  }

  private slip(name: 'late' | 'early', slip: Slip | undefined): number {
    if (!slip || this.draw(name, 0) >= slip.share) return 0
    return Math.round(quantile(slip.by)(this.draw(name, 1)))
  }

  private isMissed({ lasting, reason, share }: Shrinkage): boolean {
    return lasting === undefined && this.draw(`absence/${reason}`, 0) < share
  }

  /**
   * Here and away in turn, both for exponential times, from the balance of both on: away with
   * probability `share` at every instant.
   */
  private spells({ lasting, presence, reason, share }: Shrinkage, from: number, to: number): Gap[] {
    if (lasting === undefined || share === 0) return []
    const name = `spells/${reason}`
    const here = (lasting * (1 - share)) / share
    const gaps: Gap[] = []
    let isAway = this.draw(name, 0) < share
    for (let [at, n] = [from, 1]; at < to; n++) {
      const lasts = -Math.log(this.draw(name, n)) * (isAway ? lasting : here)
      const end = Math.min(to, Math.round(at + lasts))
      if (isAway && end > at) gaps.push({ from: at, to: end, presence })
      isAway = !isAway
      at = end
    }
    return gaps
  }

  /** Online but for the gaps, which may overlap: away is further than back soon. */
  private steps(from: number, to: number, gaps: readonly Gap[]): Edge[] {
    const { agent } = this.shift
    const inside = gaps.filter((gap) => gap.from < to && gap.to > from)
    const times = inside.flatMap((gap) => [Math.max(from, gap.from), Math.min(to, gap.to)])
    const edges: Edge[] = []
    let last: Presence = Presence.offline
    for (const at of [...new Set([from, ...times])].sort((a, b) => a - b)) {
      const presence: Presence = at === to ? last : presenceIn(inside, at)
      if (presence !== last) edges.push({ at, agent, presence })
      last = presence
    }
    return [...edges, { at: to, agent, presence: Presence.offline }]
  }
}

function presenceIn(gaps: readonly Gap[], at: number): Presence {
  const now = gaps.filter(({ from, to }) => from <= at && at < to)
  if (now.some(({ presence }) => presence === 'away')) return Presence.away
  return now.length > 0 ? Presence.backSoon : Presence.online
}
