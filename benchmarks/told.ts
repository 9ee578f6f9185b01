import { isMet, type Result } from './result.ts'

/** Two lines for a person. */
export function told(result: Result): string {
  const { hash, median, min, name, params, question, runs } = result
  const given = Object.entries(params).map(([key, value]) => `${key} ${value.toLocaleString('en')}`)
  const bar = barOf(result)
  return [
    `${name.padEnd(18)} median ${figure(result, median)}, least ${figure(result, min)}, ${runs} runs, ${hash}`,
    `${' '.repeat(19)}${question} ${given.join(', ')}${bar && `; ${bar}`}`,
  ].join('\n')
}

/** Head of the table that `row` makes lines of. */
export const head = [
  '| benchmark | question | bar | median | least | met |',
  '|---|---|--:|--:|--:|---|',
].join('\n')

/** A line of a table in Markdown. */
export function row(result: Result): string {
  const { bar, median, min, name, params, question } = result
  const given = Object.entries(params).map(([key, value]) => `${key} ${value.toLocaleString('en')}`)
  const wanted = bar && ('atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`)
  const met = isMet(result)
  const cells = [
    `\`${name}\``,
    given.length > 0 ? `${question} (${given.join(', ')})` : question,
    wanted === undefined ? '–' : `${wanted} ${result.unit}`,
    ...[figure(result, median), figure(result, min)],
    met === undefined ? '–' : met ? 'yes' : '**no**',
  ]
  return `| ${cells.join(' | ')} |`
}

function barOf(result: Result): string {
  const { bar } = result
  if (bar === undefined) return ''
  const wanted = 'atMost' in bar ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`
  return `${wanted} ${result.unit}: ${isMet(result) ? 'met' : 'not met'}`
}

function figure({ unit }: Result, value: number): string {
  return `${Number(value.toPrecision(4)).toLocaleString('en')} ${unit}`
}
