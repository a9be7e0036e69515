import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      'server-only': here('./tests/support/empty-module.ts'),
      '@': here('.'),
    },
  },
  test: {
    name: 'unit',
    include: ['{app,components,lib,scripts,server,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['./tests/support/postgres.ts'],
    setupFiles: ['./tests/support/no-console.ts'],
    // Many tests wait for a deadline or a database, so on two cores three files at once take less time than two.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
