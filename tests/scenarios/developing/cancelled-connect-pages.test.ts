import { expect, test } from 'vitest'
import { connectOver, otherCallback, ownCallback, person } from '@/tests/support/connect'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = person('ana')

describeOnBothStores('the link "Cancel" on a connect page', async (openStore) => {
  const storage = await openStore()

  test.each([
    ['slack', otherCallback],
    ['telegram', otherCallback],
    ['slack', ownCallback],
  ])('of %s leads back to %s with an error and the state', async (service, redirectUri) => {
    const browser = connectOver(storage).browser(ana)
    const query = new URLSearchParams({ service, redirect_uri: redirectUri, state: 'xyz' })
    const text = await (await browser.get(`/integrations/connect?${query}`)).text()
    const [, href = ''] = /href="([^"]+)">Cancel</.exec(text) ?? []
    const path = href.replaceAll('&amp;', '&')
    const response = await browser.get(path)
    expect(response.status).toBe(303)
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.href.startsWith(redirectUri)).toBe(true)
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      error: 'access_denied',
      error_description: 'The person cancelled.',
      service,
      state: 'xyz',
      iss: 'http://localhost:3000',
    })
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('leads nowhere before a person follows it', async () => {
    const browser = connectOver(storage).browser(ana)
    const query = new URLSearchParams({ service: 'slack', redirect_uri: otherCallback })
    const headers = { 'sec-purpose': 'prefetch' }
    const response = await browser.get(`/integrations/connect/cancel?${query}`, headers)
    expect(response.status).toBe(503)
    expect(response.headers.get('location')).toBeNull()
  })

  test('leads nowhere when the redirect URI is not registered', async () => {
    const browser = connectOver(storage).browser(ana)
    const query = new URLSearchParams({
      service: 'slack',
      redirect_uri: 'https://gone.example.com/callback',
    })
    const response = await browser.get(`/integrations/connect/cancel?${query}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain('This return address is not registered')
  })

  test('tells what differs in words that can be read', async () => {
    const browser = connectOver(storage).browser(ana)
    const query = new URLSearchParams({ service: 'slack', redirect_uri: `${ownCallback}s` })
    const text = await (await browser.get(`/integrations/connect?${query}`)).text()
    expect(text).toContain('the path “/callbacks”, not “/callback”')
  })
})
