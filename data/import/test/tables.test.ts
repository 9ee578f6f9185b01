import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, openRun, rowsOf, writeRun } from '../../index.ts'
import { meta } from '../../test/contents.ts'
import { endOf, type ImportedMessages, importMessages, type Mapping } from '../index.ts'
import { readMapping, tablesOf } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-'))
const thunderbird = readMapping('data/import/thunderbird.yaml')
const minute = 60_000

/** Messages `[conversation, minute, author]`; authors in capitals answer. */
function logOf(rows: readonly (readonly [number, number, string])[]): ImportedMessages {
  const authors = [...new Set(rows.map(([, , author]) => author))]
  return {
    source: 'made by hand',
    thread: Float64Array.from(rows, ([thread]) => thread),
    at: Float64Array.from(rows, ([, at]) => at * minute),
    role: Uint8Array.from(rows, ([, , author]) => Number(author < 'a')),
    author: Int32Array.from(rows, ([, , author]) => authors.indexOf(author)),
    authors,
    threads: new Set(rows.map(([thread]) => thread)).size,
  }
}

async function written(log: ImportedMessages, mapping: Mapping) {
  const file = join(folder, `${Math.abs(endOf(log))}-${log.threads}.duckdb`)
  const [from, to] = [log.at.reduce((a, b) => Math.min(a, b)), endOf(log) + 1]
  const range = { started_at: from, counted_from: from, ended_at: to, interval_ms: 3_600_000 }
  const about = { ...meta('log'), ...range, source: 'imported' as const }
  await writeRun(file, { meta: about, tables: tablesOf(log, mapping) })
  return openRun(file)
}

test('who replied last holds it, the queue ends with the first reply, quiet closes it', async () => {
  const mapping = { ...thunderbird, target: 10 * minute, closeAfter: 60 * minute }
  const log = logOf([
    [1, 0, 'x'],
    [1, 3, 'x'],
    [1, 5, 'ANA'],
    [1, 7, 'BO'],
    [1, 20, 'x'],
    [1, 31, 'BO'],
    [2, 100, 'y'],
    [3, 115, 'z'],
  ])
  const run = await written(log, mapping)
  const rows = async (name: string, conversation: string) =>
    rowsOf(await ask(run, name, { conversation }))
  const pieces = (await rows('segments', '1')).map((s) => [
    s.kind,
    s.agent_id,
    (s.started_at as number) / minute,
    (s.ended_at as number) / minute,
    s.end_reason,
  ])
  expect(pieces).toEqual([
    ['skill', '(no agent)', 0, 91, 'closed'],
    ['queue', '(no agent)', 0, 5, 'assigned'],
    ['agent', 'ANA', 5, 7, 'transferred'],
    ['agent', 'BO', 7, 91, 'closed'],
  ])
  const turns = (await rows('turns', '1')).map((t) => [t.response_ms, t.outcome, t.agent_id])
  expect(turns).toEqual([
    [5 * minute, 'met', 'ANA'],
    [11 * minute, 'missed', 'BO'],
  ])
  // Unanswered: its due had passed when the log ended; the last one's had not.
  expect((await rows('turns', '2'))[0]).toMatchObject({ outcome: 'missed', answered_at: null })
  expect((await rows('turns', '3'))[0]).toMatchObject({ outcome: null, answered_at: null })
  const [first, second] = rowsOf(await ask(run, 'conversations'))
  expect(first).toMatchObject({ close_cause: 'inactivity', transfers: 0, turns: 2 })
  expect(first).toMatchObject({ wait_ms: 5 * minute, worst_response_ms: 11 * minute })
  expect(second).toMatchObject({ closed_at: null, agent: null, consumer_messages: 1 })
  run.close()
})

test('the Thunderbird log as a run says of itself what its provenance says', async () => {
  const run = await written(await importMessages(thunderbird), thunderbird)
  const one = async (sql: string) => Object.values(rowsOf(await run.query(sql))[0])
  expect(await one('SELECT count(*)::DOUBLE FROM conversations')).toEqual([47_221])
  const [unanswered] = await one('SELECT avg((agent_messages = 0)::INT) FROM conversations')
  expect(unanswered).toBeCloseTo(0.253, 3)
  const quartiles = await one(`
    SELECT quantile_cont(first_response_ms / 3.6e6, 0.25), median(first_response_ms / 3.6e6),
      quantile_cont(first_response_ms / 3.6e6, 0.75), quantile_cont(first_response_ms / 3.6e6, 0.9)
    FROM conversations`)
  expect(quartiles.map((hours) => (hours as number).toFixed(1))).toEqual([
    '1.0',
    '3.6',
    '12.8',
    '35.7',
  ])
  // Queue and agent segments tile the life of every closed conversation.
  const gaps = await one(`
    SELECT count(*)::DOUBLE FROM (
      SELECT conversation, sum(ended_at - started_at) AS told FROM segments
      WHERE kind <> 'skill' GROUP BY conversation) JOIN conversations USING (conversation)
    WHERE closed_at IS NOT NULL AND told <> closed_at - opened_at`)
  expect(gaps).toEqual([0])
  run.close()
})
