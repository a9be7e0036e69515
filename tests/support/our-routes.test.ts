import { expect, test } from 'vitest'
import { ourPages, ourRoutes, ourWrites } from './our-routes'

const lines = ourRoutes().map(({ address, methods }) => `${methods} ${address}`)

test('every page is found, with example values in its address', () => {
  expect(ourPages()).toEqual(
    expect.arrayContaining([
      '/',
      '/sign-in',
      '/callback',
      '/integrations',
      '/integrations/int_a',
      '/integrations/int_a/disconnect',
      '/settings/webhooks',
      '/settings/webhooks/int_a/delete',
    ]),
  )
})

test('every route of the dashboard is found with the methods it offers', () => {
  expect(lines).toEqual(
    expect.arrayContaining([
      'GET,HEAD /healthz',
      'GET,HEAD /readyz',
      'GET,HEAD /metrics',
      'GET,HEAD /platform-theme.css',
      'GET,HEAD /api/account',
      'GET,HEAD /api/auth/session',
      'GET,HEAD,POST /api/integrations',
      'GET,HEAD,DELETE /api/integrations/int_a',
      'POST /api/integrations/int_a/check',
      'GET,HEAD /api/integrations/int_a/events',
      'POST /api/integrations/int_a/faults',
      'POST /connect/slack',
      'POST /callback/complete',
      'POST /check/int_a',
      'POST /disconnect/int_a',
      'POST /sign-in/submit',
      'POST /settings/webhooks/submit',
      'POST /settings/webhooks/int_a/test/submit',
      'POST /sign-out',
    ]),
  )
  expect(lines.join()).not.toContain('/v1')
})

test('writes by forms and writes by scripts have different content types', () => {
  const writes = ourWrites()
  const form = ['application/x-www-form-urlencoded']
  expect(writes).toContainEqual({ address: '/sign-out', method: 'POST', types: form })
  const data = ['application/json', '']
  expect(writes).toContainEqual({
    address: '/api/integrations/int_a',
    method: 'DELETE',
    types: data,
  })
  expect(writes.map(({ method }) => method)).not.toContain('GET')
})

test('a given value replaces the example of a segment', () => {
  expect(ourPages({ id: 'int_b' })).toContain('/integrations/int_b')
  expect(ourRoutes({ service: '%2e' }).map(({ address }) => address)).toContain('/connect/%2e')
})
