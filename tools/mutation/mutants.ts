import { readFileSync } from 'node:fs'

interface Place {
  /** From 0. */
  readonly line: number
  readonly column: number
}

/** A small change of a source, as Stryker's instrumenter tells it. */
export interface Mutant {
  /** Its place in the list of all. */
  readonly id: string
  readonly fileName: string
  readonly location: { readonly start: Place; readonly end: Place }
  readonly mutatorName: string
  /** The text that comes to stand at the location. */
  readonly replacement: string
}

interface Instrumenter {
  instrument(
    files: readonly { name: string; content: string; mutate: boolean }[],
    options: object,
  ): Promise<{ readonly mutants: readonly Mutant[] }>
}

const quiet = { debug() {}, info() {}, isDebugEnabled: () => false, warn() {} }

/**
 * All mutants of the files, by the mutators of Stryker.
 * @throws Error if @stryker-mutator/instrumenter is not installed.
 */
export async function mutantsOf(files: readonly string[]): Promise<readonly Mutant[]> {
  const name: string = '@stryker-mutator/instrumenter'
  const { Instrumenter } = (await import(name)) as {
    Instrumenter: new (logger: object) => Instrumenter
  }
  const sources = files.map((file) => {
    return { name: file, content: readFileSync(file, 'utf8'), mutate: true }
  })
  const options = { excludedMutations: [], ignorers: [], plugins: null }
  return (await new Instrumenter(quiet).instrument(sources, options)).mutants
}

/** So many of them at random: the same ones, in the same order, for the same seed. */
export function drawn(all: readonly Mutant[], most: number, seed: number): readonly Mutant[] {
  const list = [...all]
  let state = seed >>> 0
  const draw = (below: number) => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below
  }
  for (let i = list.length - 1; i > 0; i--) {
    const j = draw(i + 1)
    ;[list[i], list[j]] = [list[j], list[i]]
  }
  return list.slice(0, most)
}

/** The text that it replaces, and its source with it. */
export function apply(mutant: Mutant): { readonly was: string; readonly source: string } {
  const text = readFileSync(mutant.fileName, 'utf8')
  const lines = text.split('\n')
  const offset = ({ line, column }: Place) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, column)
  const [start, end] = [offset(mutant.location.start), offset(mutant.location.end)]
  const before = text.slice(0, start)
  return { was: text.slice(start, end), source: before + put(mutant, before) + text.slice(end) }
}

const ofOperands = new Set([
  'ArithmeticOperator',
  'ConditionalExpression',
  'EqualityOperator',
  'LogicalOperator',
])

/** An operator may bind less closely than the one it replaces, and lines have no semicolons. */
function put({ mutatorName, replacement }: Mutant, before: string): string {
  if (!ofOperands.has(mutatorName) || /^(case|default)\b/.test(replacement)) return replacement
  const isStatement = /[^\s(,=&|?:[+\-*/<>]\s*\n\s*$/.test(before)
  return `${isStatement ? ';' : ''}(${replacement})`
}

/** Where it is, what stands there and what it puts there instead. */
export function told(mutant: Mutant): string {
  const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 160)
  const { fileName, location, mutatorName, replacement } = mutant
  const place = `${fileName}:${location.start.line + 1}:${location.start.column + 1}`
  return `${place} ${mutatorName}: ${short(apply(mutant).was)} → ${short(replacement)}`
}
