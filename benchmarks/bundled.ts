import { buildSync } from 'esbuild'

const built = new Map<string, string>()

/** A program of the benchmarks as one file of JavaScript, as what ships is: made once a process. */
export function bundled(source: string): string {
  const outfile = `.cache/bench/${source.replaceAll('/', '-').replace(/\.ts$/, '.mjs')}`
  if (!built.has(source))
    buildSync({
      ...{ entryPoints: [source], outfile, bundle: true, sourcemap: true },
      ...{ platform: 'node', format: 'esm', target: 'node20' },
    })
  built.set(source, outfile)
  return outfile
}
