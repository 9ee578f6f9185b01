import { type Database, findingKinds, rowsOf, type Tables } from '../index.ts'

/** A gap in a record is longer than this, ms: it begins and ends in different days. */
const GAP = 86_400_000

/** A conversation whose messages come one after another, by time and in the file, is not odd. */
const isNearOdd = 'thread IN (SELECT thread FROM ordered WHERE is_odd)'

/** Oddities of what was used: clock skew, duplicates, late rows, days without anything. */
const questions: readonly (readonly [(typeof findingKinds)[number], string])[] = [
  [
    'badRow',
    `SELECT count(*) AS rows, NULL AS from_at, NULL AS to_at, 'kept aside: ' || split_part(reason, ':', 1) AS detail
     FROM rejected WHERE reason NOT LIKE 'duplicate%' GROUP BY detail ORDER BY detail`,
  ],
  [
    'duplicate',
    `SELECT count(*), min("at"), max("at"), 'the same place in a conversation twice; the first stays'
     FROM staged WHERE reason LIKE 'duplicate%'`,
  ],
  [
    'duplicate',
    `SELECT sum(n - 1), min("at"), max("at"), 'the same writer at the same instant in a conversation; all stay'
     FROM (SELECT count(*) AS n, told_at AS "at" FROM ordered WHERE ${isNearOdd}
       GROUP BY thread, told_at, side, author HAVING count(*) > 1)`,
  ],
  [
    'skew',
    `SELECT count(*), min("at"), max("at"), 'told to be before the message that they follow, by up to '
       || max("at" - told_at)::BIGINT || ' ms; dated to it'
     FROM ordered WHERE told_at < "at"`,
  ],
  [
    'late',
    `SELECT count(*), min(told_at), max(told_at), 'in the file after a later message of their conversation'
     FROM (SELECT told_at, max(told_at) OVER (PARTITION BY thread ORDER BY row) AS latest
       FROM ordered WHERE ${isNearOdd})
     WHERE told_at < latest`,
  ],
  [
    'gap',
    `SELECT count(*), min(before), max("at"), 'more than a day without any message, the longest '
       || round(max("at" - before) / 3600000)::BIGINT || ' h'
     FROM (SELECT min(told_at) AS "at", lag(max(told_at)) OVER (ORDER BY min(told_at)) AS before
       FROM ordered GROUP BY floor(told_at / ${GAP}))
     WHERE "at" - before > ${GAP}`,
  ],
]

export async function findings(database: Database): Promise<Tables['findings']> {
  const found: { kind: number; row: Record<string, unknown> }[] = []
  for (const [kind, sql] of questions)
    for (const row of rowsOf(
      await database.query(`SELECT * FROM (${sql}) t(rows, from_at, to_at, detail)`),
    ))
      if (row.rows) found.push({ kind: findingKinds.indexOf(kind), row })
  const numbers = (name: string) =>
    Float64Array.from(found, ({ row }) => Number(row[name] ?? Number.NaN))
  return {
    kind: Uint8Array.from(found, ({ kind }) => kind),
    ...{ rows: numbers('rows'), from_at: numbers('from_at'), to_at: numbers('to_at') },
    detail: found.map(({ row }) => row.detail as string),
  }
}
