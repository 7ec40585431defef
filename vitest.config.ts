import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { routes } from './apps/web/build/routes.ts'

/** Files share a process, and what is loaded in it: no test leaves anything behind in a module. */
const isolate = false
/** What puts another module in the place of one has a process of its own. */
const replacing = ['src/files/fullDisk.test.ts']

export default defineConfig({
  test: {
    // One more than there are cores: somebody always waits for a database, a press or a clock.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { name: 'architecture', isolate, include: ['*.test.ts'] } },
      { test: { name: 'shared', isolate, root: 'packages/shared', include: ['src/**/*.test.ts'] } },
      { test: { name: 'drill', root: 'e2e', include: ['drills/*.drill.ts'] } },
      { test: { name: 'drill, lists and sums', root: 'apps/bff', include: ['test/*.drill.ts'], globalSetup: ['./test/globalSetup.ts'], hookTimeout: 60_000 } },
      { plugins: [routes()], test: { name: 'web', isolate, root: 'apps/web', css: true, include: ['{src,build}/**/*.test.ts'] } },
      { test: { name: 'bff, modules replaced', root: 'apps/bff', include: replacing } },
      {
        test: {
          name: 'bff',
          isolate,
          root: 'apps/bff',
          include: ['{src,test}/**/*.test.ts'],
          exclude: replacing,
          globalSetup: ['./test/globalSetup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
