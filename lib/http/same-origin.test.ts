import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin'

const appUrl = 'https://miteos.example'
const post = (headers: Record<string, string>) => new Request(appUrl, { method: 'POST', headers })

test.each<[string, Record<string, string>]>([
  ['its origin', { origin: appUrl }],
  ['its origin and its site', { origin: appUrl, 'sec-fetch-site': 'same-origin' }],
  ['its site alone, its origin kept back', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
])('a write that tells %s is of our own page', (_, headers) => {
  expect(isSameOrigin(post(headers), appUrl)).toBe(true)
})

test.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['no origin', { 'sec-fetch-site': 'same-origin' }],
  ['an origin kept back, and no site', { origin: 'null' }],
  ['an origin kept back, of another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['our origin, contradicted by the site', { origin: appUrl, 'sec-fetch-site': 'same-site' }],
  ['another port', { origin: `${appUrl}:8443`, 'sec-fetch-site': 'same-origin' }],
  ['another scheme', { origin: 'http://miteos.example' }],
  ['our origin as a prefix', { origin: `${appUrl}.evil.example` }],
])('a write that tells %s is not', (_, headers) => {
  expect(isSameOrigin(post(headers), appUrl)).toBe(false)
})
