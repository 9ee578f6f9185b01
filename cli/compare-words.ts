import Table from 'cli-table3'
import { colours } from './colours.ts'
import type { Compared, ComparedMetric, Comparison } from './compare.ts'
import { show } from './summary.ts'

/** A comparison as a table and a verdict. */
export function compareWords(names: readonly string[], comparison: Comparison): string {
  return `${tableOf(names, comparison.metrics)}\n${verdict(names, comparison)}`
}

function tableOf(names: readonly string[], metrics: readonly ComparedMetric[]): string {
  const head = ['metric', 'scenario', 'average', 'typical run', 'difference', '95 %', 'better in']
  const table = new Table({
    head: head.map((text) => colours.bold(text)),
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: colours.isColorSupported ? ['gray'] : [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })
  const known = metrics.filter(({ scenarios }) => scenarios.some(({ average }) => average))
  for (const { label, scenarios, unit } of known)
    scenarios.forEach((one, i) =>
      table.push([i === 0 ? label : '', names[i], ...cellsOf(one, unit)]),
    )
  return table.toString()
}

function cellsOf({ average, difference, typical }: Compared, unit: string): string[] {
  const between = typical ? `${show(typical.low, unit)} … ${show(typical.high, unit)}` : '–'
  const cells = [show(average?.mean ?? null, unit), between]
  if (!difference) return [...cells, '', '', '']
  const { high, low, lost, mean, tied, won } = difference
  const isSure = low > 0 || high < 0
  const change = signed(mean, unit)
  return [
    ...cells,
    isSure ? colours.bold(change) : change,
    `${signed(low, unit)} … ${signed(high, unit)}`,
    won + lost === 0 ? 'all the same' : `${won} of ${won + lost + tied}`,
  ]
}

/** With its sign, also where it is a duration. */
const signed = (value: number, unit: string): string =>
  `${value < 0 ? '−' : '+'}${show(Math.abs(value), unit)}`

function verdict(names: readonly string[], { best, metrics, replications }: Comparison): string {
  const { better, metric, possibly, selection } = best
  const { label } = metrics.find((one) => one.metric === metric)!
  const what = `${better === 'lower' ? 'Lowest' : 'Highest'} ${label.toLowerCase()}`
  const runs = `${Math.max(...replications)} replications on the same consumers`
  if (selection?.isDecided)
    return `${what}: ${colours.bold(names[selection.left[0]])}, selected after ${selection.looked} replications (95 %)`
  if (selection)
    return `${what}: undecided after ${selection.looked} replications between ${listed(names, selection.left)}`
  if (!possibly) return `${what}: there is too little data to tell (${runs})`
  if (possibly.length === 1) return `${what}: ${colours.bold(names[possibly[0]])} (95 %, ${runs})`
  return `${what}: one of ${listed(names, possibly)}; ${runs} do not tell them apart (95 %)`
}

const listed = (names: readonly string[], places: readonly number[]) =>
  places.map((place) => names[place]).join(', ')
