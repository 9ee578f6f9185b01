import Table from 'cli-table3'
import type { Case, Tried, Verdict } from '../sim/validation/index.ts'
import { colours } from './colours.ts'

type Outcome = { readonly one: Case; readonly tried: Tried | string }

/** One JSON object a line. */
export function linesOf({ verdicts }: Tried): string {
  return verdicts
    .map(({ estimate, exact, id, measure, se, z }) =>
      JSON.stringify({ id, measure, exact, estimate, se, z }),
    )
    .join('\n')
}

/** What was left out of a case, each in a line with the reason. */
export function skippedOf({ one, tried }: Outcome): string[] {
  if (typeof tried === 'string') return [`${one.id}: skipped, ${tried}`]
  return tried.skipped.map(({ name, why }) => `${one.id}: ${name} skipped, ${why}`)
}

/** A case for people. */
export function tableOf({ id, title }: Case, { conversations, verdicts }: Tried): string {
  const table = new Table({
    head: ['result', 'exact', 'simulated', '± SE', 'z', ''].map((text) => colours.bold(text)),
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: colours.isColorSupported ? ['gray'] : [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })
  for (const one of verdicts) table.push([...cellsOf(one), markOf(one)])
  const size = `${(conversations / 1e6).toFixed(1)} M conversations`
  const heading = `${colours.bold(id)} ${colours.dim(`${title ?? ''} · ${size}`)}`
  return `\n${heading}\n${table.toString()}`
}

function cellsOf({ estimate, exact, measure, se, z }: Verdict): string[] {
  return [measure, digits(exact, 8), digits(estimate, 6), digits(se, 2), z?.toFixed(2) ?? '–']
}

function markOf({ isMet, isPrecise }: Verdict): string {
  if (isMet) return colours.green('✓')
  return colours.red(isPrecise ? '✗ differs' : '✗ too noisy')
}

const digits = (value: number, most: number) =>
  value === 0 ? '0' : String(Number(value.toPrecision(most)))

/** `docs/validation.md`: every case, its worst result and what was left out. */
export function markdownOf(outcomes: readonly Outcome[], precision: number): string {
  const tried = outcomes.flatMap(({ tried: one }) => (typeof one === 'string' ? [] : [one]))
  const all = tried.flatMap(({ verdicts }) => verdicts)
  const met = all.filter(({ isMet }) => isMet).length
  return [
    ...['# Validation', ''],
    'Cases that are known exactly, through the simulator and the router as they ship. A result agrees when it is within 4',
    `standard errors, and these are at most ${precision * 100} % of the value, or 0.0001. Made by`,
    `\`switchyard validate FILE --markdown --precision ${precision * 100}%\`.`,
    ...['', `${met} of ${all.length} results of ${tried.length} cases agree.`, ''],
    '| case | family | conversations | results that agree | largest z | of |',
    '|---|---|--:|--:|--:|---|',
    ...outcomes.map(rowOf),
    '',
    ...outcomes.flatMap(skippedOf).map((line) => `- ${line}`),
  ].join('\n')
}

function rowOf({ one, tried }: Outcome): string {
  const name = `| ${one.id} | ${one.family} |`
  if (typeof tried === 'string') return `${name} – | – | – | ${tried} |`
  const { conversations, verdicts } = tried
  const far = (verdict: Verdict) => Math.abs(verdict.z ?? 0)
  const worst = verdicts.reduce((a, b) => (far(b) > far(a) ? b : a))
  const met = verdicts.filter(({ isMet }) => isMet).length
  const size = `${(conversations / 1e6).toFixed(1)} M`
  return `${name} ${size} | ${met} of ${verdicts.length} | ${worst.z?.toFixed(2) ?? '–'} | ${worst.measure} |`
}
