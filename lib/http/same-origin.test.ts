import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin'

const appUrl = 'https://miteos.example'
const post = (headers: Record<string, string>) => new Request(appUrl, { method: 'POST', headers })

test.each<[string, Record<string, string>]>([
  ['our origin', { origin: appUrl }],
  [
    'our origin, and same-origin in Sec-Fetch-Site',
    { origin: appUrl, 'sec-fetch-site': 'same-origin' },
  ],
  [
    'a hidden origin, but same-origin in Sec-Fetch-Site',
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
  ],
])('a write with %s comes from our own page', (_, headers) => {
  expect(isSameOrigin(post(headers), appUrl)).toBe(true)
})

test.each<[string, Record<string, string>]>([
  ['no header', {}],
  ['same-origin in Sec-Fetch-Site, but no origin', { 'sec-fetch-site': 'same-origin' }],
  ['a hidden origin, and no Sec-Fetch-Site', { origin: 'null' }],
  [
    'a hidden origin, and cross-site in Sec-Fetch-Site',
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
  ],
  [
    'our origin, but same-site in Sec-Fetch-Site',
    { origin: appUrl, 'sec-fetch-site': 'same-site' },
  ],
  ['another port', { origin: `${appUrl}:8443`, 'sec-fetch-site': 'same-origin' }],
  ['another scheme', { origin: 'http://miteos.example' }],
  ['an origin that begins like ours', { origin: `${appUrl}.evil.example` }],
])('a write with %s does not come from our own page', (_, headers) => {
  expect(isSameOrigin(post(headers), appUrl)).toBe(false)
})
