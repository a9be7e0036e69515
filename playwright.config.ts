import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { chromiumFlags, findChromium } from './e2e/support/chromium'
import { freePort } from './scripts/free-port'
import { testFolder } from './scripts/test-folder'

// Workers load this file again and inherit the values that the first process chose.
process.env.TMPDIR = testFolder()
process.env.E2E_CHROMIUM ??= findChromium()
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'miteos-e2e-'))
process.env.E2E_ORIGIN ??= `http://127.0.0.1:${await freePort()}`

const origin = process.env.E2E_ORIGIN

/** These take minutes. Begun last, they would keep one core busy while the other has nothing left to do. */
const longest = ['**/operations/kill.spec.ts', '**/operations/every-address.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  globalTeardown: './e2e/support/remove-data.ts',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  // Half of the time of a test is spent waiting, so three at once keep two cores busy.
  workers: 3,
  retries: 0,
  timeout: 150_000,
  // A shared machine may be slow, so an expectation has this much time.
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: origin,
    launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: chromiumFlags },
  },
  projects: [
    { name: 'longest', testMatch: longest, use: devices['Desktop Chrome'] },
    { name: 'desktop', testIgnore: longest, use: devices['Desktop Chrome'] },
  ],
  webServer: {
    command: 'node server.mjs',
    url: `${origin}/healthz`,
    env: {
      HOST: '127.0.0.1',
      PORT: new URL(origin).port,
      APP_URL: origin,
      DATA_DIR: process.env.E2E_DATA_DIR,
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 12_000 },
  },
})
