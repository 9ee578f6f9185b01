import { cpus } from 'node:os'
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

/** What stands before the lines that `row` makes: `docs/performance.md`. */
export function head(): string {
  const [{ model }] = cpus()
  return [
    '# Performance',
    '',
    'Made by `npm run bench -- --markdown`. Every benchmark answers one question; a bar is what it must reach. Times are those that the one thread of a program is on a processor (what a clock on the wall tells when nothing else runs), but for what runs on several threads (`workers`, `load`, `imports`, `record`). The machine is shared: figures in ns or events a second still move with what else it does, by caches and clock rate; ratios of programs that ran in alternation are what to trust.',
    '',
    'An event of W1, W2 and W3 is an arrival or an end, two a conversation, whatever a program schedules. Each program runs in a fresh process: its first repetition is *cold*, the better of the next two *warm*. Their scenarios, and programs that do the same by hand on typed arrays, are in `benchmarks/workloads` and `benchmarks/limit`; a run whose mean waits are not the known ones, by four standard errors, fails. Other simulators, and how to get them: `benchmarks/peers/README.md`.',
    '',
    `Node ${process.versions.node}, ${cpus().length} × ${model.trim()}.`,
    '',
    '| benchmark | question | bar | median | least | met |',
    '|---|---|--:|--:|--:|---|',
  ].join('\n')
}

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
