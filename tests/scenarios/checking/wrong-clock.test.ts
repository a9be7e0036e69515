import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { goodAnswers } from '@/tests/support/token-answers'

const hour = 60 * 60_000

function idToken(issuedAtMs: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const iat = Math.floor(issuedAtMs / 1000)
  const claims = {
    iss: 'https://accounts.google.com',
    aud: 'client-of-gmail',
    sub: '1082',
    email: 'ana@example.com',
    iat,
    exp: iat + 3600,
  }
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`
}

describeOnBothStores('a server whose clock is ahead of the provider’s', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  async function connectAhead(aheadMs: number, { issuedAtMs = Date.now(), date = '' } = {}) {
    const vendors = fakeVendors()
    const server = platformOn(storage, { settings: vendorSettings, network: vendors.network })
    const caller = await server.client({ account: `ahead by ${aheadMs}`, environment: 'live' })
    server.advance(aheadMs)
    vendors.tokenAnswer = () => {
      const body = { ...goodAnswers.gmail, id_token: idToken(issuedAtMs) }
      return Response.json(body, { headers: date ? { date } : {} })
    }
    const body = { service: 'gmail', oauth_code: await caller.code('gmail') }
    return { vendors, server, caller, response: await caller.post('/v1/integrations', body) }
  }

  test('connects when an ID token of one hour seems to have expired less than a minute ago', async () => {
    const { response, caller } = await connectAhead(hour + 30_000)
    expect(response.status).toBe(201)
    const { id } = await response.json()
    await caller.delete(`/v1/integrations/${id}`)
  })

  test('is told that its clock is wrong, and nothing is left at the provider', async () => {
    const { response, caller, vendors, server } = await connectAhead(2 * hour)
    expect(await response.json()).toMatchObject({ code: 'provider_error', reason: 'clock_wrong' })
    expect(vendors.revoked).toEqual(['1//refresh'])
    expect(await json(caller.get('/v1/integrations'))).toEqual([])
    expect(server.logged()).toContain('operator alarm: the clock of this server differs')
    expect(server.logged()).toContain('"vendor_code":"clock_ahead"')
  })

  test('is not blamed for an ID token that is old by the provider’s own clock', async () => {
    const issuedAtMs = Date.now() - 2 * hour
    const { response, server } = await connectAhead(0, {
      issuedAtMs,
      date: new Date().toUTCString(),
    })
    expect(await response.json()).toMatchObject({ code: 'provider_error', reason: 'malformed' })
    expect(server.logged()).not.toContain('operator alarm')
  })
})
