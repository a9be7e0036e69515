import { expect, test } from 'vitest'
import { problem } from '@/tests/fake-miteos'
import { path, startSigningIn } from '@/tests/signing-in'
import { describeOnBothStores } from '@/tests/stores'
import { listIntegrations } from '../integrations/integrations-api'
import { signOut } from './sign-out'
import { submitSignIn } from './submit-sign-in'

describeOnBothStores('a sign-in link', async (openStore) => {
  const storage = await openStore()

  test('a link is spent by the form, once, and its token dies with the session', async () => {
    const { browser, embedded, miteos } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    const fields = { link: 'secret_of_a_link' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.headers.get('location')).toBe('/integrations')
    expect(miteos.bearers).toEqual(['Bearer mt_test_made_for_the_link'])
    const again = await browser.post(submitSignIn, path, { fields })
    expect(again.headers.get('location')).toContain('error=wrong_token')

    const cookie = browser.cookieHeader()
    const out = await browser.post(signOut, '/sign-out', {})
    expect(out.headers.get('location')).toBe('/sign-in')
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    expect(embedded.revoked).toEqual(['tok_1'])
    expect(browser.cookies.size).toBe(0)
    const replayed = await browser.send(listIntegrations, '/api', { headers: { cookie } })
    expect(replayed.status, 'S6').toBe(401)
  })

  test('a link whose sign-in fails leaves no token behind', async () => {
    const { browser, embedded, miteos } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    miteos.on('GET /integrations', () => problem(500, 'internal_error'))
    await browser.post(submitSignIn, path, { fields: { link: 'secret_of_a_link' } })
    expect(embedded.revoked).toEqual(['tok_1'])
  })
})
