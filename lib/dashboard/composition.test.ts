import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'miteos-composition-'))
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('METRICS_TOKEN', 'a_token_that_reads_the_metrics')
})

afterEach(() => {
  vi.unstubAllEnvs()
  globalThis.miteosDashboard = undefined
  rmSync(dataDir, { recursive: true })
})

test('the process has one dashboard with one registry of metrics, however often its modules are loaded', async () => {
  const { composeDashboard } = await import('./composition')
  const { metrics } = composeDashboard()
  metrics?.work.requestAnswered({ method: 'GET', route: '/first', status: 200 }, 0.1)
  vi.resetModules()
  const again = await import('./composition')
  expect(again.composeDashboard).not.toBe(composeDashboard)
  expect(again.composeDashboard().metrics).toBe(metrics)
  const text = await again.composeDashboard().metrics?.write({ jobAges: {}, circuits: [] })
  expect(text).toContain('route="/first"')
})
