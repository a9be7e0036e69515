import { expect, test } from 'vitest'
import { removedShownOnceCookies } from './shown-once-cookie'

const appUrl = 'http://localhost:3000'
const html = { accept: 'text/html,*/*', cookie: 'miteos-new-token=sealed' }

function removed(headers: Record<string, string>, path = '/settings/tokens', method = 'GET') {
  return removedShownOnceCookies(new Request(`${appUrl}${path}`, { method, headers }), appUrl)
}

test('the page that shows a new token removes its cookie', () => {
  expect(removed(html)).toEqual([expect.stringMatching(/^miteos-new-token=; Max-Age=0/)])
})

test('the page that shows the secret of a webhook removes its own cookie only', () => {
  const both = { ...html, cookie: `${html.cookie}; miteos-new-webhook=sealed` }
  expect(removed(both, '/settings/webhooks')).toEqual([
    expect.stringMatching(/^miteos-new-webhook=; Max-Age=0/),
  ])
})

test.each([
  ['a prefetch', { ...html, 'sec-purpose': 'prefetch' }],
  ['an old prefetch', { ...html, purpose: 'prefetch' }],
  ['the router of Next', { ...html, accept: '*/*' }],
  ['a browser without the cookie', { accept: 'text/html' }],
])('%s removes nothing', (_, headers) => {
  expect(removed(headers)).toEqual([])
})

test('no other page and no other method removes it', () => {
  expect(removed(html, '/settings/redirect-uris')).toEqual([])
  expect(removed(html, '/settings/tokens', 'HEAD')).toEqual([])
})
