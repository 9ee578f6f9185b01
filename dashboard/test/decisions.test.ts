import { expect, test } from 'vitest'
import { entryNames, kindNames } from '../../core/index.ts'
import { lossNames, offerEndNames, suggestionEndNames, surveyEndNames } from '../../core/index.ts'
import { triggerNames } from '../../core/index.ts'
import { decisionWords } from '../src/views/decisions.ts'

const row = (kind: string, why: string | null = null, value: number | null = null) => ({
  ...{ at: 0, kind, conversation: 7, agent_id: 'Ana', skill_id: 'orders', why, value },
})

test.each([
  [
    row('sent', 'openFirst', 600_000),
    'Is told: welcome, for the first time, reply expected in 10 min',
  ],
  [row('queued', 'fallback', 60_000), 'Queues for orders, due in 1 min: as a fallback'],
  [row('queued', 'opened', 60_000), 'Queues for orders, due in 1 min'],
  [row('offerEnded', 'expired'), 'The offer of it to Ana has expired'],
  [row('offerEnded', 'declined'), 'The offer of it to Ana was declined'],
  [row('unassigned', 'takenOver'), 'Leaves Ana: taken over'],
  [
    row('surveyClosed', 'partialTimedOut'),
    'Has its survey closed: partly answered, then out of time',
  ],
  [row('allocated', null, 2), 'Is allocated to a group of orders'],
  [row('widened', null, 1), 'May go to agents of another skill too'],
  [row('relaxed', null, 0), 'Asks for step 1 of orders'],
])('%o', (one, words) => {
  expect(decisionWords(one)).toBe(words)
})

test('no decision shows a name of the code', () => {
  const whys: Readonly<Record<string, readonly string[]>> = {
    ...{ sent: triggerNames, queued: entryNames, unassigned: lossNames, offerEnded: offerEndNames },
    ...{ suggestionEnded: suggestionEndNames, surveyClosed: surveyEndNames },
  }
  for (const kind of kindNames)
    for (const why of whys[kind] ?? [null])
      expect(decisionWords(row(kind, why, kind === 'queued' ? null : 1000))).not.toMatch(
        /[a-z][A-Z]|conversation|undefined|null/,
      )
})
