import {
  type AgentId,
  type AttributionEvent,
  AttributionFacts,
  type ConsumerKey,
  type ConversationKey,
  type EngagementRecord,
  type EntryKey,
  type Minor,
  type RecordSource,
  type SkillId,
  type Time,
  type VisitKey,
} from '../../core/index.ts'
import type { Database } from '../engine.ts'
import { rowsOf } from '../rows.ts'

/** What rows of these queries may have, each some of it. */
interface Row {
  readonly consumer: ConsumerKey
  readonly person: ConsumerKey
  readonly visit: VisitKey | null
  readonly entry: EntryKey
  readonly conversation: ConversationKey | null
  readonly at: Time
  readonly from_at: Time
  readonly is_control: number
  readonly url: string
  readonly content: string
  readonly source: RecordSource
  readonly kind: 'purchase' | 'lead' | 'service'
  readonly reference: string | null
  readonly topic: string | null
  readonly status: number | null
  readonly amount: Minor | null
  readonly currency: string
  readonly opened_at: Time
  readonly closed_at: Time | null
  readonly segment: number
  readonly agent: AgentId
  readonly skill: SkillId
  readonly started_at: Time
  readonly ended_at: Time | null
  readonly first_message_at: Time | null
}

/**
 * What a run's tables say to attribution: its conversations and their stays with agents, and what its
 * consumers did beside. A conversation belongs to the visit of its person in which it opened; where
 * several were under way, to the latest.
 */
export async function factsOf(database: Database): Promise<AttributionFacts> {
  const facts = new AttributionFacts()
  for (const [sql, told] of questions)
    for (const row of rowsOf(await database.query(sql)) as unknown as Row[])
      for (const event of told(row)) facts.apply(event)
  return facts
}

type Question = readonly [sql: string, told: (row: Row) => AttributionEvent[]]

const questions: readonly Question[] = [
  [
    'SELECT consumer, person FROM identities ORDER BY consumer',
    ({ consumer, person }) => [{ type: 'consumers.merged', a: consumer, b: person }],
  ],
  [
    'SELECT visit, consumer, from_at, coalesce(is_control, 0) AS is_control FROM visits ORDER BY visit',
    ({ consumer, from_at, is_control, visit }) => [
      {
        ...{ type: 'visit.began', at: from_at, visit: visit!, consumer },
        group: is_control ? 'control' : 'exposed',
      },
    ],
  ],
  [
    'SELECT entry, visit, "at", url FROM page_views ORDER BY entry',
    ({ at, entry, url, visit }) => [{ type: 'page.viewed', at, entry, visit: visit!, url }],
  ],
  [
    'SELECT entry, visit, "at", content FROM exposures ORDER BY entry',
    ({ at, content, entry, visit }) => [
      { type: 'content.shown', at, entry, visit: visit!, content },
    ],
  ],
  [
    `SELECT * REPLACE (kind::VARCHAR AS kind, source::VARCHAR AS source) FROM engagement
    WHERE kind IN ('purchase', 'lead', 'service') ORDER BY entry`,
    ({ at, consumer, conversation, entry, source, visit, ...row }) => [
      {
        ...{ type: 'engagement.recorded', at, entry, consumer, source },
        ...(visit !== null && { visit }),
        ...(conversation !== null && { conversation }),
        record: recordOf(row),
      },
    ],
  ],
  [
    // Only of those who did anything beside: nobody else's conversation can earn anything.
    `WITH people AS (
      SELECT consumer, coalesce(person, consumer) AS person
      FROM (SELECT consumer FROM visits UNION SELECT consumer FROM engagement
        UNION SELECT consumer FROM identities UNION SELECT person FROM identities)
        LEFT JOIN identities USING (consumer)),
    theirs AS (
      SELECT v.visit, v.from_at, v.to_at, p.person FROM visits v JOIN people p USING (consumer))
    SELECT c.conversation, c.consumer, c.opened_at, c.closed_at, max_by(t.visit, t.from_at) AS visit
    FROM conversations c JOIN people p USING (consumer) LEFT JOIN theirs t
      ON t.person = p.person AND t.from_at <= c.opened_at AND c.opened_at < t.to_at
    GROUP BY ALL ORDER BY c.conversation`,
    ({ closed_at, consumer, conversation: its, opened_at, visit }) => {
      const conversation = its!
      const opening = { type: 'conversation.began', at: opened_at, conversation, consumer } as const
      return [
        { ...opening, ...(visit !== null && { visit }) },
        ...(closed_at === null
          ? []
          : [{ type: 'conversation.ended', at: closed_at, conversation } as const]),
      ]
    },
  ],
  [
    `SELECT conversation, agent, skill, started_at, ended_at, first_message_at,
      row_number() OVER (PARTITION BY conversation ORDER BY segment) - 1 AS segment
    FROM segments WHERE kind = 'agent' AND conversation IN (
      SELECT c.conversation FROM conversations c WHERE c.consumer IN (
        SELECT consumer FROM visits UNION SELECT consumer FROM engagement
        UNION SELECT consumer FROM identities UNION SELECT person FROM identities))
    ORDER BY conversation, segment`,
    stay,
  ],
]

/** A stay with an agent: from its start, by its first message, to its end. */
function stay(row: Row): AttributionEvent[] {
  const own = { conversation: row.conversation!, segment: row.segment }
  const who = { agent: row.agent, skill: row.skill }
  const told: AttributionEvent[] = [{ type: 'segment.began', at: row.started_at, ...own, ...who }]
  const { ended_at, first_message_at } = row
  if (first_message_at !== null)
    told.push({ type: 'segment.answered', at: first_message_at, ...own })
  if (ended_at !== null) told.push({ type: 'segment.ended', at: ended_at, ...own })
  return told
}

/** What conversions ask of a record. */
function recordOf({
  amount,
  currency,
  kind,
  reference,
  status,
  topic,
}: Pick<Row, 'amount' | 'currency' | 'kind' | 'reference' | 'status' | 'topic'>): EngagementRecord {
  const about = topic !== null && { topic }
  switch (kind) {
    case 'purchase':
      return {
        ...{ type: 'purchase', currency, ...(amount !== null && { total: amount }) },
        ...(reference !== null && { orderId: reference }),
      }
    case 'lead':
      return {
        ...{ type: 'lead', currency, ...about, ...(amount !== null && { value: amount }) },
        ...(reference !== null && { leadId: reference }),
      }
    case 'service':
      return {
        ...{ type: 'service', ...about, ...(reference !== null && { serviceId: reference }) },
        ...(status !== null && { status }),
      }
  }
}
