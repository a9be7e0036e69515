import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { testFolder } from './scripts/test-folder'

process.env.TMPDIR = testFolder()

/**
 * The files that replace modules, the clock or a global, or that expect a package to be loaded for them alone. All other
 * files of a worker share their modules, because loading the platform for each takes longer than its tests.
 */
const isolated = [
  'app/not-found.test.tsx',
  'lib/dashboard/composition.test.ts',
  'lib/platform/providers/telegram.wire.test.ts',
  'lib/platform/sandbox/vendors/slack-metadata.test.ts',
  'lib/queries/read.test.ts',
  'server/next-routes.test.ts',
  'tests/scenarios/checking/store-away.test.ts',
]

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      'server-only': here('./tests/support/empty-module.ts'),
      '@': here('.'),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts,server,tests}/**/*.test.{ts,tsx}'],
          exclude: isolated,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
    globalSetup: ['./tests/support/postgres.ts', './tests/support/bundles.ts'],
    setupFiles: ['./tests/support/no-console.ts'],
    // Many tests wait for a deadline or a database, so on two cores three files at once take less time than two.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
