import Table from 'cli-table3'
import type { Case, Tried, Verdict } from '../sim/validation/index.ts'
import { colours } from './colours.ts'

type Outcome = { readonly one: Case; readonly tried: Tried | string; readonly isWrong?: true }

/** One JSON object a line. */
export function linesOf({ verdicts }: Tried): string {
  return verdicts
    .map(({ estimate, exact, id, measure, se, z }) =>
      JSON.stringify({ id, measure, exact, estimate, se, z }),
    )
    .join('\n')
}

/** What was left out of a case, each in a line with the reason. */
export function skippedOf({ isWrong, one, tried }: Outcome): string[] {
  if (typeof tried === 'string') return [`${one.id}: ${isWrong ? 'wrong' : 'skipped'}, ${tried}`]
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

function markOf(one: Verdict): string {
  return one.isMet ? colours.green('✓') : colours.red(`✗ ${why(one)}`)
}

const digits = (value: number, most: number) =>
  value === 0 ? '0' : String(Number(value.toPrecision(most)))

/** How it was asked for: what a page says of itself. */
interface Asked {
  readonly precision: number
  /** Million conversations a case. */
  readonly most: number
  readonly seed: number
}

/** `docs/validation.md`: every case, its worst result, what does not agree and what was left out. */
export function markdownOf(outcomes: readonly Outcome[], { most, precision, seed }: Asked): string {
  const tried = outcomes.flatMap(({ tried: one }) => (typeof one === 'string' ? [] : [one]))
  const all = verdictsOf(outcomes)
  const missed = all.filter(({ isMet }) => !isMet)
  const share = `${Number((precision * 100).toPrecision(6))}`
  return [
    ...['# Validation', ''],
    'Cases that are known exactly, through the simulator and the router as they ship. A result agrees when it is within 4',
    `standard errors, and these are at most ${share} % of the value, or 0.0001. Made by`,
    `\`switchyard validate FILE --markdown --precision ${share}% --most ${most} --seed ${seed}\`.`,
    ...[
      '',
      `${all.length - missed.length} of ${all.length} results of ${tried.length} cases agree.`,
    ],
    ...['', '| case | family | conversations | results that agree | largest z | of |'],
    '|---|---|--:|--:|--:|---|',
    ...outcomes.map(rowOf),
    '',
    ...missed.map((one) => `- ${one.id}: ${cellsOf(one).join(', ')}: ${why(one)}`),
    ...outcomes.flatMap(skippedOf).map((line) => `- ${line}`),
  ].join('\n')
}

/** What makes the command fail: what differs, what is too noisy still, what is wrong. */
export function failureOf(outcomes: readonly Outcome[], most: number): string | undefined {
  const missed = verdictsOf(outcomes).filter(({ isMet }) => !isMet)
  const told = (those: readonly { readonly id: string }[], what: string) => {
    const names = [...new Set(those.map(({ id }) => id))].join(', ')
    return those.length > 0 ? [`${those.length} of ${names} ${what}`] : []
  }
  const wrong = outcomes.filter(({ isWrong }) => isWrong).map(({ one }) => one)
  const parts = [
    ...told(missed.filter(isFar), 'do not agree'),
    ...told(
      missed.filter((one) => !isFar(one)),
      `are too noisy after ${most} million conversations (--most)`,
    ),
    ...told(wrong, 'cannot be'),
  ]
  return parts.length > 0 ? parts.join('; ') : undefined
}

const isFar = ({ isNear }: Verdict): boolean => !isNear
const why = (one: Verdict): string => (isFar(one) ? 'differs' : 'too noisy')

function verdictsOf(outcomes: readonly Outcome[]): Verdict[] {
  return outcomes.flatMap(({ tried }) => (typeof tried === 'string' ? [] : tried.verdicts))
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
