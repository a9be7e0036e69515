import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { createTestDashboard, signedIn, token } from '../../tests/dashboard'
import { integration, problem } from '../../tests/fake-miteos'
import { describeOnBothStores } from '../../tests/stores'
import {
  connectIntegration,
  disconnectIntegration,
  injectFault,
  listIntegrations,
  readIntegration,
} from './integrations-api'

const id = 'int_01h2xcejqtf2nbrexx3vqjhp41'
const path = `/api/integrations/${id}`
const ours = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }

describeOnBothStores('the proxy', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  async function start() {
    const test = createTestDashboard(storage)
    return { ...test, ...(await signedIn(test.dashboard, { accountName: 'Acme' })) }
  }

  test('A17 forwards nothing of the API but what the contract holds', async () => {
    const { browser, miteos } = await start()
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
      'referrer-policy',
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
    ['garbage', () => new Response('canary'), 502, 'upstream_invalid'],
  ]

  test.each(answers)(
    'A3 A6 A28 makes one clear answer of %s',
    async (_name, answer, status, code) => {
      const { browser, miteos } = await start()
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

  test('A1 says in time that the API does not answer, under an id that the log knows', async () => {
    const { browser, miteos, logged } = await start()
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

  test('A21 answers a disconnect with 204 and no body', async () => {
    const { browser, miteos } = await start()
    miteos.on(`DELETE /integrations/${id}`, () => Response.json({ deleted: true }))
    const response = await browser.send(
      disconnectIntegration,
      path,
      { method: 'DELETE', headers: ours },
      { id },
    )
    expect([response.status, response.body]).toEqual([204, null])
  })

  const foreign = [
    {},
    { origin: 'https://elsewhere.example' },
    { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' },
  ]

  test.each(foreign.map((headers) => [headers]))('H1 refuses a write with %j', async (headers) => {
    const { browser, miteos } = await start()
    const response = await browser.send(
      disconnectIntegration,
      path,
      { method: 'DELETE', headers },
      { id },
    )
    expect(response.status).toBe(403)
    expect(miteos.calls).toEqual([])
  })

  test('H1 takes a write from a page that sends no referrer', async () => {
    const { browser, miteos } = await start()
    miteos.on(`DELETE /integrations/${id}`, () => new Response(null, { status: 204 }))
    const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' }
    const response = await browser.send(
      disconnectIntegration,
      path,
      { method: 'DELETE', headers },
      { id },
    )
    expect(response.status).toBe(204)
  })

  test('S7 refuses what was clicked on a page made for somebody else', async () => {
    const { browser, miteos } = await start()
    const headers = { ...ours, 'x-miteos-person': 'per_ben' }
    const response = await browser.send(
      disconnectIntegration,
      path,
      { method: 'DELETE', headers },
      { id },
    )
    expect(response.status).toBe(409)
    const { code, detail } = await response.json()
    expect(code).toBe('session_changed')
    expect(detail).toContain('You are now signed in as Acme')
    expect(miteos.calls).toEqual([])
  })

  const ids = [
    '../../admin',
    '..',
    '..\\',
    'int_',
    'int_a b',
    'int_a?b',
    'int_a#b',
    'int_\0',
    'int_a\r\nb',
    `int_${'a'.repeat(65)}`,
    'int_é',
  ]

  test.each(ids)('H6 asks the API nothing about the id %j', async (bad) => {
    const { browser, miteos } = await start()
    const response = await browser.get(readIntegration, '/api/integrations/x', { id: bad })
    expect(response.status).toBe(404)
    expect(miteos.calls).toEqual([])
  })

  const json = { ...ours, 'content-type': 'application/json' }
  const bodies: [name: string, headers: Record<string, string>, body: string, status: number][] = [
    ['text/plain', { ...ours, 'content-type': 'text/plain' }, '{}', 415],
    ['no content type', { ...ours, 'content-type': '' }, '{}', 415],
    ['utf-16', { ...ours, 'content-type': 'application/json; charset=utf-16' }, '{}', 415],
    ['17 KB', json, `"${'a'.repeat(17 * 1024)}"`, 413],
    ['half a document', json, '{"service":', 400],
    ['a byte order mark', json, '\uFEFF{}', 400],
    ['16,000 nested arrays', json, '['.repeat(16_000), 400],
    ['an array', json, '[]', 422],
    ['an unknown service', json, '{"service":"fax"}', 422],
    ['a prototype', json, '{"__proto__":{"service":"slack"}}', 422],
    ['a number as code', json, '{"service":"slack","oauth_code":1}', 422],
  ]

  test.each(bodies)('H2 H3 H4 refuses %s', async (_name, headers, body, status) => {
    const { browser, miteos } = await start()
    const response = await browser.send(connectIntegration, '/api/integrations', {
      method: 'POST',
      headers,
      body,
    })
    expect(response.status).toBe(status)
    expect(miteos.calls).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'service')).toBe(false)
  })

  test('Z4 passes on only the fields that the contract names', async () => {
    const { browser, miteos } = await start()
    miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const body = { service: 'slack', oauth_code: 'mtoc_x', account_id: 'acct_other', role: 'admin' }
    const response = await browser.send(connectIntegration, '/api/integrations', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(201)
    expect(miteos.bodies).toEqual([{ service: 'slack', oauth_code: 'mtoc_x' }])
  })

  test('injects a fault and answers with nothing', async () => {
    const { browser, miteos } = await start()
    miteos.on(`POST /integrations/${id}/faults`, () => Response.json(integration()))
    const response = await browser.send(
      injectFault,
      `${path}/faults`,
      { method: 'POST', headers: json, body: '{"fault":"revoke"}' },
      { id },
    )
    expect(response.status).toBe(204)
    expect(miteos.bodies).toEqual([{ fault: 'revoke' }])
  })

  test('H14 answers two people at once with their own lists', async () => {
    const { dashboard, miteos } = await start()
    miteos.on('GET /integrations', async (request) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
      const bearer = request.headers.get('authorization') ?? ''
      return Response.json([integration({ id: `int_${bearer.slice('Bearer mt_test_'.length)}` })])
    })
    const people = ['ana', 'ben'].map((name) =>
      signedIn(dashboard, { person: `per_${name}`, bearer: `mt_test_${name}` }),
    )
    const [ana, ben] = await Promise.all(people)
    const rounds = Array.from({ length: 100 }, async (_, round) => {
      const [name, who] = round % 2 ? ['ana', ana] : ['ben', ben]
      const response = await who?.browser.get(listIntegrations, '/api/integrations')
      expect(await response?.json()).toMatchObject([{ id: `int_${name}` }])
    })
    await Promise.all(rounds)
  })
})
