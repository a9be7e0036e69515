import { expect, test } from 'vitest'
import { connectOver, ownCallback, person } from '@/tests/support/connect'
import { consentAddress, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

/**
 * On plain http a browser sends no `Sec-Fetch-Site`, so only `Origin` shows that a form is from one of our
 * pages.
 */
async function expectOriginSent(response: Response) {
  expect(response.status).toBe(200)
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  const text = await response.text()
  expect(text).toContain('<form method="post"')
  expect(text).toContain('<meta name="referrer" content="strict-origin">')
}

describeOnBothStores('a page whose forms post to us', async (openStore) => {
  const storage = await openStore()

  test.each(['slack', 'telegram'])('lets the browser send its origin, for %s', async (service) => {
    const { browser } = connectOver(storage)
    const link = new URLSearchParams({ service, redirect_uri: ownCallback })
    await expectOriginSent(await browser(person('ana')).get(`/integrations/connect?${link}`))
  })

  test('lets the browser send its origin at the simulated vendors', async () => {
    await expectOriginSent(await sandboxOn(storage).ask('slack', consentAddress))
  })

  test('a form that comes with its origin is accepted without Sec-Fetch-Site', async () => {
    const { browser } = connectOver(storage, { url: 'http://miteos.test' })
    const fields = { service: 'slack', redirect_uri: 'http://miteos.test/callback' }
    const start = '/integrations/connect/start'
    const headers = { origin: 'http://miteos.test' }
    const response = await browser(person('ana')).post(start, fields, headers)
    expect(response.status).toBeLessThan(400)
    const hidden = await browser(person('ana')).post(start, fields, { origin: 'null' })
    expect(hidden.status).toBe(403)
  })
})
