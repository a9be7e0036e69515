import { expect, test } from 'vitest'
import { createTestDashboard } from '@/tests/support/dashboard'
import { createFakeEmbedded } from '@/tests/support/fake-embedded'
import { describeOnBothStores } from '@/tests/support/stores'
import { healthz, readyz } from './health'

const request = new Request('http://localhost/readyz')

describeOnBothStores('a server', (openStore) => {
  test('is ready when the storage answers and the background work ran', async () => {
    const { dashboard, clock } = createTestDashboard(await openStore())
    const embedded = createFakeEmbedded(dashboard.api.send)
    const report = async () => {
      const response = await readyz(request, { ...dashboard, embedded }, {})
      return [response.status, await response.json()]
    }
    expect(await report()).toEqual([
      503,
      {
        ...{ ready: false, storage: 'well', background: 'unwell' },
        job_ages_s: { codes: null, revocations: null },
      },
    ])
    const startedAt = clock.now
    const runs = { codes: startedAt, revocations: startedAt }
    embedded.lastBackgroundRuns = () => runs
    clock.now += 30_000
    const readyReport = { ready: true, storage: 'well', background: 'well' }
    expect(await report()).toEqual([
      200,
      { ...readyReport, job_ages_s: { codes: 30, revocations: 30 } },
    ])
    clock.now += 300_000
    runs.codes = clock.now
    expect(await report()).toEqual([
      503,
      {
        ...{ ready: false, storage: 'well', background: 'unwell' },
        job_ages_s: { codes: 0, revocations: 330 },
      },
    ])
  })

  test('is alive but not ready when the storage does not answer', async () => {
    const storage = await openStore()
    const ready = () => Promise.reject(new Error('connection refused'))
    const { dashboard } = createTestDashboard({ ...storage, ready })
    expect((await readyz(request, dashboard, {})).status).toBe(503)
    expect((await healthz(request, dashboard, {})).status).toBe(200)
  })
})
