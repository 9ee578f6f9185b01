import type { describe as Describe, expect as Expect, test as Test } from 'vitest'

/** What tests import from vitest, as `child.ts` has it. */
export const { describe, expect, test } = (
  globalThis as unknown as {
    suite: { describe: typeof Describe; expect: typeof Expect; test: typeof Test }
  }
).suite
