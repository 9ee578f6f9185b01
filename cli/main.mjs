// The command line, as `npm run switchyard` starts it.
import { run } from '../tools/built.mjs'

await run(new URL('main.ts', import.meta.url))
