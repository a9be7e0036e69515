import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { findRefusal } from './guard.mjs'

const refusalOf = (method: string, url: string, headers: IncomingHttpHeaders = { host: 'x' }) =>
  findRefusal({ method, url, headers, headersDistinct: {} })
const refusalOfGet = (url: string, headers = {}) => refusalOf('GET', url, { host: 'x', ...headers })

describe('an address', () => {
  test.each([
    '/',
    '/v1/integrations',
    '/v1/integrations/int_8f?x=%E0%A4%A',
    '/integrations?service=slack',
    '/sandbox/slack/api/oauth.v2.access',
    '/.well-known/security.txt',
    '/v1/a%2fb',
    '/caf%C3%A9',
  ])('%s is accepted', (url) => {
    expect(refusalOfGet(url)).toBeNull()
  })

  test.each([
    ['with an escape that is not UTF-8', '/v1/%E0%A4%A'],
    ['with an escape cut short', '/v1/%4'],
    ['with a NUL', '/v1/a%00b'],
    ['that names another host', '//evil.example/x'],
    ['that names another host with a backslash', '/\\evil.example/x'],
    ['with a backslash', '/v1/..\\x'],
    ['with an empty segment, which would be redirected', '/v1//integrations'],
    ['that ends in two slashes', '/v1/integrations//'],
    ['with a fragment', '/v1#x'],
    ['with dot segments', '/v1/../integrations'],
    ['with encoded dot segments', '/v1/%2e%2E/integrations'],
    ['with dot segments between encoded slashes', '/v1/a%2f..%2fb'],
    ['with dot segments before an encoded backslash', '/v1/..%5cb'],
    ['that ends in a dot segment', '/v1/integrations/%2e%2e'],
    ['in absolute form', 'http://evil.example/v1/x'],
    ['that is a star', '*'],
    ['that is empty', ''],
  ])('%s is not found', (_, url) => {
    expect(refusalOfGet(url)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

test.each(['TRACE', 'CONNECT', 'PROPFIND', 'get', ''])('method %j is not allowed', (method) => {
  expect(refusalOf(method, '/v1/x')).toMatchObject({
    status: 405,
    code: 'method_not_allowed',
    headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
  })
})

test.each(['/services/slack.svg', '/_next/static/chunks/a.js', '/platform.css'])(
  '%s can only be read',
  (url) => {
    expect(refusalOf('HEAD', url)).toBeNull()
    expect(refusalOf('PUT', url)).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, HEAD' },
    })
  },
)

test('a request that names no host is refused', () => {
  expect(refusalOf('GET', '/v1/x', {})).toMatchObject({ status: 400 })
})

test('an upgrade to a WebSocket is refused, and other upgrades are ignored', () => {
  expect(refusalOfGet('/', { upgrade: 'WebSocket' })).toMatchObject({ status: 404 })
  expect(refusalOfGet('/', { upgrade: 'h2c' })).toBeNull()
})

test('a body may have 16 KB and not more', () => {
  expect(refusalOfGet('/v1/integrations', { 'content-length': '16384' })).toBeNull()
  expect(refusalOfGet('/v1/integrations', { 'content-length': '16385' })).toMatchObject({
    status: 413,
    code: 'payload_too_large',
  })
})
