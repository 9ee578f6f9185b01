import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = readFileSync('README.md', 'utf8')
const commands = [...text.matchAll(/^npm run switchyard -- (.*)$/gm)].map(([, line]) => line)

/** As a shell has them: what is quoted is one. */
const wordsOf = (command: string) =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)

test('every command that the README shows does what it says', () => {
  expect(commands.length).toBeGreaterThan(5)
  for (const command of commands) {
    const args = ['cli/main.mjs', ...wordsOf(command)]
    const output = execFileSync(process.execPath, args, { encoding: 'utf8' })
    expect([command, output.length > 20]).toEqual([command, true])
  }
}, 120_000)

test('the README names every folder that there is, and none that is not', () => {
  const named = [...text.matchAll(/^\| `(\w+)\/` \|/gm)].map(([, name]) => name)
  const made = ['node_modules', 'runs', 'live']
  const there = readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .filter(({ name }) => !made.includes(name))
    .map(({ name }) => name)
  expect(named.sort()).toEqual(there.sort())
})
