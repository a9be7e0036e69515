import { pino } from 'pino'
import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { createSandbox } from './sandbox'

describeOnBothStores('the sandbox', (openStore) => {
  test('answers 503 while its store is unavailable and recovers by itself', async () => {
    const storage = await openStore()
    let isAway = true
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const { handle } = createSandbox({
      storage: { ...storage, ready: () => (isAway ? Promise.reject(refused) : storage.ready()) },
      appUrl: 'https://platform.test',
      now: Date.now,
      log: pino({ enabled: false }),
    })
    const ask = () => handle(new Request('https://platform.test/sandbox/slack/api/auth.test'))
    const away = await ask()
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
    isAway = false
    expect((await ask()).status).toBe(200)
  })
})
