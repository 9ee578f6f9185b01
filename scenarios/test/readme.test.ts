import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from '../index.ts'

const head = `# Scenarios

A scenario is demand, people, rules and targets in one file that reads aloud. \`switchyard lint FILE\` checks
one, \`switchyard simulate FILE\` runs it, \`switchyard serve --desk FILE\` opens a live desk with its skills,
rules and agents. Durations are text (\`90 s\`, \`4 min\`, \`2 d\`), slots and shares numbers, everything else is
called by its name. Every setting is in [\`schema.json\`](schema.json), which editors complete by, and in
[\`test/every.yaml\`](test/every.yaml), once each.
`

/** What a file says of itself: its name, and the comment at its top. */
function about(file: string): string {
  const text = readFileSync(`scenarios/${file}`, 'utf8')
  const { name } = read(text, file).value
  const comment = text
    .split('\n')
    .slice(1)
    .reduce<string[]>((lines, line, i) => {
      if (line.startsWith('# ') && lines.length === i) lines.push(line.slice(2))
      return lines
    }, [])
  return `## [${name}](${file})\n\n${comment.join('\n')}\n`
}

/** REWRITE=1 writes it anew. */
test('the list of scenarios says what each says of itself', () => {
  const files = readdirSync('scenarios').filter((file) => file.endsWith('.yaml'))
  const text = [head, ...files.sort().map(about)].join('\n')
  if (process.env['REWRITE']) writeFileSync('scenarios/README.md', text)
  expect(readFileSync('scenarios/README.md', 'utf8')).toBe(text)
})
