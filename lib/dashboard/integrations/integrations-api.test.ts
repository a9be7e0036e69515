import { expect, test } from 'vitest'
import { token } from '@/tests/support/dashboard'
import { integration, problem } from '@/tests/support/fake-miteos'
import { id, ownPageHeaders, path, startProxied } from '@/tests/support/proxied'
import { describeOnBothStores } from '@/tests/support/stores'
import { injectFault, listIntegrations, readIntegration } from './integrations-api'

describeOnBothStores('a handler below /api', async (openStore) => {
  const storage = await openStore()

  test('forwards only the fields of the API that the contract names', async () => {
    const { browser, miteos } = await startProxied(storage)
    const headers = {
      'set-cookie': 'evil=1',
      location: 'https://elsewhere.example',
      'access-control-allow-origin': '*',
      'x-powered-by': 'Miteos',
    }
    miteos.on('GET /integrations', () =>
      Response.json([{ ...integration(), secret_field: 'canary' }], { headers }),
    )
    const response = await browser.get(listIntegrations, '/api/integrations')
    expect(Object.keys(Object.fromEntries(response.headers)).sort()).toEqual([
      'cache-control',
      'content-security-policy',
      'content-type',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'etag',
      'referrer-policy',
      'vary',
      'x-content-type-options',
      'x-frame-options',
    ])
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(await response.text()).not.toContain('canary')
  })

  const answers: [name: string, answer: () => Response, status: number, code: string][] = [
    ['401', () => new Response(null, { status: 401 }), 401, 'unauthorized'],
    ['403', () => problem(403, 'forbidden'), 403, 'forbidden'],
    ['404', () => problem(404, 'not_found'), 404, 'not_found'],
    ['409 with a code', () => problem(409, 'account_mismatch'), 409, 'account_mismatch'],
    ['422 with a code', () => problem(422, 'invalid_scope'), 422, 'invalid_scope'],
    ['422 with HTML', () => new Response('<b>canary</b>', { status: 422 }), 422, 'invalid_request'],
    [
      '429',
      () => new Response(null, { status: 429, headers: { 'retry-after': '7' } }),
      429,
      'rate_limited',
    ],
    ['500', () => new Response('canary', { status: 500 }), 502, 'upstream_error'],
    ['503', () => problem(503, 'unavailable'), 502, 'upstream_error'],
    ['a text that is not JSON', () => new Response('canary'), 502, 'upstream_invalid'],
  ]

  test.each(answers)(
    'answers with a problem when the API answers with %s',
    async (_name, answer, status, code) => {
      const { browser, miteos } = await startProxied(storage, { accountId: 'acct_1' })
      miteos.on(`GET /integrations/${id}`, answer)
      const response = await browser.get(readIntegration, path, { id })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const body = await response.json()
      expect(body).toMatchObject({
        status,
        code,
        request_id: expect.stringMatching(/^[\w-]{8,64}$/),
      })
      expect(JSON.stringify(body)).not.toContain('canary')
      if (status === 429) expect(response.headers.get('retry-after')).toBe('7')
    },
  )

  test('finds one integration in the list of an API that has no call for a single one', async () => {
    const { browser, miteos, logged } = await startProxied(storage)
    miteos.on('GET /integrations', () => Response.json([integration({ id })]))
    const found = await browser.get(readIntegration, path, { id })
    expect(await found.json()).toMatchObject({ id, service: 'slack' })
    const missing = await browser.get(readIntegration, path, { id: 'int_other' })
    expect(missing.status).toBe(404)
    expect(logged.join()).toContain((await missing.json()).request_id)
    expect(miteos.calls).toEqual(['GET /integrations', 'GET /integrations'])
  })

  test('says in time that the API does not answer, with a request id that the log contains', async () => {
    const { browser, dashboard, miteos, logged } = await startProxied(storage)
    dashboard.api.timeoutMs = 200
    miteos.on('GET /integrations', () => new Promise(() => {}))
    const response = await browser.send(listIntegrations, '/api/integrations', {
      headers: { 'x-request-id': 'reference-1' },
    })
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({
      code: 'upstream_timeout',
      request_id: 'reference-1',
    })
    expect(logged.join()).toContain('reference-1')
    expect(logged.join()).not.toContain(token)
  })

  test('answers a disconnect with 204 and no body', async () => {
    const { disconnect, miteos } = await startProxied(storage)
    miteos.on(`DELETE /integrations/${id}`, () => Response.json({ deleted: true }))
    const response = await disconnect(ownPageHeaders)
    expect([response.status, response.body]).toEqual([204, null])
  })

  test('injects a fault and answers 204', async () => {
    const { browser, miteos } = await startProxied(storage)
    miteos.on(`POST /integrations/${id}/faults`, () => Response.json(integration()))
    const response = await browser.send(
      injectFault,
      `${path}/faults`,
      {
        method: 'POST',
        headers: { ...ownPageHeaders, 'content-type': 'application/json' },
        body: '{"fault":"revoke"}',
      },
      { id },
    )
    expect(response.status).toBe(204)
    expect(miteos.bodies).toEqual([{ fault: 'revoke' }])
  })
})
