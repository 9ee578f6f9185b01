import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  botScoresSchema,
  engagementSchema,
  forecastSchema,
  handleTimesSchema,
  mappingSchema,
  recordsSchema,
  requirementsSchema,
} from '../../data/import/index.ts'
import { schema } from '../../scenarios/index.ts'

/** REWRITE=1 writes them anew. */
test.each([
  ['scenarios/schema.json', schema],
  ['data/import/schema.json', mappingSchema],
  ['data/import/records-schema.json', recordsSchema],
  ['data/import/engagement-schema.json', engagementSchema],
  ['data/import/forecast-schema.json', forecastSchema],
  ['data/import/handle-times-schema.json', handleTimesSchema],
  ['data/import/requirements-schema.json', requirementsSchema],
  ['data/import/bot-scores-schema.json', botScoresSchema],
])('what editors complete by, %s, is what files are checked by', (file, current) => {
  const text = `${JSON.stringify(current, null, 2)}\n`
  if (process.env['REWRITE']) writeFileSync(file, text)
  expect(readFileSync(file, 'utf8')).toBe(text)
})
