import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Answers } from './answers.ts'
import { apply, drawn, type Mutant } from './mutants.ts'

const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The mutant that puts one text in the place of another. */
function mutant(source: string, was: string, replacement: string, mutatorName: string): Mutant {
  const fileName = join(folder, 'source.ts')
  writeFileSync(fileName, source)
  const place = (offset: number) => {
    const lines = source.slice(0, offset).split('\n')
    return { line: lines.length - 1, column: lines.at(-1)!.length }
  }
  const start = source.indexOf(was)
  const location = { start: place(start), end: place(start + was.length) }
  return { id: '1', fileName, location, mutatorName, replacement }
}

test('an operator keeps its operands, whatever stands around it', () => {
  const one = mutant('const x = a && b && c\n', 'a && b', 'a || b', 'LogicalOperator')
  expect(apply(one)).toEqual({ was: 'a && b', source: 'const x = (a || b) && c\n' })
})

test('a statement does not become an argument of the line before it', () => {
  const one = mutant('f\na && b()\n', 'a && b()', 'true', 'ConditionalExpression')
  expect(apply(one).source).toBe('f\n;(true)\n')
  const two = mutant('x =\n  a < b\n', 'a < b', 'a <= b', 'EqualityOperator')
  expect(apply(two).source).toBe('x =\n  (a <= b)\n')
})

test('a case, a block and a text are put as they are', () => {
  const one = mutant(
    'case 1:\n  return 2\n',
    'case 1:\n  return 2',
    'case 1:',
    'ConditionalExpression',
  )
  expect(apply(one).source).toBe('case 1:\n')
  expect(apply(mutant('f() { g() }', '{ g() }', '{}', 'BlockStatement')).source).toBe('f() {}')
  expect(apply(mutant("x = 'a'", "'a'", '""', 'StringLiteral')).source).toBe('x = ""')
})

test('a draw is the same for its seed, of different mutants, and begins a longer one', () => {
  const all = Array.from({ length: 500 }, (_, id) => ({ id: `${id}` }) as Mutant)
  const ids = (most: number, seed: number) => drawn(all, most, seed).map(({ id }) => id)
  expect(ids(50, 1)).toEqual(ids(400, 1).slice(0, 50))
  expect(new Set(ids(400, 1)).size).toBe(400)
  expect(ids(50, 1)).not.toEqual(ids(50, 2))
  // 250 of 500 on average; within four standard deviations of that draw's mean.
  const mean = ids(200, 1).reduce((sum, id) => sum + Number(id), 0) / 200
  expect(Math.abs(mean - 249.5)).toBeLessThan((4 * 144.3 * Math.sqrt(0.6)) / Math.sqrt(200))
})

test('what one stage killed is not asked again, and the score has its interval', () => {
  const file = join(folder, 'answers.jsonl')
  const mutants = Array.from({ length: 10 }, (_, id) => ({ id: `${id}` }) as Mutant)
  const answers = new Answers(file)
  for (const { id } of mutants)
    answers.add({ stage: 'quick', id, told: id, cpu: 1, ...(Number(id) < 8 && { killer: 'x' }) })
  answers.add({ stage: 'laws', id: '8', told: '8', cpu: 1, killer: 'y' })
  const again = new Answers(file)
  expect(mutants.filter((one) => again.isOpen(one, 'laws')).map(({ id }) => id)).toEqual(['9'])
  expect(mutants.filter((one) => again.isOpen(one, 'quick'))).toEqual([])
  // Wilson (1927), of 8 and of 9 in 10.
  expect(again.score(mutants, ['quick'])).toBe('8 killed, 80.0 % (49.0 % to 94.3 %)')
  expect(again.score(mutants, ['quick', 'laws'])).toBe('9 killed, 90.0 % (59.6 % to 98.2 %)')
})
