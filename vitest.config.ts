import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      'server-only': here('./tests/empty-module.ts'),
      '@': here('.'),
    },
  },
  test: {
    name: 'unit',
    include: ['{app,components,lib,scripts,server,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['./tests/postgres.ts'],
    setupFiles: ['./tests/no-console.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
