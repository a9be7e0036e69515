import { expect, test } from 'vitest'
import {
  appUrl,
  connectOver,
  ownCallback,
  person,
  returnedParameters,
  transactionsIn,
} from '@/tests/support/connect'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = person('ana')
const ben = person('ben', { accountId: 'acct_2', accountName: 'Other Ltd' })
const link = (parameters: Record<string, string> | [string, string][]) =>
  `/integrations/connect?${new URLSearchParams(parameters)}`

describeOnBothStores('the form that begins a transaction', (openStore) => {
  const fields = { service: 'gmail', redirect_uri: ownCallback, state: 'xyz', person: ana.id }
  const start = '/integrations/connect/start'

  test('sends the browser to the provider, with a state, a challenge and a cookie of its own', async () => {
    const { browser, storage } = connectOver(await openStore(), { url: 'https://miteos.example' })
    const response = await browser(ana).post(
      start,
      { ...fields, redirect_uri: 'https://miteos.example/callback' },
      { origin: 'https://miteos.example', 'sec-fetch-site': 'same-origin' },
    )
    expect(response.status).toBe(200)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    const sent = returnedParameters(response)
    expect(sent).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' })
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-miteos-connect-[\w-]{16}=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
    const [row] = await transactionsIn(storage)
    expect(row).toMatchObject({ person: ana.id, service: 'gmail' })
    expect(JSON.stringify(row)).not.toContain('"xyz"')
    expect(JSON.stringify(row)).not.toContain(sent.state)
  })

  test('redirects a client that does not ask for HTML, because form-action does not apply to it', async () => {
    const { browser, storage } = connectOver(await openStore())
    const scriptHeaders = { origin: appUrl, accept: '*/*' }
    const response = await browser(ana).post(start, fields, scriptHeaders)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toContain('https://accounts.google.com/')
    expect(response.headers.getSetCookie()).toHaveLength(1)
    expect(await transactionsIn(storage)).toHaveLength(1)
  })

  test.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port', { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['only an opaque origin', { origin: 'null' }],
    ['nothing', {}],
    ['only Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }],
    ['our origin, but a cross-site request', { origin: appUrl, 'sec-fetch-site': 'cross-site' }],
    ['an origin that begins like ours', { origin: `${appUrl}.evil.example` }],
  ])('is refused when the headers name %s', async (_, headers) => {
    const { browser, storage, logged } = connectOver(await openStore())
    const response = await browser(ana).post(start, fields, headers)
    const text = await response.clone().text()
    expect(text).toContain(`only on pages of ${appUrl}.`)
    expect(text).toContain(`<a class="button" href="${appUrl}/integrations`)
    await expectRefusal(response, 403, 'This did not come from a Miteos page', logged)
    expect(await transactionsIn(storage)).toEqual([])
  })

  test('is refused when somebody else has signed in after the form was shown', async () => {
    const { browser, storage, logged } = connectOver(await openStore())
    const response = await browser(ben).post(start, fields)
    await expectRefusal(response, 403, 'This browser is signed in differently now', logged)
    expect(await transactionsIn(storage)).toEqual([])
  })

  test('leads to sign-in and back to the link when nobody is signed in', async () => {
    const { browser } = connectOver(await openStore())
    const response = await browser(null).post(start, fields)
    const back = link({ service: 'gmail', redirect_uri: ownCallback, state: 'xyz' })
    expect(response.headers.get('location')).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent(back)}`,
    )
  })

  test('is refused when it is not a form, or too large', async () => {
    const { browser, logged } = connectOver(await openStore())
    const visitor = browser(ana)
    const large = await visitor.post(start, { ...fields, padding: 'x'.repeat(17_000) })
    await expectRefusal(large, 413, 'The form is too large', logged)
    const json = await visitor.post(start, fields, {
      origin: appUrl,
      'content-type': 'application/json',
    })
    await expectRefusal(json, 415, 'The form could not be read', logged)
  })

  test('is refused when one person begins too many in a minute, but not for other people', async () => {
    const { browser, logged } = connectOver(await openStore(), { connectsPerMinute: 2 })
    const visitor = browser(ana)
    await visitor.begin('gmail')
    await visitor.begin('slack')
    const third = await visitor.post(start, fields)
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectRefusal(third, 429, 'Too many connections at once', logged)
    await browser(ben).begin('gmail')
  })

  test.each([
    ['GET', start],
    ['PUT', start],
    ['DELETE', '/integrations/connect'],
    ['POST', '/integrations/connect'],
    ['POST', '/integrations/connect/callback/slack'],
    ['HEAD', '/integrations/connect/callback/slack'],
  ])('is not reached by %s %s, and the refusal names the allowed methods', async (method, path) => {
    const { browser } = connectOver(await openStore())
    const response = await browser(ana).get(path, { origin: appUrl }, method)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toMatch(/GET|POST/)
  })

  test.each([
    '/integrations/connect/',
    '/integrations/connect/elsewhere',
    '/integrations/connectx',
  ])('has no page at %s', async (path) => {
    const { browser, logged } = connectOver(await openStore())
    await expectRefusal(await browser(ana).get(path), 404, 'There is no such page', logged)
  })
})
