import { type Config, Kind, NEVER, type RouterEvent, type Trace } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, tables, targetKinds } from '../tables.ts'
import { Weights } from './weight.ts'

const fromQueue = targetKinds.indexOf('queue')

/** What stands beside a conversation's life: offers, suggestions, dues, automatic texts. */
export class Asides {
  private readonly offers = new Builder(tables.offers)
  private readonly suggestions = new Builder(tables.suggestions)
  private readonly dues = new Builder(tables.dues)
  private readonly automatic = new Builder(tables.automatic)
  /** Rows of offers that are out, by conversation and agent; of suggestions, by conversation. */
  private readonly out = new Map<string, number>()
  private readonly kept = new Map<number, number>()
  private readonly trace: Trace
  private readonly weights: Weights

  constructor(config: Config, trace: Trace) {
    this.weights = new Weights(config)
    this.trace = trace
  }

  configured(config: Config): void {
    this.weights.config = config
  }

  happened(event: RouterEvent): void {
    this.weights.happened(event)
  }

  finish(): { readonly [T in 'offers' | 'suggestions' | 'dues' | 'automatic']: DataOf<T> } {
    return {
      offers: this.offers.finish(),
      suggestions: this.suggestions.finish(),
      dues: this.dues.finish(),
      automatic: this.automatic.finish(),
    }
  }

  effect(row: number): void {
    const { columns } = this.trace
    switch (columns.kind[row] as Kind) {
      case Kind.offered:
        return this.offered(row)
      case Kind.offerEnded:
        return this.offerEnded(row)
      case Kind.suggested:
        return this.suggested(row)
      case Kind.suggestionEnded:
        return this.suggestionEnded(row, columns.why[row])
      case Kind.assigned:
        return this.suggestionEnded(row, undefined)
      case Kind.queued:
        return this.due(row, fromQueue)
      case Kind.due:
        return this.due(row, columns.why[row])
      case Kind.sent:
        return this.sent(row)
      default:
    }
  }

  private offered(row: number): void {
    const { agent, conversation } = this.trace.columns
    const offer = this.begin(this.offers, row)
    this.offers.columns.weight[offer] = this.reserved(row)
    this.out.set(`${conversation[row]} ${agent[row]}`, offer)
  }

  private offerEnded(row: number): void {
    const { agent, at, conversation, why } = this.trace.columns
    const key = `${conversation[row]} ${agent[row]}`
    const offer = this.out.get(key)!
    this.offers.columns.to_at[offer] = at[row]
    this.offers.columns.end[offer] = why[row]
    this.out.delete(key)
  }

  private suggested(row: number): void {
    const { conversation, value } = this.trace.columns
    const suggestion = this.begin(this.suggestions, row)
    if (value[row] < NEVER) this.suggestions.columns.until_at[suggestion] = value[row]
    this.kept.set(conversation[row], suggestion)
  }

  private suggestionEnded(row: number, end: number | undefined): void {
    const { at, conversation } = this.trace.columns
    const suggestion = this.kept.get(conversation[row])
    if (suggestion === undefined) return
    this.suggestions.columns.to_at[suggestion] = at[row]
    if (end !== undefined) this.suggestions.columns.end[suggestion] = end
    this.kept.delete(conversation[row])
  }

  private begin(into: Builder<(typeof tables)['offers' | 'suggestions']>, row: number): number {
    const { agent, at, conversation, skill } = this.trace.columns
    const place = into.add()
    const c = into.columns
    c.conversation[place] = conversation[row]
    c.agent[place] = agent[row]
    c.skill[place] = skill[row]
    c.from_at[place] = at[row]
    return place
  }

  private due(row: number, target: number): void {
    const { agent, at, conversation, skill, value } = this.trace.columns
    const due = this.dues.add()
    const d = this.dues.columns
    d.conversation[due] = conversation[row]
    d.at[due] = at[row]
    d.skill[due] = skill[row]
    d.agent[due] = agent[row]
    d.target[due] = target
    if (value[row] < NEVER) d.due_at[due] = value[row]
  }

  private sent(row: number): void {
    const { agent, at, conversation, skill, why } = this.trace.columns
    const message = this.automatic.add()
    const a = this.automatic.columns
    a.conversation[message] = conversation[row]
    a.at[message] = at[row]
    a.skill[message] = skill[row]
    a.agent[message] = agent[row]
    a.trigger[message] = why[row]
  }

  /** What an offer keeps of an agent's room. */
  private reserved(row: number): number {
    const { agent, conversation, skill } = this.trace.columns
    return this.weights.reserved(conversation[row], agent[row], skill[row])
  }
}
