import { expect, test } from 'vitest'
import {
  appUrl,
  connectOver,
  otherCallback,
  ownCallback,
  person,
  transactionsIn,
} from '@/tests/support/connect'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { redirectTarget } from '@/tests/support/redirect-target'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = person('ana')
const link = (parameters: Record<string, string> | [string, string][]) =>
  `/integrations/connect?${new URLSearchParams(parameters)}`
const slackLink = link({ service: 'slack', redirect_uri: ownCallback, state: 'xyz' })
const clickedOnOurPage = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }

describeOnBothStores('the connect link', (openStore) => {
  test('shows what will be connected and stores nothing', async () => {
    const { browser, storage } = connectOver(await openStore())
    const response = await browser(ana).get(slackLink)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain('Connect Slack to Miteos')
    expect(text).toContain('post messages to channels')
    expect(text).toContain('>Continue</button>')
    expect(text).toContain('Example Ltd')
    expect(response.headers.getSetCookie()).toEqual([])
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self';")
    expect(await transactionsIn(storage)).toEqual([])
  })

  test('names the host to which the person returns', async () => {
    const { browser } = connectOver(await openStore())
    const response = await browser(ana).get(
      link({ service: 'github', redirect_uri: otherCallback }),
    )
    expect(await response.text()).toContain('app.example.com')
  })

  test('begins at once after a click on our own page, with our own callback', async () => {
    const { browser, storage } = connectOver(await openStore())
    const response = await browser(ana).get(slackLink, clickedOnOurPage)
    expect(response.status).toBe(200)
    const target = new URL(redirectTarget(response))
    expect(await response.text()).toContain('>Go on to Slack</a>')
    expect(target.origin + target.pathname).toBe('https://slack.com/oauth/v2/authorize')
    expect(target.searchParams.get('redirect_uri')).toBe(
      `${appUrl}/integrations/connect/callback/slack`,
    )
    expect(target.searchParams.get('state')).toMatch(/^[\w-]{43}$/)
    expect(target.searchParams.get('state')).not.toBe('xyz')
    expect(target.searchParams.has('code_challenge')).toBe(false)
    expect(await transactionsIn(storage)).toHaveLength(1)
  })

  test.each<[string, Record<string, string>, string, string]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }, ownCallback, 'GET'],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }, ownCallback, 'GET'],
    ['the address bar', { 'sec-fetch-site': 'none' }, ownCallback, 'GET'],
    ['a browser that does not say from where', {}, ownCallback, 'GET'],
    ['our page, but to another callback', clickedOnOurPage, otherCallback, 'GET'],
    ['our page, as HEAD', clickedOnOurPage, ownCallback, 'HEAD'],
    [
      'our page, as a script',
      { ...clickedOnOurPage, 'sec-fetch-mode': 'cors' },
      ownCallback,
      'GET',
    ],
    ['a prefetch', { ...clickedOnOurPage, 'sec-purpose': 'prefetch' }, ownCallback, 'GET'],
    [
      'a prerender',
      { ...clickedOnOurPage, 'sec-purpose': 'prefetch;prerender' },
      ownCallback,
      'GET',
    ],
    [
      'a prefetch with the old header',
      { ...clickedOnOurPage, purpose: 'prefetch' },
      ownCallback,
      'GET',
    ],
    [
      'a prefetch of the router',
      { ...clickedOnOurPage, 'next-router-prefetch': '1' },
      ownCallback,
      'GET',
    ],
    ['a link preview', { ...clickedOnOurPage, 'x-purpose': 'preview' }, ownCallback, 'GET'],
  ])('has no effect when followed from %s', async (_, headers, redirectUri, method) => {
    const { browser, storage } = connectOver(await openStore())
    const path = link({ service: 'slack', redirect_uri: redirectUri })
    const response = await browser(ana).get(path, headers, method)
    expect(response.status).toBe(200)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await transactionsIn(storage)).toEqual([])
    if (method === 'HEAD') expect(await response.text()).toBe('')
  })

  test('leads to sign-in and back when nobody is signed in', async () => {
    const { browser, storage } = connectOver(await openStore())
    const response = await browser(null).get(slackLink, clickedOnOurPage)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent(slackLink)}`,
    )
    expect(await transactionsIn(storage)).toEqual([])
  })

  test('is refused when the service is not set up', async () => {
    const { browser, logged } = connectOver(await openStore(), { notSetUp: ['slack'] })
    const title = 'Slack is not set up on this server'
    await expectRefusal(await browser(ana).get(slackLink), 404, title, logged)
  })

  test('is refused for a role that may not connect', async () => {
    const { browser, storage, logged } = connectOver(await openStore())
    const support = browser(person('sue', { role: 'support' }))
    const title = 'Your role may not connect Slack'
    await expectRefusal(await support.get(slackLink, clickedOnOurPage), 403, title, logged)
    const fields = { service: 'slack', redirect_uri: ownCallback }
    const posted = await support.post('/integrations/connect/start', fields)
    await expectRefusal(posted, 403, title, logged)
    expect(await transactionsIn(storage)).toEqual([])
  })

  test('does not show the parameters of the link as markup', async () => {
    const { browser } = connectOver(await openStore())
    const state = `"><script>alert(1)</script>`
    const path = link({ service: 'slack', redirect_uri: ownCallback, state })
    const text = await (await browser(ana).get(path)).text()
    expect(text).not.toContain('<script')
    expect(text).toContain('&quot;&gt;&lt;script&gt;')
  })
})
