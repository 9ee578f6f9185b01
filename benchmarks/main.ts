import { core } from './core.ts'
import { load } from './load.ts'
import { mm20 } from './mm20.ts'

const benchmarks = {
  core: (isSmall: boolean) => (isSmall ? core(2000, 1) : core(150_000, 5)),
  load: async (isSmall: boolean) =>
    JSON.stringify(isSmall ? await load(5000, 1) : await load(), null, 2),
  mm20: (isSmall: boolean) => (isSmall ? mm20(20_000, 1) : mm20(1_000_000, 5)),
} as const

const [name, flag] = process.argv.slice(2)
const chosen = benchmarks[name as keyof typeof benchmarks]
if (chosen === undefined || (flag !== undefined && flag !== '--small')) {
  process.stderr.write(`npm run bench -- ${Object.keys(benchmarks).join('|')} [--small]\n`)
  process.exitCode = name === '--help' ? 0 : 2
} else process.stdout.write(`${await chosen(flag === '--small')}\n`)
