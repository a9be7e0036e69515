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
        ...{ ready: false, storage: 'well', background: 'unwell', queues: 'well' },
        job_ages_s: { codes: null, revocations: null },
        queue_ages_s: {},
      },
    ])
    const startedAt = clock.now
    const runs = { codes: startedAt, revocations: startedAt }
    embedded.lastBackgroundRuns = () => runs
    clock.now += 30_000
    const queues = { queues: 'well', queue_ages_s: {} }
    const readyReport = { ready: true, storage: 'well', background: 'well', ...queues }
    expect(await report()).toEqual([
      200,
      { ...readyReport, job_ages_s: { codes: 30, revocations: 30 } },
    ])
    clock.now += 300_000
    runs.codes = clock.now
    expect(await report()).toEqual([
      503,
      {
        ...{ ready: false, storage: 'well', background: 'unwell', ...queues },
        job_ages_s: { codes: 0, revocations: 330 },
      },
    ])
  })

  test('tells how long work has been due, and that it is late after 15 minutes', async () => {
    const { dashboard, clock } = createTestDashboard(await openStore())
    const startedAt = clock.now
    const backlog = { length: 1, oldestDueAt: startedAt }
    const embedded = {
      ...createFakeEmbedded(dashboard.api.send),
      lastBackgroundRuns: () => ({ checks: clock.now }),
      queues: [
        { name: 'checks', readBacklog: async () => backlog },
        { name: 'revocations', readBacklog: async () => ({ length: 0, oldestDueAt: null }) },
      ],
    }
    const report = async () => {
      const response = await readyz(request, { ...dashboard, embedded }, {})
      const { queues, queue_ages_s: ages } = await response.json()
      return [response.status, queues, ages]
    }
    clock.now += 899_000
    expect(await report()).toEqual([200, 'well', { checks: 899, revocations: 0 }])
    clock.now += 1000
    expect(await report()).toEqual([200, 'late', { checks: 900, revocations: 0 }])
    backlog.oldestDueAt = clock.now
    expect(await report()).toEqual([200, 'well', { checks: 0, revocations: 0 }])
  })

  test('tells no age of a queue that cannot be read', async () => {
    const { dashboard } = createTestDashboard(await openStore())
    const readBacklog = () => Promise.reject(new Error('the statement was cancelled'))
    const embedded = {
      ...createFakeEmbedded(dashboard.api.send),
      queues: [{ name: 'checks', readBacklog }],
    }
    const response = await readyz(request, { ...dashboard, embedded }, {})
    expect(await response.json()).not.toHaveProperty('queue_ages_s')
  })

  test('is alive but not ready when the storage does not answer', async () => {
    const storage = await openStore()
    const ready = () => Promise.reject(new Error('connection refused'))
    const { dashboard } = createTestDashboard({ ...storage, ready })
    expect((await readyz(request, dashboard, {})).status).toBe(503)
    expect((await healthz(request, dashboard, {})).status).toBe(200)
  })
})
