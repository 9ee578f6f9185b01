import { configDefaults, defineConfig } from 'vitest/config'

const rest = ['**/*.test.ts']
/** They start programs, servers and browsers of their own: each file in its own process. */
const outside = ['adapter', 'benchmarks', 'cli', 'dashboard'].map((room) => `${room}/**/*.test.ts`)
const exclude = [...configDefaults.exclude, '.cache/**']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    maxWorkers: 2,
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
        },
      },
      {
        extends: true,
        test: {
          name: 'inside',
          include: rest,
          exclude: [...exclude, ...outside],
          // Pure code keeps nothing between files: one reading of a module does for all.
          isolate: false,
        },
      },
    ],
  },
})
