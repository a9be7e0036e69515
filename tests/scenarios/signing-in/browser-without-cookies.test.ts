import { expect, test } from 'vitest'
import { browserCookies } from '@/lib/dashboard/sign-in/browser-cookie'
import { submitSignIn } from '@/lib/dashboard/sign-in/submit-sign-in'
import { createBrowser } from '@/tests/support/dashboard'
import { goodToken, path, startSigningIn } from '@/tests/support/signing-in'
import { describeOnBothStores } from '@/tests/support/stores'

const pageCookie = `miteos-browser=${'a'.repeat(43)}`
const cookies = 'needed'

describeOnBothStores('a browser that keeps no cookies', async (openStore) => {
  const storage = await openStore()

  test('is told so after a valid token, and no session is begun', async () => {
    const { dashboard, browser, miteos } = startSigningIn(storage)
    const fields = { token: goodToken, callbackUrl: '/integrations/int_1', cookies }
    const refused = await browser.post(submitSignIn, path, { fields })
    expect(refused.status).toBe(303)
    expect(refused.headers.get('location')).toMatch(
      /^\/sign-in\?error=no_cookies&callbackUrl=%2Fintegrations%2Fint_1&reference=/,
    )
    expect(refused.headers.getSetCookie()).toEqual([])
    expect(miteos.calls).toEqual([])
    const headers = { cookie: pageCookie }
    const accepted = await createBrowser(dashboard).post(submitSignIn, path, { fields, headers })
    expect(accepted.headers.get('location')).toBe('/integrations/int_1')
  })

  test('does not spend its link, and gets the link back', async () => {
    const { dashboard, browser, embedded } = startSigningIn(storage)
    embedded.links.add('secret_of_a_link')
    const fields = { link: 'secret_of_a_link', cookies }
    const refused = await browser.post(submitSignIn, path, { fields })
    expect(refused.headers.get('location')).toContain('error=no_cookies')
    expect(refused.headers.get('location')).toContain('link=secret_of_a_link')
    const headers = { cookie: pageCookie }
    const accepted = await createBrowser(dashboard).post(submitSignIn, path, { fields, headers })
    expect(accepted.headers.get('location')).toBe('/integrations')
  })
})

test('the sign-in page gives a browser one cookie, once, and no other page does', () => {
  const cookiesFor = (pathname: string, header: string | null, appUrl = 'http://localhost:3000') =>
    browserCookies(pathname, header, appUrl)
  expect(cookiesFor('/sign-in', null)).toEqual([
    expect.stringMatching(/^miteos-browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
  expect(cookiesFor('/sign-in', null, 'https://miteos.example')).toEqual([
    expect.stringMatching(
      /^__Host-miteos-browser=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ])
  expect(cookiesFor('/sign-in', pageCookie)).toEqual([])
  expect(cookiesFor('/sign-in', 'miteos-browser=damaged')).toHaveLength(1)
  expect(cookiesFor('/integrations', null)).toEqual([])
})
