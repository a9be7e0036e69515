import { expect, test } from 'vitest'
import { signedIn } from '@/tests/support/dashboard'
import { integration } from '@/tests/support/fake-miteos'
import { id, ownPageHeaders, startProxied } from '@/tests/support/proxied'
import { describeOnBothStores } from '@/tests/support/stores'
import { listIntegrations } from '../integrations/integrations-api'

describeOnBothStores('a handler below /api', async (openStore) => {
  const storage = await openStore()

  const foreignHeaders = [
    {},
    { origin: 'https://elsewhere.example' },
    { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' },
  ]

  test.each(foreignHeaders.map((headers) => [headers]))(
    'refuses a write with the headers %j',
    async (headers) => {
      const { disconnect, miteos } = await startProxied(storage)
      const response = await disconnect(headers)
      expect(response.status).toBe(403)
      expect(miteos.calls).toEqual([])
    },
  )

  test('accepts a write from a page that sends no referrer', async () => {
    const { disconnect, miteos } = await startProxied(storage)
    miteos.on(`DELETE /integrations/${id}`, () => new Response(null, { status: 204 }))
    const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' }
    const response = await disconnect(headers)
    expect(response.status).toBe(204)
  })

  test('refuses a click on a page made for another person', async () => {
    const { disconnect, miteos } = await startProxied(storage)
    const headers = { ...ownPageHeaders, 'x-miteos-person': 'per_ben' }
    const response = await disconnect(headers)
    expect(response.status).toBe(409)
    const { code, detail } = await response.json()
    expect(code).toBe('session_changed')
    expect(detail).toContain('signed in as somebody else, in the account Acme')
    expect(miteos.calls).toEqual([])
  })

  test('answers two people, who ask at the same time, with their own lists', async () => {
    const { dashboard, miteos } = await startProxied(storage)
    miteos.on('GET /integrations', async (request) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
      const bearer = request.headers.get('authorization') ?? ''
      return Response.json([integration({ id: `int_${bearer.slice('Bearer mt_test_'.length)}` })])
    })
    const people = ['ana', 'ben'].map((name) =>
      signedIn(dashboard, { personId: `per_${name}`, bearer: `mt_test_${name}` }),
    )
    const [ana, ben] = await Promise.all(people)
    const rounds = Array.from({ length: 100 }, async (_, round) => {
      const [name, signedInPerson] = round % 2 ? ['ana', ana] : ['ben', ben]
      const response = await signedInPerson?.browser.get(listIntegrations, '/api/integrations')
      expect(await response?.json()).toMatchObject([{ id: `int_${name}` }])
    })
    await Promise.all(rounds)
  })
})
