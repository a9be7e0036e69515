import { pino } from 'pino'
import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { createSandbox } from './sandbox'

describeOnBothStores('the sandbox', (openStore) => {
  test('answers 503 while its store is unavailable and recovers by itself', async () => {
    const storage = await openStore()
    let isStoreDown = true
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const { handle } = createSandbox({
      storage: {
        ...storage,
        ready: () => (isStoreDown ? Promise.reject(refused) : storage.ready()),
      },
      appUrl: 'https://platform.test',
      now: Date.now,
      log: pino({ enabled: false }),
      findCustomer: async () => null,
    })
    const ask = () => handle(new Request('https://platform.test/sandbox/slack/api/auth.test'))
    const unavailable = await ask()
    expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '5'])
    isStoreDown = false
    expect((await ask()).status).toBe(200)
  })
})
