import { configDefaults, defineConfig } from 'vitest/config'

const rest = ['**/*.test.ts']
/** They start programs, servers and browsers of their own, and expect answers in time. */
const outside = ['adapter', 'benchmarks', 'cli', 'dashboard'].map((room) => `${room}/**/*.test.ts`)
const exclude = [...configDefaults.exclude, '.cache/**']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // What is bundled there already is read as it is.
    server: { deps: { external: [/\.cache\/.*\.mjs$/] } },
    setupFiles: 'tools/plain.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'outside',
          include: outside,
          exclude,
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...{ name: 'inside', include: rest, exclude: [...exclude, ...outside] },
          ...{ maxWorkers: 2, sequence: { groupOrder: 1 } },
        },
      },
    ],
  },
})
