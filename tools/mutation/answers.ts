import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Mutant } from './mutants.ts'

/** What the tests of a stage said of a mutant. */
export interface Answer {
  readonly stage: string
  readonly id: string
  /** The mutant as a sentence. */
  readonly told: string
  /** The test that failed; missing if it survived. */
  readonly killer?: string
  /** In ms. */
  readonly cpu: number
}

/** Answers in a file, a line each. */
export class Answers {
  private readonly all: Answer[] = []
  private readonly file: string

  constructor(file: string) {
    this.file = file
    mkdirSync(dirname(file), { recursive: true })
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    for (const line of lines) if (line !== '') this.all.push(JSON.parse(line) as Answer)
  }

  add(answer: Answer): void {
    this.all.push(answer)
    appendFileSync(this.file, `${JSON.stringify(answer)}\n`)
  }

  /** Whether the stage still has to look at it: nothing killed it yet. */
  isOpen({ id }: Mutant, stage: string): boolean {
    const own = this.all.filter((answer) => answer.id === id)
    return own.every((answer) => answer.stage !== stage && answer.killer === undefined)
  }

  /** Killed by one of the stages, with the interval of Wilson (1927) at 95 %. */
  score(mutants: readonly Mutant[], stages: readonly string[]): string {
    const killed = new Set(
      this.all
        .filter(({ killer, stage }) => killer !== undefined && stages.includes(stage))
        .map(({ id }) => id),
    )
    const n = mutants.length
    const k = mutants.filter(({ id }) => killed.has(id)).length
    const z2 = 1.96 ** 2
    const middle = (k + z2 / 2) / (n + z2)
    const half = (1.96 / (n + z2)) * Math.sqrt((k * (n - k)) / n + z2 / 4)
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`
    return `${k} killed, ${percent(k / n)} (${percent(middle - half)} to ${percent(middle + half)})`
  }
}
