import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  connectOver,
  otherCallback,
  ownCallback,
  person,
  transactionsIn,
} from '@/tests/support/connect'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = person('ana')
const linkTo = (redirectUri: string) =>
  `/integrations/connect?${new URLSearchParams({ service: 'slack', redirect_uri: redirectUri })}`
const malformed = 'The return address cannot be used'
const unregistered = 'This return address is not registered'

describeOnBothStores('a return address', async (openStore) => {
  const storage = await openStore()

  test.each([ownCallback, otherCallback])('is accepted when it is registered: %s', async (uri) => {
    expect((await connectOver(storage).browser(ana).get(linkTo(uri))).status).toBe(200)
  })

  test.each([
    ['case of the host', 'http://LOCALHOST:3000/callback', unregistered],
    ['case of the path', 'http://localhost:3000/Callback', unregistered],
    ['a trailing slash', 'http://localhost:3000/callback/', unregistered],
    ['a query', 'http://localhost:3000/callback?a=b', unregistered],
    ['an empty query', 'http://localhost:3000/callback?', unregistered],
    ['a fragment', 'http://localhost:3000/callback#a', malformed],
    ['an empty fragment', 'http://localhost:3000/callback#', malformed],
    ['another port', 'http://localhost:3001/callback', unregistered],
    ['no port', 'http://localhost/callback', unregistered],
    ['the default port written out', 'https://app.example.com:443/done?tenant=7', unregistered],
    ['userinfo', 'http://localhost:3000@evil.example/callback', unregistered],
    ['a name for the user', 'http://a@localhost:3000/callback', unregistered],
    ['a dot segment', 'http://localhost:3000/./callback', unregistered],
    ['two dot segments', 'http://localhost:3000/a/../callback', unregistered],
    ['an escaped dot segment', 'http://localhost:3000/%2e/callback', unregistered],
    ['an escaped letter', 'http://localhost:3000/%63allback', unregistered],
    ['a doubled slash', 'http://localhost:3000//callback', unregistered],
    ['a backslash', 'http://localhost:3000\\callback', malformed],
    ['a sub-domain', 'https://a.app.example.com/done?tenant=7', unregistered],
    ['a longer domain', 'https://app.example.com.evil.example/done?tenant=7', unregistered],
    ['a trailing dot', 'https://app.example.com./done?tenant=7', unregistered],
    ['plain http', 'http://app.example.com/done?tenant=7', unregistered],
    ['https instead of http', 'https://localhost:3000/callback', unregistered],
    ['an extra parameter', 'https://app.example.com/done?tenant=7&x=1', unregistered],
    ['a missing parameter', 'https://app.example.com/done', unregistered],
    ['punycode', 'https://xn--pp-eka.example.com/done?tenant=7', unregistered],
    ['another alphabet', 'https://аpp.example.com/done?tenant=7', malformed],
    ['a space before', ' http://localhost:3000/callback', malformed],
    ['a tab within', 'http://local\thost:3000/callback', malformed],
    ['a line break', 'http://localhost:3000/callback\r\nSet-Cookie: a=b', malformed],
    ['NUL', 'http://localhost:3000/callback\0', malformed],
    ['a path only', '/callback', malformed],
    ['no scheme', '//localhost:3000/callback', malformed],
    ['javascript:', 'javascript:alert(1)', malformed],
    ['data:', 'data:text/html,hi', malformed],
    ['10 KB', `http://localhost:3000/callback?${'a'.repeat(10_000)}`, malformed],
    ['a wildcard', 'https://*.example.com/done?tenant=7', unregistered],
    ['an IPv4 number', 'http://2130706433:3000/callback', unregistered],
    ['IPv6', 'http://[::1]:3000/callback', unregistered],
  ])('is refused with a page when it differs by %s', async (_, redirectUri, title) => {
    const { browser, logged } = connectOver(storage)
    const visitor = browser(ana)
    const clicked = { 'sec-fetch-site': 'same-origin' }
    await expectRefusal(await visitor.get(linkTo(redirectUri), clicked), 400, title, logged)
    const fields = { service: 'slack', redirect_uri: redirectUri }
    const posted = await visitor.post('/integrations/connect/start', fields)
    await expectRefusal(posted, 400, title, logged)
    expect(await transactionsIn(storage)).toEqual([])
  })

  const registered = [ownCallback, otherCallback]
  const nearMiss = fc
    .tuple(
      fc.constantFrom(...registered),
      fc.nat(),
      fc.nat(2),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    .map(([uri, at, removed, added]) => {
      const position = at % (uri.length + 1)
      return uri.slice(0, position) + added + uri.slice(position + removed)
    })
  const randomAddress = fc.oneof(nearMiss, fc.webUrl({ withQueryParameters: true }), fc.string())

  test('is refused unless it is, byte by byte, a registered one', async () => {
    const visitor = connectOver(storage).browser(ana)
    await fc.assert(
      fc.asyncProperty(randomAddress, async (uri) => {
        const response = await visitor.get(linkTo(uri))
        expect(response.status).toBe(registered.includes(uri) ? 200 : 400)
        expect(response.headers.get('location')).toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})
