import { aggregates, listed, overlap } from './sql.ts'

/**
 * How values are put together (METRICS.md §2); it settles when a metric is null. `age` is a level
 * of ages: how long those that last at one instant have lasted; `oldest` is the greatest of them.
 */
export type Code =
  | ('count' | 'rate' | 'distinct' | 'sum' | 'ratio' | 'dist' | 'mean-t')
  | ('level' | 'age' | 'oldest')
/** Values are in these: a share is 0..1, a duration whole milliseconds. */
export type Unit =
  | (
      | 'conversations'
      | 'turns'
      | 'messages'
      | 'events'
      | 'consumers'
      | 'segments'
      | 'surveys'
      | 'questions'
      | 'conversions'
    )
  | (
      | 'share'
      | 'ms'
      | 'h'
      | 'slots'
      | 'agents'
      | 'erlang'
      | 'per h'
      | 'points'
      | 'score'
      | 'conversation·ms'
      | 'minor units'
    )
/** Which instant dates a contribution. */
export type Interval = 'start' | 'end' | 'split' | 'outcome' | 'now'

/**
 * The accumulators of the simulator that hold the same metric: Σ `over` ÷ Σ `under` over the rows of
 * a table of tables.ts. Without `under` it is the sum; `covered` is the time that the log covers.
 */
export interface Twin {
  readonly table: 'intervals' | 'agent_intervals'
  readonly over: readonly string[]
  readonly under: readonly string[] | 'covered' | null
}

/** Where contributions come from: rows, each with what it adds and whom it counts for, as SQL. */
export interface Facts {
  /** Table, or tables joined. */
  readonly from: string
  readonly where?: string
  /** A contribution's instant, or its piece of time `[start, end)`; an end of null lasts on. */
  readonly at?: string
  readonly start?: string
  readonly end?: string
  /** What it adds; 1 if missing. For `distinct`, what is told apart. Split: a rate per ms. */
  readonly over?: string
  /** A ratio's denominator; 1 if missing. */
  readonly under?: string
  /** Whom it counts for; missing: nobody. Group and kind follow from the agent. */
  readonly skill?: string
  readonly agent?: string
  /** Its conversation: channel follows from it. */
  readonly conversation?: string
  /** A division of its own, such as the cause of a close. */
  readonly part?: string
  /** What counts for an agent and no skill counts, by skill, under each that the agent holds. */
  readonly everySkill?: boolean
}

/** What a metric is, in words. */
export interface About {
  readonly id: string
  readonly label: string
  readonly unit: Unit
  /** What it is, in a sentence. */
  readonly sentence: string
  readonly interval: Interval
  readonly countedFor: string
}

/** One number with one definition, for one history: the rows of one replication. */
export interface Metric extends About {
  readonly code: Code | 'quotient'
  readonly nullRule: string
  /** Contributions; a quotient has those of its parts. */
  readonly facts: Facts | null
  /** A quotient: one metric over another, times `scale`. */
  readonly over?: Metric
  readonly under?: Metric
  readonly scale?: number
  /** What it multiplies after aggregation: a share turned over is 1 − x. */
  readonly value?: (sql: string) => string
  /** Values of its `$name`s unless others are given. */
  readonly parameters?: Readonly<Record<string, number | null>>
  /** One row `n, value` and, for dist and age, `min, max, p50, p90, p95, p99`, over `[$from, $to)`. */
  readonly sql: string
  readonly twin: Twin | null
}

/** What may be said beside. */
export interface Extra {
  readonly twin?: Twin
  readonly parameters?: Readonly<Record<string, number | null>>
  readonly value?: (sql: string) => string
  /** Of a ratio: what there was none of where it is null. */
  readonly without?: string
  /** When it is null beside. */
  readonly unless?: string
}

type Given = About & Facts & Extra

function metric(code: Code, nullRule: string, given: Given): Metric {
  const { countedFor, id, interval, label, parameters, sentence, twin = null, unit, value } = given
  const { everySkill, unless } = given
  const { agent, at, conversation, end, from, over, part, skill, start, under, where } = given
  const facts = {
    ...{ agent, at, conversation, end, everySkill, from, over, part, skill, start, under, where },
  }
  const rule = unless === undefined ? nullRule : `${nullRule}, or ${unless}`
  const about = { id, label, unit, sentence, interval, countedFor, code, nullRule: rule }
  const made = { ...about, facts, twin, parameters, value }
  return { ...made, sql: whole(made) }
}

const noTime = 'no covered time in the range'

/** How many. */
export const count = (given: Given): Metric => metric('count', noTime, given)
/** How many an hour. */
export const rate = (given: Given): Metric => metric('rate', noTime, given)
/** How many different ones; not additive. */
export const distinct = (given: Given): Metric => metric('distinct', noTime, given)
/** Σ, in the unit of what is added. */
export const sum = (given: Given): Metric => metric('sum', noTime, given)
/** Σ over ÷ Σ under; never a mean of ratios. Pieces of time weigh by their length. */
export const ratio = (given: Given): Metric =>
  metric('ratio', `no ${given.without ?? 'denominator'} in the range`, given)
/** Durations: mean, extremes and nearest-rank percentiles, the item at ⌈p·n⌉ (METRICS.md §3). */
export const dist = (given: Given): Metric => metric('dist', 'none in the range', given)
/** ∫ over dt ÷ covered time; not a mean of snapshots. */
export const meanOverTime = (given: Given): Metric => metric('mean-t', noTime, given)
/** Σ of what lasts at the end of the range. */
export const level = (given: Given): Metric => metric('level', noTime, given)
/** How long what lasts at the end of the range has lasted since `over`. */
export const age = (given: Given): Metric => metric('age', 'nothing lasts then', given)

/** The greatest of these ages. */
export const oldest = (given: Given): Metric => metric('oldest', 'nothing lasts then', given)

/** One metric over another, times `scale`; its parameters are theirs. */
export function quotient(given: About & Parts): Metric {
  const { over, scale = 1, under, unless, value } = given
  const sql = `
SELECT u.value AS n, ${divided({ scale, value })} AS value
FROM (${over.sql}) o, (${under.sql}) u`
  const none = `no ${under.label.toLowerCase()} in the range`
  const nullRule = unless === undefined ? none : `${none}, or ${unless}`
  const parameters = { ...over.parameters, ...under.parameters }
  return { ...given, code: 'quotient', nullRule, facts: null, twin: null, scale, parameters, sql }
}

/** What a quotient is made of. */
interface Parts extends Pick<Extra, 'value' | 'unless'> {
  readonly over: Metric
  readonly under: Metric
  readonly scale?: number
}

/** Over ÷ under of relations `o` and `u`. */
export function divided({ scale = 1, value = (sql) => sql }: Pick<Metric, 'scale' | 'value'>) {
  return value(`${scale === 1 ? '' : `${scale}::DOUBLE * `}o.value / nullif(u.value, 0)`)
}

/** Whom contributions count for, and when: what metrics of one source have alike. */
export function datedSql({ agent, at, conversation, end, part, skill, start }: Facts): string {
  const when = at === undefined ? `${start} AS from_at, ${end} AS to_at` : `${at} AS dated_at`
  return `${when}, ${skill ?? 'NULL::INTEGER'} AS skill, ${agent ?? 'NULL::INTEGER'} AS agent,
    ${conversation ?? 'NULL::DOUBLE'} AS conversation, ${part ?? 'NULL'} AS part`
}

/** Contributions as rows: `dated_at` or `from_at, to_at`, whom for, part, over, under. */
export function factsSql(facts: Facts): string {
  const { from, over = '1.0', under = '1.0', where } = facts
  return `
  SELECT ${datedSql(facts)},
    ${over} AS over, ${under} AS under
  FROM ${from}${where === undefined ? '' : `\n  WHERE ${where}`}`
}

/** Codes that ask what lasts at one instant. */
export const levels: ReadonlySet<Metric['code']> = new Set(['level', 'age', 'oldest'])

/** A metric's `sql`, where it is known that no duration is longer than so many ms. */
export const wholeSql = (metric: Metric, longest: number): string =>
  metric.facts === null ? metric.sql : whole({ ...metric, facts: metric.facts }, longest)

type Whole = Pick<Metric, 'code' | 'value'> & { readonly facts: Facts }

function whole({ code, facts, value }: Whole, longest?: number): string {
  const isLevel = levels.has(code)
  const isSplit = facts.at === undefined && !isLevel
  const inRange = facts.at === undefined ? lasting : 'dated_at >= $from AND dated_at < $to'
  const ms = isSplit ? `, ${overlap('$from', '$to')} AS ms` : ''
  return `
WITH facts AS (${factsSql(facts)}),
parts AS (SELECT *${ms} FROM facts WHERE ${isLevel ? lastsAt('$to') : inRange})
SELECT ${listed(aggregates({ code, isSplit, value, longest, covered: '($to - $from)', at: '$to' }))}
FROM parts`
}

const lasting = '(to_at > $from OR to_at IS NULL) AND from_at < $to'
/** Pieces that last up to an instant, which belongs to what comes after. */
const lastsAt = (at: string): string => `from_at < ${at} AND (to_at >= ${at} OR to_at IS NULL)`
