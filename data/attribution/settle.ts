import {
  attribute,
  type Attributed,
  type Attribution,
  attributionModels,
  configureAttribution,
  conversionDates,
  conversionFlags,
  goalKinds,
} from '../../core/index.ts'
import type { Database } from '../engine.ts'
import { numbers, rowsOf } from '../rows.ts'
import type { DataOf } from '../tables.ts'
import { factsOf } from './facts.ts'

/** What is made of a run's facts, by rules that anybody may change later. */
export interface Settled {
  readonly attribution: DataOf<'attribution'>
  readonly conversions: DataOf<'conversions'>
  readonly credits: DataOf<'credits'>
}

/**
 * Conversions and who earned them, of all facts of a run. Another model, look-back or date gives other
 * credits of the same facts: nothing is run again.
 */
export async function settle(database: Database, settings: Attribution): Promise<Settled> {
  const told = attribute(await factsOf(database), settings)
  const controls = new Set(
    rowsOf(await database.query('SELECT visit FROM visits WHERE is_control = 1')).map(
      ({ visit }) => visit,
    ),
  )
  const isControl = (visit: number | null) => visit !== null && controls.has(visit)
  return {
    attribution: ruleOf(settings),
    conversions: conversionsOf(told, isControl),
    credits: creditsOf(told),
  }
}

/** The rules by which a run's credits were made; null where it has none. */
export async function rulesOf(database: Database): Promise<Attribution | null> {
  const sql = `SELECT * REPLACE (model::VARCHAR AS model, dated_to::VARCHAR AS dated_to)
    FROM attribution`
  const [row] = rowsOf(await database.query(sql))
  if (row === undefined) return null
  return configureAttribution({
    ...{ model: row.model, crossSessionDays: row.look_back, conversionDate: row.dated_to },
    ...{ halfLife: row.half_life_ms, firstShare: row.first_share, lastShare: row.last_share },
    ...{ outcomeWindow: row.outcome_window_ms, currency: row.currency },
    goals: JSON.parse(row.goals as string) as Attribution['goals'],
  } as Partial<Attribution>)
}

function ruleOf(rule: Attribution): DataOf<'attribution'> {
  return {
    model: Uint8Array.of(attributionModels.indexOf(rule.model)),
    look_back: Float64Array.of(rule.crossSessionDays),
    dated_to: Uint8Array.of(conversionDates.indexOf(rule.conversionDate)),
    half_life_ms: Float64Array.of(rule.halfLife),
    first_share: Float64Array.of(rule.firstShare),
    last_share: Float64Array.of(rule.lastShare),
    outcome_window_ms: Float64Array.of(rule.outcomeWindow),
    currency: [rule.currency],
    goals: [JSON.stringify(rule.goals)],
  }
}

function conversionsOf(
  told: readonly Attributed[],
  isControl: (visit: number | null) => boolean,
): DataOf<'conversions'> {
  const rows = told.map(({ conversion, isAssisted }) => ({ ...conversion, isAssisted }))
  return {
    conversion: numbers(rows, ({ entry }) => entry),
    visit: numbers(rows, ({ visit }) => visit),
    consumer: numbers(rows, ({ person }) => person),
    conversation: numbers(rows, ({ conversation }) => conversation),
    at: numbers(rows, ({ at }) => at),
    kind: Uint8Array.from(rows, ({ kind }) => goalKinds.indexOf(kind)),
    amount: numbers(rows, ({ amount }) => amount),
    currency: rows.map(({ currency }) => currency),
    flag: Uint8Array.from(rows, ({ flag }) => conversionFlags.indexOf(flag)),
    is_assisted: numbers(rows, ({ isAssisted }) => Number(isAssisted)),
    is_control: numbers(rows, ({ visit }) => Number(isControl(visit))),
  }
}

/** No skill is −1, and nobody's is none at all: exposures have neither. */
function creditsOf(told: readonly Attributed[]): DataOf<'credits'> {
  const rows = told.flatMap(({ conversion, credits }) =>
    credits.map((credit) => ({ ...credit, entry: conversion.entry })),
  )
  return {
    conversion: numbers(rows, ({ entry }) => entry),
    interaction: Uint8Array.from(rows, ({ content }) => Number(content !== null)),
    conversation: numbers(rows, ({ conversation }) => conversation),
    segment: numbers(rows, ({ segment }) => segment),
    skill: Int32Array.from(rows, ({ skill }) => skill ?? -1),
    agent: Int32Array.from(rows, ({ agent }) => agent ?? -1),
    at: numbers(rows, ({ at }) => at),
    share: numbers(rows, ({ share }) => share),
    amount: numbers(rows, ({ amount }) => amount),
    is_in_session: numbers(rows, ({ session }) => Number(session === 'inSession')),
  }
}
