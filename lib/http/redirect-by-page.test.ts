import { expect, test } from 'vitest'
import { redirectTarget } from '@/tests/support/redirect-target'
import { redirectByPage } from './redirect-by-page'

const appUrl = 'http://localhost:3000'
const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const slackTexts = { title: 'On to Slack <b>', label: 'Go on to Slack <b>' }
const slackPage = { ...slackTexts, href: 'https://slack.com/oauth/v2/authorize?state=a&scope=b' }

test('the client is redirected to an address on our own origin', () => {
  const circumstances = { appUrl, accept: browserAccept, cookies: ['a=1'] }
  const response = redirectByPage({ ...slackTexts, href: `${appUrl}/callback?a=1` }, circumstances)
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`${appUrl}/callback?a=1`)
  expect(response.headers.getSetCookie()).toEqual(['a=1'])
})

test.each([
  slackPage.href,
  'http://[::1]:4401/login/oauth/authorize',
  'http://localhost:3001/callback',
  'http://localhost.evil.example:3000/',
])('a browser gets a page without a form, which opens %s by itself', async (href) => {
  const circumstances = { appUrl, accept: browserAccept, cookies: ['a=1', 'b=2'] }
  const response = redirectByPage({ ...slackTexts, href }, circumstances)
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
  'a client whose Accept header is %j is redirected',
  async (accept) => {
    const response = redirectByPage(slackPage, { appUrl, accept, cookies: ['a=1', 'b=2'] })
    expect([response.status, await response.text()]).toEqual([303, ''])
    expect(response.headers.get('location')).toBe(slackPage.href)
    expect(response.headers.has('refresh')).toBe(false)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  },
)

test.each(['text/html', 'TEXT/HTML;charset=utf-8', 'application/json, text/html; q=0.1'])(
  'a client whose Accept header is %j gets the page',
  (accept) => expect(redirectByPage(slackPage, { appUrl, accept }).status).toBe(200),
)
