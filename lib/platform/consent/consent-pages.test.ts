import { expect, test } from 'vitest'
import { connectOver, ownCallback, person } from '@/tests/support/connect'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a connect page that fails', async (openStore) => {
  const storage = await openStore()

  test('logs where the error happened, but not the message of the error', async () => {
    const { browser, logged } = connectOver(storage, {
      clients: () => {
        throw new TypeError('a secret')
      },
    })
    const query = new URLSearchParams({ service: 'slack', redirect_uri: ownCallback })
    const response = await browser(person('ana')).get(`/integrations/connect?${query}`)
    expect(response.status).toBe(500)
    const reference = /ref_[\w-]+/.exec(await response.text())?.[0] ?? 'no reference'
    expect(logged()).toContain(reference)
    expect(logged()).toContain('"thrown":"TypeError"')
    expect(logged()).not.toContain('a secret')
  })
})
