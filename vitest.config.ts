import { defineConfig } from 'vitest/config'
import { routes } from './apps/web/build/routes.ts'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'architecture', include: ['*.test.ts'] } },
      { test: { name: 'shared', root: 'packages/shared', include: ['src/**/*.test.ts'] } },
      { test: { name: 'drill', root: 'e2e', include: ['drills/*.drill.ts'] } },
      { plugins: [routes()], test: { name: 'web', root: 'apps/web', css: true, include: ['{src,build}/**/*.test.ts'] } },
      {
        test: {
          name: 'bff',
          root: 'apps/bff',
          include: ['{src,test}/**/*.test.ts'],
          globalSetup: ['./test/globalSetup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
