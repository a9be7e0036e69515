import { expect, test } from 'vitest'
import { integration } from '@/tests/support/fake-miteos'
import { ownPageHeaders, startProxied } from '@/tests/support/proxied'
import { describeOnBothStores } from '@/tests/support/stores'
import { connectIntegration, readIntegration } from '../integrations/integrations-api'

describeOnBothStores('a handler below /api', async (openStore) => {
  const storage = await openStore()

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

  test.each(ids)('refuses the id %j without asking the API', async (invalidId) => {
    const { browser, miteos } = await startProxied(storage)
    const response = await browser.get(readIntegration, '/api/integrations/x', { id: invalidId })
    expect(response.status).toBe(400)
    expect(miteos.calls).toEqual([])
  })

  const jsonHeaders = { ...ownPageHeaders, 'content-type': 'application/json' }
  const bodies: [name: string, headers: Record<string, string>, body: string, status: number][] = [
    ['text/plain', { ...ownPageHeaders, 'content-type': 'text/plain' }, '{}', 415],
    ['no content type', { ...ownPageHeaders, 'content-type': '' }, '{}', 415],
    [
      'utf-16',
      { ...ownPageHeaders, 'content-type': 'application/json; charset=utf-16' },
      '{}',
      415,
    ],
    ['17 KB', jsonHeaders, `"${'a'.repeat(17 * 1024)}"`, 413],
    ['half a document', jsonHeaders, '{"service":', 400],
    ['a byte order mark', jsonHeaders, '\uFEFF{}', 400],
    ['16,000 nested arrays', jsonHeaders, '['.repeat(16_000), 400],
    ['an array', jsonHeaders, '[]', 422],
    ['an unknown service', jsonHeaders, '{"service":"fax"}', 422],
    ['a prototype', jsonHeaders, '{"__proto__":{"service":"slack"}}', 422],
    ['a number as code', jsonHeaders, '{"service":"slack","oauth_code":1}', 422],
  ]

  test.each(bodies)('refuses a body with %s', async (_name, headers, body, status) => {
    const { browser, miteos } = await startProxied(storage)
    const response = await browser.send(connectIntegration, '/api/integrations', {
      method: 'POST',
      headers,
      body,
    })
    expect(response.status).toBe(status)
    expect(miteos.calls).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'service')).toBe(false)
  })

  test('passes on only the fields that the contract names', async () => {
    const { browser, miteos } = await startProxied(storage)
    miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const body = { service: 'slack', oauth_code: 'mtoc_x', account_id: 'acct_other', role: 'admin' }
    const response = await browser.send(connectIntegration, '/api/integrations', {
      method: 'POST',
      headers: jsonHeaders,
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(201)
    expect(miteos.bodies).toEqual([{ service: 'slack', oauth_code: 'mtoc_x' }])
  })
})
