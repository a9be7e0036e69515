import { expect, test } from 'vitest'
import { submitDelete, submitRegister } from '@/lib/dashboard/settings/redirect-uri-forms'
import { newToken, shownOnceIn } from '@/lib/dashboard/settings/shown-once-cookie'
import { submitCreateToken, submitRevokeToken } from '@/lib/dashboard/settings/token-forms'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const uri = 'https://app.example.com/callback'
const urisPath = '/settings/redirect-uris'
const tokensPath = '/settings/tokens'

function locationOf(response: Response): URL {
  expect(response.status).toBe(303)
  return new URL(response.headers.get('location') ?? '', 'http://localhost')
}

describeOnBothStores('the forms of the settings', async (openStore) => {
  const server = platformOn(await openStore())

  test('register a redirect URI and delete it again', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'registers' })
    const fields = { uri: ` ${uri} `, app_name: 'Onboarding' }
    const registered = locationOf(await browser.post(submitRegister, urisPath, { fields }))
    const [listed] = await (await client.get('/v1/redirect_uris')).json()
    expect(listed).toMatchObject({ uri, app_name: 'Onboarding' })
    expect(registered.pathname).toBe(urisPath)
    expect(registered.searchParams.get('registered')).toBe(listed.id)
    for (const round of ['first', 'second']) {
      const params = { id: listed.id }
      const deleted = locationOf(await browser.post(submitDelete, urisPath, { params }))
      expect(deleted.search, round).toBe('?deleted=1')
    }
    expect(await (await client.get('/v1/redirect_uris')).json()).toEqual([])
  })

  test('lead back with what was typed when it cannot be registered', async () => {
    const { browser } = await dashboardOverPlatform(server, { account: 'mistypes' })
    const fields = { uri: 'http://app.example.com/callback', app_name: 'Onboarding' }
    const { searchParams } = locationOf(await browser.post(submitRegister, urisPath, { fields }))
    expect(Object.fromEntries(searchParams)).toEqual({ error: 'invalid', ...fields })
  })

  test('keep what was typed when the session has ended', async () => {
    const { browser } = await dashboardOverPlatform(server, { account: 'ends' })
    browser.cookies.clear()
    const fields = { uri, app_name: 'Onboarding' }
    const { searchParams } = locationOf(await browser.post(submitRegister, urisPath, { fields }))
    const back = new URL(searchParams.get('callbackUrl') ?? '', 'http://localhost')
    expect(Object.fromEntries(back.searchParams)).toEqual(fields)
  })

  test('change nothing for a member', async () => {
    const { browser, client } = await dashboardOverPlatform(server, {
      account: 'of a member',
      role: 'member',
    })
    const fields = { uri, app_name: 'Onboarding' }
    const refused = locationOf(await browser.post(submitRegister, urisPath, { fields }))
    expect(refused.searchParams.get('error')).toBe('forbidden')
    const token = { name: 'CI', role: 'admin' }
    const refusedToken = locationOf(
      await browser.post(submitCreateToken, tokensPath, { fields: token }),
    )
    expect(refusedToken.searchParams.get('error')).toBe('forbidden')
    expect(await (await client.get('/v1/redirect_uris')).json()).toEqual([])
  })

  test('create one token when the button is pressed twice, and show it to this session only', async () => {
    const { browser, client, dashboard, session } = await dashboardOverPlatform(server, {
      account: 'creates',
    })
    const fields = { name: 'CI', role: 'member', expires_in_days: '30', key: 'one-form' }
    const [first, second] = await Promise.all([
      browser.post(submitCreateToken, tokensPath, { fields }),
      browser.post(submitCreateToken, tokensPath, { fields }),
    ])
    expect(locationOf(first).href).toBe(locationOf(second).href)
    const tokens = await (await client.get('/v1/tokens')).json()
    const created = tokens.filter(({ name }: { name: string }) => name === 'CI')
    expect(created).toHaveLength(1)
    expect(locationOf(first).search).toBe(`?created=${created[0].id}`)
    const { keyring, settings } = dashboard
    const sealing = { keyring, sessionIdHash: session.idHash }
    const carried = shownOnceIn(browser.cookieHeader(), newToken, sealing, settings.appUrl)
    const token = carried?.secret ?? ''
    const asMember = { headers: { authorization: `Bearer ${token}` } }
    expect(
      (await server.anonymous('GET', '/v1/account', asMember)).headers.get('miteos-role'),
    ).toBe('member')
    expect(created[0].ends_with).toBe(token.slice(-4))
    expect(browser.cookieHeader()).not.toContain(token)
    const other = { keyring, sessionIdHash: 'another' }
    expect(shownOnceIn(browser.cookieHeader(), newToken, other, settings.appUrl)).toBeNull()
  })

  test('lead back with what was typed when a token has no name', async () => {
    const { browser } = await dashboardOverPlatform(server, { account: 'forgets the name' })
    const fields = { name: ' ', role: 'member', expires_in_days: '' }
    const { searchParams } = locationOf(
      await browser.post(submitCreateToken, tokensPath, { fields }),
    )
    expect(Object.fromEntries(searchParams)).toEqual({ error: 'invalid', ...fields })
  })

  test('revoke a token, but not the last one of an admin', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'revokes' })
    const { id } = await (await client.post('/v1/tokens', { name: 'CI', role: 'member' })).json()
    for (const round of ['first', 'second']) {
      const params = { id }
      const revoked = locationOf(await browser.post(submitRevokeToken, tokensPath, { params }))
      expect(revoked.search, round).toBe('?revoked=1')
    }
    const params = { id: client.tokenId }
    const refused = locationOf(await browser.post(submitRevokeToken, tokensPath, { params }))
    expect(refused.search).toBe('?error=revoke_conflict')
  })

  test.each([
    ['a redirect URI', submitDelete],
    ['an API token', submitRevokeToken],
  ])('say that there is nothing to remove for an id that cannot be one of %s', async (_, form) => {
    const { browser } = await dashboardOverPlatform(server, { account: 'guesses' })
    const response = await browser.post(form, '/settings', { params: { id: 'int_a' } })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Nothing was changed')
  })
})
