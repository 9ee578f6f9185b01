import { run } from '../tools/built.mjs'

await run(new URL('worker.ts', import.meta.url))
