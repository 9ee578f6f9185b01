import type { Attribution, AttributionEvent, Goal } from '../index.ts'

/**
 * Attribution in obvious lines: every question looks through all events again. It is written from
 * SEMANTICS.md §21 and §26.10, knows no order of arrival and keeps nothing.
 */
type Of<Type extends AttributionEvent['type']> = Extract<AttributionEvent, { readonly type: Type }>

export interface ModelCredit {
  readonly conversation: number | null
  readonly agent: number | null
  readonly skill: number | null
  readonly content: number | null
  readonly at: number
  readonly session: string
  readonly share: number
  readonly amount: number | null
}
export interface ModelAnswer {
  readonly entry: number
  readonly flag: string
  readonly isAssisted: boolean
  readonly credits: readonly ModelCredit[]
}

const DAY = 86_400_000

export function model(events: readonly AttributionEvent[], settings: Attribution): ModelAnswer[] {
  return new Model(events, settings).answers()
}

interface Touch {
  readonly conversation: number | null
  readonly agent: number | null
  readonly skill: number | null
  readonly content: number | null
  readonly session: string
  readonly end: number
  readonly order: readonly number[]
}

class Model {
  private readonly events: readonly AttributionEvent[]
  private readonly settings: Attribution

  constructor(events: readonly AttributionEvent[], settings: Attribution) {
    this.events = events
    this.settings = settings
  }

  answers(): ModelAnswer[] {
    const reaching = this.events
      .filter((event) => 'entry' in event)
      .filter((event) => this.goalsOf(event).length > 0 && this.personOf(event) !== null)
      .sort((a, b) => a.at - b.at || a.entry - b.entry)
    const flags = this.flags(reaching)
    return reaching.map((event, i) => {
      const { entry } = event
      if (flags[i] !== 'counted') return { entry, flag: flags[i], isAssisted: false, credits: [] }
      const isAssisted = this.engaged(event).length > 0
      return { entry, flag: flags[i], isAssisted, credits: this.creditsOf(event) }
    })
  }

  private all<Type extends AttributionEvent['type']>(type: Type): Of<Type>[] {
    return this.events.filter((event): event is Of<Type> => event.type === type)
  }

  /** Everybody who can be reached over pairs. */
  private samePerson(a: number, b: number): boolean {
    const reached = new Set([a])
    for (let before = -1; before !== reached.size;) {
      before = reached.size
      for (const pair of this.all('consumers.merged')) {
        if (reached.has(pair.a)) reached.add(pair.b)
        if (reached.has(pair.b)) reached.add(pair.a)
      }
    }
    return reached.has(b)
  }

  private personOf(event: AttributionEvent): number | null {
    if ('consumer' in event) return event.consumer
    if (!('visit' in event)) return null
    return this.all('visit.began').find(({ visit }) => visit === event.visit)?.consumer ?? null
  }

  private visitOf(event: AttributionEvent): number | null {
    if ('visit' in event && event.visit !== undefined) return event.visit
    if (event.type !== 'engagement.recorded' || event.conversation === undefined) return null
    const outcomeOf = event.conversation
    return (
      this.all('conversation.began').find((one) => one.conversation === outcomeOf)?.visit ?? null
    )
  }

  private goalsOf(event: AttributionEvent): Goal[] {
    return this.settings.goals.filter((goal) => {
      if (event.type === 'page.viewed') return goal.kind === 'lead' && goal.url === event.url
      if (event.type !== 'engagement.recorded') return false
      const { record } = event
      if (goal.kind === 'sale' && record.type === 'purchase') {
        const decimals: Record<string, number> = { JPY: 1, KWD: 1000 }
        const bare = (record.total ?? -1) / (decimals[record.currency] ?? 100)
        return goal.above === undefined || bare > goal.above
      }
      if (goal.kind === 'lead' && record.type === 'lead') return goal.url === undefined
      if (goal.kind !== 'service' || record.type !== 'service') return false
      const hasTopic = goal.topic === undefined || goal.topic === record.topic
      return hasTopic && goal.statuses.some((status) => status === record.status)
    })
  }

  /** Whether two happened in one visit; without, in one conversation; else to one person. */
  private inOneScope(a: AttributionEvent, b: AttributionEvent): boolean {
    const [visit, other] = [this.visitOf(a), this.visitOf(b)]
    if (visit !== null || other !== null) return visit === other
    const outcome = (event: AttributionEvent) =>
      event.type === 'engagement.recorded' ? event.conversation : undefined
    if (outcome(a) !== undefined || outcome(b) !== undefined) return outcome(a) === outcome(b)
    return this.samePerson(this.personOf(a)!, this.personOf(b)!)
  }

  private flags(reaching: readonly AttributionEvent[]): string[] {
    const flags: string[] = []
    for (const [i, event] of reaching.entries()) {
      const counted = reaching.filter((_, k) => k < i && flags[k] === 'counted')
      const before = counted.filter((other) => this.inOneScope(event, other))
      const isSpent = (goal: Goal) =>
        goal.oncePerVisit === true && before.some((other) => this.goalsOf(other).includes(goal))
      if (this.isLate(event)) flags.push('late')
      else if (before.some((other) => isSameThing(event, other))) flags.push('duplicate')
      else flags.push(this.goalsOf(event).every(isSpent) ? 'oncePerVisit' : 'counted')
    }
    return flags
  }

  private isLate(event: AttributionEvent): boolean {
    if (event.type !== 'engagement.recorded' || event.conversation === undefined) return false
    const began = this.beginning(event.conversation)
    const ended = this.end(event.conversation)
    if (began === undefined || event.at < began) return true
    return ended !== undefined && event.at > ended + this.settings.outcomeWindow
  }

  private beginning(conversation: number): number | undefined {
    return this.all('conversation.began').find((one) => one.conversation === conversation)?.at
  }

  private end(conversation: number): number | undefined {
    return this.all('conversation.ended').find((one) => one.conversation === conversation)?.at
  }

  private session(
    event: Happened,
    conversation: number,
    visit: number | undefined,
    end: number | undefined,
  ) {
    if (event.type === 'engagement.recorded' && event.conversation === conversation)
      return 'inSession'
    if (visit !== undefined && visit === this.visitOf(event)) return 'inSession'
    return this.isWithin(event, end) ? 'crossSession' : null
  }

  private isWithin(event: Happened, end: number | undefined): boolean {
    const { crossSessionDays } = this.settings
    if (crossSessionDays === 0) return false
    return end !== undefined && event.at - end <= crossSessionDays * DAY
  }

  /** Qualifying conversations with the stays that had begun. */
  private engaged(event: Happened) {
    return this.all('conversation.began').flatMap((one) => {
      if (one.at > event.at || !this.samePerson(one.consumer, this.personOf(event)!)) return []
      // One that is still open qualifies.
      const end = this.end(one.conversation) ?? event.at
      const session = this.session(event, one.conversation, one.visit, end)
      const stays = this.all('segment.began')
        .filter((stay) => stay.conversation === one.conversation && stay.at <= event.at)
        .sort((a, b) => a.segment - b.segment)
      if (session === null || stays.length === 0) return []
      return [{ one, session, stays, end: Math.min(end, event.at) }]
    })
  }

  private touches(event: Happened): Touch[] {
    const engaged = this.engaged(event)
    const { model: kind } = this.settings
    if (kind === 'last' || kind === 'first')
      return engaged.map(({ end, one, session, stays }) => {
        const { agent, segment, skill } = kind === 'last' ? stays[stays.length - 1] : stays[0]
        const { conversation } = one
        const order = [end, one.at, conversation, segment]
        return { conversation, agent, skill, content: null, session, end, order }
      })
    return engaged.flatMap(({ session, stays }) =>
      stays.flatMap(({ agent, at, conversation, segment, skill }) => {
        const isThis = (other: Of<'segment.answered'> | Of<'segment.ended'>) =>
          other.conversation === conversation && other.segment === segment
        if (!this.all('segment.answered').some((one) => isThis(one) && one.at <= event.at))
          return []
        const end = Math.min(this.all('segment.ended').find(isThis)?.at ?? event.at, event.at)
        const order = [end, at, conversation, segment]
        return [{ conversation, agent, skill, content: null, session, end, order }]
      }),
    )
  }

  private contents(event: Happened): Touch[] {
    return this.all('content.shown').flatMap((one) => {
      const whose = this.personOf(one)
      if (whose === null || !this.samePerson(whose, this.personOf(event)!) || one.at > event.at)
        return []
      const isSame = one.visit === this.visitOf(event)
      if (!isSame && !this.isWithin(event, one.at)) return []
      const session = isSame ? 'inSession' : 'crossSession'
      const order = [one.at, one.at, one.entry, 0]
      const nobody = { conversation: null, agent: null, skill: null }
      return [{ ...nobody, content: one.entry, session, end: one.at, order }]
    })
  }

  private creditsOf(event: Happened): ModelCredit[] {
    const agents = this.touches(event)
    const touches = (agents.length > 0 ? agents : this.contents(event)).sort(byOrder)
    if (touches.length === 0) return []
    const weights = this.weights(touches.map(({ end }) => event.at - end))
    const amount = amountOf(event)
    return touches.flatMap(({ order: _order, end, ...touch }, i) => {
      const share = part(1_000_000, weights, i)
      const paid = amount === null ? null : part(amount, weights, i)
      const at = this.settings.conversionDate === 'conversion' ? event.at : end
      return share === 0 && (paid ?? 0) === 0 ? [] : [{ ...touch, at, share, amount: paid }]
    })
  }

  /** As whole parts of 2³⁰ or of a million. */
  private weights(ages: readonly number[]): bigint[] {
    const { firstShare, halfLife, lastShare, model: kind } = this.settings
    const n = ages.length
    const first = BigInt(Math.round(firstShare * 1e6))
    const last = BigInt(Math.round(lastShare * 1e6))
    if (kind === 'last') return ages.map((_, i) => (i === n - 1 ? 1n : 0n))
    if (kind === 'first') return ages.map((_, i) => (i === 0 ? 1n : 0n))
    if (kind === 'timeDecay')
      return ages.map((age) =>
        BigInt(Math.round(2 ** 30 / 2 ** ((age - Math.min(...ages)) / halfLife))),
      )
    if (kind === 'linear' || n === 1) return ages.map(() => 1n)
    if (n === 2) return first + last === 0n ? [1n, 1n] : [first, last]
    const between = BigInt(n - 2)
    return ages.map((_, i) =>
      i === 0 ? first * between : i === n - 1 ? last * between : 1_000_000n - first - last,
    )
  }
}

type Happened = Extract<AttributionEvent, { readonly entry: number }>

const byOrder = (a: Touch, b: Touch): number => {
  const place = a.order.findIndex((one, i) => one !== b.order[i])
  return place < 0 ? 0 : a.order[place] - b.order[place]
}

function isSameThing(a: AttributionEvent, b: AttributionEvent): boolean {
  if (a.type !== 'engagement.recorded' || b.type !== 'engagement.recorded') return false
  const [one, other] = [a.record, b.record]
  if (one.type === 'purchase' && other.type === 'purchase')
    return one.orderId !== undefined && one.orderId === other.orderId
  if (one.type === 'lead' && other.type === 'lead')
    return one.leadId !== undefined && one.leadId === other.leadId
  if (one.type !== 'service' || other.type !== 'service') return false
  const isSame = one.topic === other.topic && one.status === other.status
  return one.serviceId !== undefined && one.serviceId === other.serviceId && isSame
}

function amountOf(event: AttributionEvent): number | null {
  if (event.type !== 'engagement.recorded') return null
  if (event.record.type === 'purchase') return event.record.total ?? null
  return event.record.type === 'lead' ? (event.record.value ?? null) : null
}

/** Its share rounded down, and one more if its remainder is among the largest, the earlier first. */
function part(amount: number, weights: readonly bigint[], place: number): number {
  const total = weights.reduce((sum, weight) => sum + weight)
  const exact = weights.map((weight) => BigInt(amount) * weight)
  const left = exact.reduce((rest, one) => rest - one / total, BigInt(amount))
  const ahead = exact.filter((one, i) => {
    const [mine, other] = [exact[place] % total, one % total]
    return other > mine || (other === mine && i < place)
  })
  return Number(exact[place] / total) + (BigInt(ahead.length) < left ? 1 : 0)
}
