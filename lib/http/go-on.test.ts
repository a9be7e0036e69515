import { expect, test } from 'vitest'
import { redirectTarget } from '@/tests/support/redirect-target'
import { goOn } from './go-on'

const appUrl = 'http://localhost:3000'
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const slack = { title: 'On to Slack <b>', label: 'Go on to Slack <b>' }
const away = { ...slack, href: 'https://slack.com/oauth/v2/authorize?state=a&scope=b' }

test('a place of our own is reached by a redirect', () => {
  const way = { appUrl, accept: browser, cookies: ['a=1'] }
  const response = goOn({ ...slack, href: `${appUrl}/callback?a=1` }, way)
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`${appUrl}/callback?a=1`)
  expect(response.headers.getSetCookie()).toEqual(['a=1'])
})

test.each([
  away.href,
  'http://[::1]:4401/login/oauth/authorize',
  'http://localhost:3001/callback',
  'http://localhost.evil.example:3000/',
])('%s is reached by a page, to which no form-action applies', async (href) => {
  const way = { appUrl, accept: browser, cookies: ['a=1', 'b=2'] }
  const response = goOn({ ...slack, href }, way)
  expect(response.status).toBe(200)
  expect(response.headers.has('location')).toBe(false)
  expect(redirectTarget(response)).toBe(href)
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  const text = await response.text()
  expect(text).toContain(`href="${href.replaceAll('&', '&amp;')}">Go on to Slack &lt;b&gt;</a>`)
  expect(text).not.toContain('<form')
})

test.each([null, '', '*/*', 'application/json, */*;q=0.5', 'text/html;q=0, */*', 'text/htmlx'])(
  'a client that takes %j is no browser, and is redirected',
  async (accept) => {
    const response = goOn(away, { appUrl, accept, cookies: ['a=1', 'b=2'] })
    expect([response.status, await response.text()]).toEqual([303, ''])
    expect(response.headers.get('location')).toBe(away.href)
    expect(response.headers.has('refresh')).toBe(false)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  },
)

test.each(['text/html', 'TEXT/HTML;charset=utf-8', 'application/json, text/html; q=0.1'])(
  'a client that takes %j gets the page',
  (accept) => expect(goOn(away, { appUrl, accept }).status).toBe(200),
)
