import { type BuildContext, context } from 'esbuild'
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Outcome } from './child.ts'
import { apply, type Mutant } from './mutants.ts'

/** A test that says nothing for so long has no end, in ms. */
const PATIENCE = 30_000
/** Modules stay in memory: a process reads so many bundles. */
const MOST = 40

/** Runs the same test files against one mutant after another. */
export class Bench {
  private readonly folder: string
  private readonly env: Readonly<Record<string, string>>
  private readonly bundle: Promise<BuildContext>
  private mutant: Mutant | undefined
  private child: ChildProcess | undefined
  private read = 0

  /** @param env Of the process that runs the tests; the bundle is written into the folder. */
  constructor(files: readonly string[], folder: string, env: Readonly<Record<string, string>>) {
    this.folder = folder
    this.env = env
    this.bundle = context({
      stdin: {
        contents: files.map((file) => `import './${file}'`).join('\n'),
        resolveDir: process.cwd(),
      },
      ...{ bundle: true, format: 'esm', platform: 'node', target: 'esnext' },
      ...{ logLevel: 'silent', packages: 'external', outfile: `${folder}/bundle.mjs` },
      alias: { vitest: resolve('tools/mutation/suite.ts') },
      plugins: [
        {
          name: 'mutant',
          setup: (bundle) =>
            bundle.onLoad({ filter: /\/core\/.*\.ts$/ }, ({ path }) => this.load(path)),
        },
      ],
    })
  }

  private load(path: string) {
    const { mutant } = this
    const isIts = mutant !== undefined && path === resolve(mutant.fileName)
    const source = isIts ? apply(mutant).source : readFileSync(path, 'utf8')
    const url = JSON.stringify(pathToFileURL(path).href)
    return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' as const }
  }

  /** What the tests say of the mutant; of the sources as they are without one. */
  async ask(mutant?: Mutant): Promise<Outcome> {
    this.mutant = mutant
    const bundle = await this.bundle
    try {
      await bundle.rebuild()
    } catch {
      return { killer: 'bundling the files', tests: 0, cpu: 0 }
    }
    const { href } = pathToFileURL(`${this.folder}/bundle.mjs`)
    // Another name, for a module is read once.
    return this.tell(`${href}?${mutant?.id ?? 'none'}`)
  }

  private tell(bundle: string): Promise<Outcome> {
    if (++this.read > MOST) this.stopChild()
    const child = (this.child ??= this.start())
    return new Promise((done) => {
      let name = 'reading the files'
      const end = (outcome: Outcome) => {
        clearTimeout(timer)
        child.removeAllListeners()
        done(outcome)
      }
      const died = (how: string) => {
        this.stopChild()
        end({ killer: `${name} (${how})`, tests: 0, cpu: 0 })
      }
      const timer = setTimeout(() => died('no end'), PATIENCE)
      child.on('message', (message: string | Outcome) => {
        if (typeof message !== 'string') return end(message)
        name = message
        timer.refresh()
      })
      child.on('exit', () => died('ended'))
      child.send(bundle)
    })
  }

  private start(): ChildProcess {
    this.read = 1
    return fork(resolve('tools/mutation/child.ts'), {
      env: { ...process.env, ...this.env },
      execArgv: ['--import', 'tsx', '--max-old-space-size=1024'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
  }

  private stopChild(): void {
    this.child?.removeAllListeners()
    this.child?.kill('SIGKILL')
    this.child = undefined
  }

  async stop(): Promise<void> {
    this.stopChild()
    rmSync(`${this.folder}/bundle.mjs`, { force: true })
    await (await this.bundle).dispose()
  }
}
