import { expect, test } from 'vitest'
import { redirectTarget } from '@/tests/support/redirect-target'
import { goOn } from './go-on'

const appUrl = 'http://localhost:3000'

test('a place of our own is reached by a redirect', () => {
  const response = goOn(appUrl, { href: `${appUrl}/callback?a=1`, name: 'Slack' }, ['a=1'])
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`${appUrl}/callback?a=1`)
  expect(response.headers.getSetCookie()).toEqual(['a=1'])
})

test.each([
  'https://slack.com/oauth/v2/authorize?state=a&scope=b',
  'http://[::1]:4401/login/oauth/authorize',
  'http://localhost:3001/callback',
  'http://localhost.evil.example:3000/',
])('%s is reached by a page, to which no form-action applies', async (href) => {
  const response = goOn(appUrl, { href, name: 'Slack <b>' }, ['a=1', 'b=2'])
  expect(response.status).toBe(200)
  expect(redirectTarget(response)).toBe(href)
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  const text = await response.text()
  expect(text).toContain(`href="${href.replaceAll('&', '&amp;')}">Go on to Slack &lt;b&gt;</a>`)
  expect(text).not.toContain('<form')
})
