import { expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { signedIn } from '@/tests/support/dashboard'
import { integration } from '@/tests/support/fake-miteos'
import { startProxied } from '@/tests/support/proxied'
import { describeOnBothStores } from '@/tests/support/stores'

const path = '/api/integrations'

describeOnBothStores('a list that the page already has', async (openStore) => {
  const storage = await openStore()

  test('is not sent again until it has changed', async () => {
    const { browser, miteos } = await startProxied(storage)
    miteos.on('GET /integrations', () => Response.json([integration()]))
    const etag = (await browser.get(listIntegrations, path)).headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"/)
    const ask = () => browser.send(listIntegrations, path, { headers: { 'if-none-match': etag } })
    const unchanged = await ask()
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
    expect(unchanged.headers.get('etag')).toBe(etag)
    expect(unchanged.headers.get('cache-control')).toBe('private, no-store')
    miteos.on('GET /integrations', () => Response.json([integration({ status: 'error' })]))
    const changed = await ask()
    expect([changed.status, (await changed.json())[0].status]).toEqual([200, 'error'])
  })

  test('is requested from the API each time, with the token of the session', async () => {
    const { dashboard, browser, miteos } = await startProxied(storage)
    miteos.on('GET /integrations', () => Response.json([integration()]))
    const etag = (await browser.get(listIntegrations, path)).headers.get('etag') ?? ''
    miteos.on('GET /integrations', () => new Response(null, { status: 401 }))
    const { browser: other } = await signedIn(dashboard, { personId: 'per_bo' })
    const refused = await other.send(listIntegrations, path, { headers: { 'if-none-match': etag } })
    expect(refused.status).toBe(401)
  })
})
