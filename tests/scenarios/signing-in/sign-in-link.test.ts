import { expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { submitSignIn } from '@/lib/dashboard/sign-in/submit-sign-in'
import { createBrowser } from '@/tests/support/dashboard'
import { problem } from '@/tests/support/fake-miteos'
import { path, startSigningIn } from '@/tests/support/signing-in'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a sign-in link', async (openStore) => {
  const storage = await openStore()

  test('is spent once by the form, and its token is revoked when the session ends', async () => {
    const { browser, embedded, miteos, clock } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    const fields = { link: 'secret_of_a_link' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.headers.get('location')).toBe('/integrations')
    expect(miteos.bearers).toEqual(['Bearer mt_test_made_for_the_link'])
    clock.now += 60_000
    const again = await browser.post(submitSignIn, path, { fields })
    expect(again.headers.get('location')).toContain('error=link_used')

    const cookie = browser.cookieHeader()
    const out = await browser.post(signOut, '/sign-out', {})
    expect(out.headers.get('location')).toBe('/sign-in')
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    expect(embedded.revoked).toEqual(['tok_1'])
    expect(browser.cookies.size).toBe(0)
    const replayed = await browser.send(listIntegrations, '/api', { headers: { cookie } })
    expect(replayed.status).toBe(401)
  })

  /** Returns the cookie of a browser that has opened the sign-in page. */
  const pageCookie = (letter: string) => `miteos-browser=${letter.repeat(43)}`
  const fields = { link: 'secret_of_a_link' }

  test('signs in when its button is pressed twice in one browser, although the first answer was lost', async () => {
    const { dashboard, embedded, miteos, clock } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    const press = async () => {
      const browser = createBrowser(dashboard)
      const headers = { cookie: pageCookie('a') }
      const response = await browser.post(submitSignIn, path, { fields, headers })
      return { browser, to: response.headers.get('location') }
    }
    await press()
    const second = await press()
    expect(second.to).toBe('/integrations')
    expect((await second.browser.get(listIntegrations, '/api/integrations')).status).toBe(200)
    expect(miteos.bearers).toHaveLength(2)

    await second.browser.post(signOut, '/sign-out', {})
    clock.now += 60_000
    expect((await press()).to, 'after signing out').toContain('error=link_used')
  })

  test('does not sign in again with the cookie of the page after a minute, although the session lives', async () => {
    const { dashboard, embedded, clock } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    const press = async () => {
      const browser = createBrowser(dashboard)
      const headers = { cookie: pageCookie('c') }
      return (await browser.post(submitSignIn, path, { fields, headers })).headers.get('location')
    }
    expect(await press()).toBe('/integrations')
    clock.now += 61_000
    expect(await press()).toContain('error=link_used')
  })

  test('signs in when its button is pressed twice at once', async () => {
    const { dashboard, embedded, miteos } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    miteos.on('GET /integrations', async () => {
      await released
      return Response.json([])
    })
    const presses = [1, 2].map(async () => {
      const browser = createBrowser(dashboard)
      const headers = { cookie: pageCookie('b') }
      const response = await browser.post(submitSignIn, path, { fields, headers })
      return { to: response.headers.get('location'), browser }
    })
    setTimeout(release, 300)
    const [first, second] = await Promise.all(presses)
    expect([first?.to, second?.to]).toEqual(['/integrations', '/integrations'])
    for (const { browser } of [first, second].flatMap((press) => press ?? [])) {
      expect((await browser.get(listIntegrations, '/api/integrations')).status).toBe(200)
    }
  })

  test('is refused in another browser, with an error of its own', async () => {
    const { dashboard, embedded, clock } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    const press = (letter: string) =>
      createBrowser(dashboard).post(submitSignIn, path, {
        fields,
        headers: { cookie: pageCookie(letter) },
      })
    await press('c')
    clock.now += 60_000
    const other = await press('d')
    expect(other.headers.get('location')).toContain('error=link_used')
    expect(other.headers.getSetCookie()).toEqual([])
    const unknown = await createBrowser(dashboard).post(submitSignIn, path, {
      fields: { link: 'secret_of_no_link' },
    })
    expect(unknown.headers.get('location')).toContain('error=link_invalid')
  })

  test('leaves no token behind when its sign-in fails', async () => {
    const { browser, embedded, miteos } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    miteos.on('GET /integrations', () => problem(500, 'internal_error'))
    await browser.post(submitSignIn, path, { fields: { link: 'secret_of_a_link' } })
    expect(embedded.revoked).toEqual(['tok_1'])
  })
})
