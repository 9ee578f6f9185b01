import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** A source as the rules see it. */
export interface Source {
  readonly file: string
  readonly text: string
}

/** What a room may import beside itself and packages (ARCHITECTURE.md, "Who may import whom"). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  scenarios: ['core'],
  sim: ['core', 'scenarios'],
  data: ['core', 'scenarios'],
  'data/import': ['core', 'scenarios', 'data'],
  'data/fit': ['core', 'scenarios', 'data', 'data/import', 'sim'],
  adapter: ['core', 'scenarios'],
  dashboard: ['core', 'scenarios', 'sim', 'data'],
  cli: [
    'core',
    'scenarios',
    'sim',
    'sim/validation',
    'data',
    'data/import',
    'data/fit',
    'adapter',
    'dashboard',
    '.',
  ],
  benchmarks: ['core', 'scenarios', 'sim', 'data', 'data/import'],
  tools: [],
}

/** Who may speak to the machine. */
const nodeAllowed = [
  /^(adapter|cli|tools|benchmarks)\//,
  /^dashboard\/build\.ts$/,
  /^sim\/(replicate|worker)\.ts$/,
  /^sim\/validation\/(crew|worker)\.ts$/,
  /^data\/(engine|write|write-parquet|runs|docs)\.ts$/,
  /^data\/import\//,
]

/** Files over 250 lines, each with its reason. */
const long: Readonly<Record<string, string>> = {
  'core/config/account.ts': 'every setting that there is, in one list',
  'core/router.ts': 'one handler an event type; offers and suggestions will take their own rooms',
  'core/ledger.ts': 'each thing that can happen to a conversation, in one place',
  'data/metrics/index.ts': 'a line to import each metric and a line for its place in the list',
}

/** Every breach of the house's rules, one `file:line: message` each. */
export function tidy(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...lengths(source), ...imports(source), ...words(source)])
}

const isTest = (file: string) => /(^|\/)test\/|\.test\.ts$/.test(file)

function lengths({ file, text }: Source): string[] {
  const lines = text.split('\n')
  // What is told in words is not broken into pieces.
  const bare = (line: string) =>
    line.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`?|\/?\*.*|\/[^/]{40,}\/[dgimsuy]*/g, '')
  const wide = lines.flatMap((line, i) =>
    line.length > 100 && !isTest(file) && bare(line).length > 90
      ? [`${file}:${i + 1}: ${line.length} columns are more than 100`]
      : [],
  )
  const count = lines.length - 1
  const isLong = count > 250 && !isTest(file) && !(file in long)
  return isLong ? [...wide, `${file}:${count}: more than 250 lines`] : wide
}

function imports({ file, text }: Source): string[] {
  if (isTest(file)) return []
  const found: string[] = []
  const room = roomOf(file)
  for (const [i, line] of text.split('\n').entries()) {
    const from = /(?:from|import) '([^']+)'/.exec(line)?.[1]
    if (from === undefined) continue
    const place = `${file}:${i + 1}: `
    if (from.startsWith('node:') && !nodeAllowed.some((rule) => rule.test(file)))
      found.push(`${place}${from} is not for this room`)
    if (room === 'core' && !from.startsWith('.')) found.push(`${place}core imports only core`)
    if (file.startsWith('dashboard/src/charts/') && !/^(d3|react|\.\/[\w-]+\.tsx?)$/.test(from))
      found.push(`${place}a chart takes rows and a size: it may not import ${from}`)
    if (!from.startsWith('.')) continue
    const target = posix.join(posix.dirname(file), from)
    const other = roomOf(target)
    // What starts a program in a thread or process of its own has it built first.
    if (other === room || (file.endsWith('.mjs') && target === 'tools/built.mjs')) continue
    if (!mayImport[room]?.includes(other)) found.push(`${place}${room} may not import ${other}`)
    else if (!target.endsWith('/index.ts') && other !== '.' && target !== 'dashboard/build.ts')
      found.push(`${place}${other} is imported by its index.ts only`)
  }
  return found
}

function roomOf(file: string): string {
  const [first, second] = file.split('/')
  if (first === 'data' && (second === 'import' || second === 'fit')) return `data/${second}`
  return file.includes('/') ? first : '.'
}

const everywhere: readonly [RegExp, string][] = [
  [/\bas any\b|: any\b(?!')|<any>/, 'any'],
  [/^\s*(export )?(const )?enum /, 'enum'],
  [/^\s*(export )?namespace /, 'namespace'],
  [/@ts-ignore|@ts-expect-error/, 'a silenced type error'],
  [/\b(TODO|FIXME)\b/, 'unfinished work'],
  [/\b(test|it|describe)\.(skip|only)\b/, 'a test that is left out'],
  [/(^|[\s'"`(])\/(work|root|home)\/\w/, 'a path of one machine'],
]
/** The live server has its time from `adapter/clock.ts`; its pages run elsewhere. */
const inAdapter: readonly [RegExp, string][] = [
  [/\bDate\.now\b|\bnew Date\(\)|\bset(Timeout|Interval)\(|\bperformance\b/, 'a clock or a timer'],
  [/\bMath\.random\b/, 'a coin'],
]
/** The one file that may ask the platform for its time-zone database, which nobody can compute. */
const zonesOfCore = 'core/schedule/zone.ts'
const inCore: readonly [RegExp, string][] = [
  [/\b(Date|performance|process|console|setTimeout|setInterval|Promise)\b/, 'clock or I/O'],
  [/\bMath\.random\b/, 'a coin'],
  [/\basync\b|\bawait\b/, 'a promise'],
]

function words({ file, text }: Source): string[] {
  if (file.startsWith('tools/tidy')) return []
  const rules = [...everywhere, ...rulesOf(file)]
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return code.split('\n').flatMap((line, i) => {
    const bare = line.replace(/\/\/.*$/, '')
    return rules.flatMap(([rule, what]) => (rule.test(bare) ? [`${file}:${i + 1}: ${what}`] : []))
  })
}

function rulesOf(file: string): readonly [RegExp, string][] {
  if (isTest(file)) return []
  if (file === zonesOfCore) return inCore
  if (file.startsWith('core/')) return [...inCore, [/\bIntl\b/, "the platform's tables"]]
  const isServer = /^adapter\/(?!pages\/|clock\.ts)/.test(file)
  return isServer ? inAdapter : []
}

/** The sources that git knows or would add. */
export function sourcesHere(): Source[] {
  const listed = ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs']
  return execFileSync('git', listed, { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
}
