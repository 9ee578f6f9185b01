import { run } from '../tools/built.mjs'

await run(new URL('sql-child.ts', import.meta.url))
